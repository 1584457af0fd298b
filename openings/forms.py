"""The choice of what a letter is asked for, as a field of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from openings.models import Opening
from openings.models.asked import NOT_ASKED, Asked, Need

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Opening]
else:
    _ModelForm = forms.ModelForm

CHOICES = [(NOT_ASKED, "Not asked"), *Need.choices]


class AskedWidget(forms.MultiWidget):
    """A table: of each field of the letter, whether it is asked. It needs no scripts."""

    template_name = "admin/openings/asked.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = {asked.value: forms.RadioSelect(choices=CHOICES) for asked in Asked}
        super().__init__(parts, attrs)

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": ["admin/css/openings.css"]})

    def _render(self, template_name: str, context: Any, renderer: Any = None) -> SafeString:
        """From the project's own templates, which the renderer of forms does not read."""
        return render_to_string(template_name, context)

    def decompress(self, value: Any) -> list[str]:
        stored = value if isinstance(value, dict) else {}
        return [stored.get(asked.value, NOT_ASKED) for asked in Asked]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = [asked.label for asked in Asked]
        context["widget"]["heads"] = [label for _, label in CHOICES]
        context["widget"]["rows"] = list(zip(labels, context["widget"]["subwidgets"], strict=True))
        return context


class AskedField(forms.MultiValueField):
    """Gives ``{field of a letter: may or must}``, without those that are not asked."""

    widget = AskedWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"required": False, "require_all_fields": False, **kwargs}
        parts = [forms.ChoiceField(choices=CHOICES, required=False) for _ in Asked]
        super().__init__(parts, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        chosen = zip(Asked, data_list, strict=False)
        return {asked.value: need for asked, need in chosen if need != NOT_ASKED}


class OpeningForm(_ModelForm):
    asked = AskedField(
        label="What the letter asks for",
        help_text="Besides name, e-mail address and why they write. Fewer questions, more letters.",
    )
    holds = forms.BooleanField(
        label="It holds today",
        required=False,
        help_text="Readers are told on which day somebody last said so.",
    )
