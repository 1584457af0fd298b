"""Moments as an editor types them: by the clocks of the site's time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format


def in_site_zone(typed: datetime) -> datetime:
    """The moment at which clocks show `typed`: of two, where they go back, the earlier.

    Raises ValidationError where they never do, because they go forward.
    """
    zone = timezone.get_current_timezone()
    moment = typed.replace(tzinfo=zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != typed:
        raise ValidationError(
            f"There is no {typed:%H:%M} on {date_format(typed, 'j F Y')} in {zone}: clocks go"
            " forward. Choose a time before or after."
        )
    return moment


class MomentField(forms.SplitDateTimeField):
    """A day and a time, beside which stands in what time zone they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        zone = timezone.get_current_timezone_name()
        now = timezone.localtime()
        offset = f"{now:%z}"
        text = f"Times are of {zone}, where it is {now:%H:%M} (UTC{offset[:3]}:{offset[3:]})."
        kwargs["help_text"] = f"{kwargs.get('help_text', '')} {text}".strip()
        super().__init__(*args, **kwargs)
        for part, name in zip(self.widget.widgets, ("date", "time"), strict=False):
            part.attrs["aria-label"] = f"{self.label}: {name}".capitalize()

    def compress(self, data_list: Any) -> datetime | None:
        if not data_list or None in data_list[:2]:
            # What is missing is told by the class below; empty is empty.
            return super().compress(data_list)
        return in_site_zone(datetime.combine(*data_list[:2]))
