"""The form of a letter: what the opening asks for, in the order in which a reader would tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout, Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.files import MaxSize, is_pdf
from inquiries.models import Inquiry, WaitingFile
from inquiries.models.letter import CV_MEGABYTES
from inquiries.sending import signed
from inquiries.sending.asking import Asking
from inquiries.sending.fields import Line, Links, Mail, Text
from openings.models.asked import Asked
from people.models import Person

WRITTEN = ["name", "email", "recipient", "programme", "background", "papers", "message", "links"]
TRAP = "subject"


if TYPE_CHECKING:  # Django's class takes no parameter when it runs
    _Choice = forms.ModelChoiceField[Person]
else:
    _Choice = forms.ModelChoiceField


class Lead(_Choice):
    def label_from_instance(self, obj: Person) -> str:
        return str(obj.name)


class LetterForm(forms.Form):
    """`asking` says what is asked; `letter` is the one that is corrected, None for a new one.

    A file that came with an earlier try waits under the key in `kept`, as `waiting`.
    """

    name = Line(
        label="Name",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = Mail(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="The answer goes there, and a link by which you can correct or withdraw the"
        " letter.",
    )
    email.error_messages["invalid"] = "This is no e-mail address; one looks like me@example.org."
    recipient = Lead(
        label="To",
        queryset=Person.objects.none(),
        required=False,
        empty_label="The group as a whole",
    )
    programme = Line(
        label="Programme and start",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Such as “PhD in computer science, Fall 2027”.",
    )
    background = Text(
        label="Background",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What you study or work on, where, and what you have done so far.",
    )
    papers = Text(
        label="Papers of the group that you read",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Which, and what you made of them. A few sentences are enough.",
    )
    message = Text(
        label="Why this group",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What you would like to work on here.",
    )
    links = Links(
        label="Links",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="Homepage, code, transcripts: one address a line.",
    )
    cv = forms.FileField(
        label="CV",
        validators=[MaxSize(CV_MEGABYTES), is_pdf],
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        help_text=f"A PDF of at most {CV_MEGABYTES} MB. Only those who read the letter get it.",
    )
    remove_cv = forms.BooleanField(label="Remove this file", required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    work = forms.CharField(required=False, widget=forms.HiddenInput)
    subject = forms.CharField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, asking: Asking, letter: Inquiry | None = None, **kw: Any):
        super().__init__(*args, **kw)
        self.asking, self.letter = asking, letter
        self.waiting = self._waiting()
        self._ask()
        for field in self.fields.values():
            if field.required:
                field.error_messages["required"] = "Fill this in."

    def _waiting(self) -> WaitingFile | None:
        key = self.data.get("kept", "") if self.is_bound else ""
        return signed.file_of_key(key) if key else None

    def _ask(self) -> None:
        """Leaves the fields that this letter has, and says which have to be filled in."""
        for name in Asked.values:
            if name in self.asking.asked or (self.letter and getattr(self.letter, name)):
                self.fields[name].required = self.asking.needs(name)
            else:
                del self.fields[name]
        if self.letter or len(self.asking.leads) < 2:
            del self.fields["recipient"]
        else:
            keys = [lead.pk for lead in self.asking.leads]
            self.fields["recipient"].queryset = Person.objects.named().filter(pk__in=keys)  # type: ignore[attr-defined]
        if self.letter:
            for name in ("email", "stamp", "work", TRAP):
                del self.fields[name]
        if "cv" not in self.fields:
            del self.fields["remove_cv"], self.fields["kept"]
        elif self.has_file:
            self.fields["cv"].required = False
        else:
            del self.fields["remove_cv"]

    @property
    def has_file(self) -> bool:
        """Whether there is a CV already: of an earlier try, or of the letter."""
        return bool(self.waiting or (self.letter and self.letter.cv))

    @property
    def is_trapped(self) -> bool:
        """Whether the field was filled in that nobody sees."""
        return bool(self.data.get(TRAP, "").strip())

    def clean(self) -> dict[str, Any]:
        super().clean()
        needs_file = "cv" in self.fields and self.asking.needs("cv")
        if needs_file and self.is_removed and not self.file and "cv" not in self.errors:
            self.add_error("cv", "A CV is needed: choose another, or keep the one that is here.")
        return self.cleaned_data

    @property
    def is_removed(self) -> bool:
        return bool(self.cleaned_data.get("remove_cv"))

    @property
    def file(self) -> UploadedFile[bytes] | None:
        """The file that came with the form, if it is a PDF that can be taken."""
        return self.cleaned_data.get("cv") or None

    def written(self) -> dict[str, Any]:
        """The values of the letter's fields but the file."""
        names = (name for name in WRITTEN if name in self.fields)
        return {name: self.cleaned_data[name] for name in names}

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_class, helper.form_id = "form reading letter", "letter"
        helper.disable_csrf = True  # see docs/decisions: the form asks for no cookie
        shown = [name for name in WRITTEN if name in self.fields]
        parts: list[Any] = [Field(name) for name in shown]
        if "papers" in shown:
            parts[shown.index("papers")] = Field("papers", template="inquiries/_papers.html")
        if "cv" in self.fields:
            parts += [Field("cv", template="inquiries/_cv.html"), "kept"]
        if self.letter:
            helper.form_error_title = "Not saved yet"
            parts.append(Submit("do", "Save the corrections"))
        else:
            parts += [Field(TRAP, template="inquiries/_trap.html"), "stamp", "work"]
            parts.append(HTML('{% include "inquiries/_what_happens.html" %}'))
            parts.append(Submit("do", "Send the letter"))
        helper.layout = Layout(*parts)
        return helper
