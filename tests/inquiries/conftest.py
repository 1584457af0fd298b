"""What every test of letters starts from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inquiries.sending import limits


@pytest.fixture(autouse=True)
def _nobody_is_over_the_limit() -> Iterator[None]:
    """The process remembers who was; the rows of a test are gone by then."""
    limits.forget_over()
    yield
    limits.forget_over()
