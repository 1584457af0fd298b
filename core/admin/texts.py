"""Fields for long texts: with help beside them, and with a preview where scripts run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.admin.lists import ModelAdmin
from core.text import markdown_html, tex_html

# How a field's text becomes HTML, by the name that the field and its preview have in common.
DIALECTS = {"markdown": markdown_html, "tex": tex_html}


class TextWidget(AdminTextareaWidget):
    """A text area as it is without scripts, and what they need to add to it."""

    def __init__(self, dialect: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.dialect = dialect

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """With the line ends that are stored: browsers send others, and a text that nobody
        touched would seem to be another."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    @property
    def media(self) -> forms.Media:
        scripts: list[Any] = [
            forms.Script(f"admin/js/{name}.js", defer=True) for name in ("texts", "mentions")
        ]
        return forms.Media(css={"all": ["admin/css/texts.css"]}, js=scripts)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        context = {"field": mark_safe(field), "dialect": self.dialect, "name": name}
        return render_to_string("admin/texts/field.html", context)


class TextsMixin(ModelAdmin):
    """A ModelAdmin whose rendered texts have such fields."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        rendered = getattr(self.model, "RENDERED", {}).get(db_field.name)
        dialect = next((name for name, made in DIALECTS.items() if made is rendered), None)
        if dialect:
            kwargs["widget"] = TextWidget(dialect)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
