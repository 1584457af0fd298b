"""What a browser would send: the data of an admin form as it stands, to be changed and posted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse


def posted(answer: HttpResponse) -> dict[str, Any]:
    """The values of the form and all its inline rows on an admin page."""
    form = answer.context["adminform"].form
    data = _values(form)
    for inline in answer.context["inline_admin_formsets"]:
        formset = inline.formset
        data |= _values(formset.management_form)
        for row in formset.forms:
            data |= _values(row)
    return data


def _values(form: Any) -> dict[str, Any]:
    found = {}
    for bound in form:
        value, kind = bound.value(), getattr(bound.field.widget, "input_type", "")
        if value is None or value is False or kind == "file":
            continue
        found[bound.html_name] = "on" if value is True else value
    return found


def add_rows(data: dict[str, Any], prefix: str, *rows: dict[str, Any]) -> None:
    """As “Add another” does: further rows of the inline of that prefix."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    for place, row in enumerate(rows, number):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    data[f"{prefix}-TOTAL_FORMS"] = number + len(rows)


def errors(answer: HttpResponse) -> list[str]:
    """Every message on a page that refused to save."""
    assert answer.status_code == 200, "it was saved"
    found: list[str] = []
    for part in answer.context["errors"]:
        found += [part] if isinstance(part, str) else [str(message) for message in part]
    return found
