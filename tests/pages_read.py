"""Pages as tests read them."""

from __future__ import annotations

import re
from typing import Any


def shown(response: Any) -> str:
    """The HTML of a response, with any run of blanks (breaks of lines, those that hold a name
    together) as one space, as a reader sees it."""
    return re.sub(r"\s+", " ", response.content.decode())
