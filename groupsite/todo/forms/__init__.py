"""For each kind of gap, the field that fills it in."""

from groupsite.todo.forms.authors import AuthorLineForm
from groupsite.todo.forms.base import RowForm
from groupsite.todo.forms.links import LinkForm
from groupsite.todo.forms.people import PersonForm
from groupsite.todo.forms.works import DateForm, PdfForm

__all__ = ["AuthorLineForm", "DateForm", "LinkForm", "PdfForm", "PersonForm", "RowForm"]
