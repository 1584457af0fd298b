"""The sheets. A further one is a module here, and a line in KINDS."""

from django.http import Http404

from sheets.kinds.base import Kind
from sheets.kinds.courses import Courses
from sheets.kinds.people import People
from sheets.kinds.services import Services
from sheets.kinds.works import Works

KINDS: tuple[Kind, ...] = (People(), Works(), Courses(), Services())


def kind_of(slug: str) -> Kind:
    """Raises Http404 for a part of an address that is no sheet."""
    for kind in KINDS:
        if kind.slug == slug:
            return kind
    raise Http404(f"There is no sheet of “{slug}”.")
