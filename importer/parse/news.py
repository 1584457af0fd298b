"""News: items that begin or end with a date, or stand under one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.parse import dates, items, names, spans
from importer.parse.claims import Claims, is_chrome
from importer.parse.dates import Dated
from importer.records import Link, NewsRecord
from importer.sources import Line

WITH = re.compile(r"\bwith\s+(?=[^\W\d_a-z])")
DASH = re.compile(r"^[\s:–—.-]+")
ORNAMENT = re.compile(r"^[^\w\s(\[]{1,8}\s*")
TAIL = re.compile(r"\s*(?:[(\[]\s*([^()\[\]]{4,30}?)\s*[)\]]|[–—]\s*([^–—]{4,30}))\.?$")
MORE_WORDS = 6  # at most, of a line that leads to more news
DateLed = tuple[Dated | None, str]


def read(lines: Sequence[Line], claims: Claims, title: str = "") -> list[NewsRecord]:
    """The items of a section of that title. A date alone holds for what stands below it, and
    gives its year to dates that have none."""
    kept = [line for line in lines if not is_chrome(line.text) and not _is_more(line)]
    records: list[NewsRecord] = []
    under = dates.last(title)
    for group in _groups(kept):
        alone = _alone(group[0], under)
        under = alone or under
        body = list(group[1:] if alone else group)
        listed = any(line.bullet for line in body) or all(line.blank_before for line in body[1:])
        for part in [[line] for line in body] if alone and listed else [body] if body else []:
            if item := _item(part, under):
                records.append(item)
                claims.claim(*part)
        if alone:
            claims.order(group[0])
    return records


def of_text(line: Line, text: str) -> list[NewsRecord]:
    """The item that a part of a line is."""
    item = _item([replace(line, text=text)], None)
    return [item] if item else []


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each item. Where dates lead the items and nothing else marks them, a line
    without one goes on with the item above, and belongs to none below a blank line."""
    if any(line.bullet or line.heading for line in lines):
        return items.laid_out(lines, _is_led)
    led = [_is_led(line) for line in lines]
    if not any(led):
        return [[line] for line in lines]
    found: list[list[Line]] = []
    for line, begins in zip(lines, led, strict=True):
        if begins or not found:
            found.append([line])
        elif not line.blank_before or _alone(found[-1][-1], None) or 2 * sum(led) <= len(lines):
            found[-1].append(line)
    return found


def _is_led(line: Line) -> bool:
    return _led(line.text, None)[0] is not None


def _is_more(line: Line) -> bool:
    """Whether a line only leads to more news."""
    known = knowledge.phrase_pattern("more_news")
    return len(line.text.split()) <= MORE_WORDS and bool(known.search(line.text))


def _alone(line: Line, under: Dated | None) -> Dated | None:
    """The date that is all of a line."""
    dated, rest = _led(line.text, under)
    return dated if dated and not rest.strip(" :.–—-") else None


def _led(text: str, under: Dated | None) -> DateLed:
    """The date a text begins or ends with, ornaments before it or not, and the text without it.
    A date without a year is of the year it stands `under`."""
    found = dates.leading(text) or dates.leading(ORNAMENT.sub("", text))
    found = found or (None if under else dates.short_leading(ORNAMENT.sub("", text)))
    year = under.iso[:4] if under and not under.iso.startswith("-") else ""
    if found:
        dated, rest = found
        again = dates.leading(rest)
        if again and re.search(r"[-–—]\s*$", text[: len(text) - len(rest)]):
            rest = again[1]  # the end of a span of time
        if year and dated.iso.startswith("-"):
            dated = dated._replace(iso=year + dated.iso[1:])
        return dated, rest
    tail = TAIL.search(text[-40:])
    ends = dates.leading(tail[1] or tail[2]) if tail else None
    if tail and ends and not ends[1]:
        return ends[0], text[: len(text) - len(tail[0])]
    return None, text


def _item(group: Sequence[Line], under: Dated | None) -> NewsRecord | None:
    whole = " ".join(line.text for line in group)
    own, text = _led(whole, under)
    dated = own or under
    if not text.strip():
        return None
    body, links = spans.take_labels(DASH.sub("", text))
    urls = tuple(Link("", url) for url in spans.URL.findall(body))
    marked = tuple(link for line in group for link in line.links)
    return NewsRecord(
        lines=(group[0].number, group[-1].last),
        text=body.strip(),
        date=dated.iso if dated else "",
        date_printed=dated.printed if dated else "",
        links=(*spans.with_urls(links, marked), *_other(links, marked), *urls),
        arxiv_ids=spans.arxiv_ids(body),
        names=_names(body),
        confidence=1.0 if dated else 0.6,
    )


def _other(labels: Sequence[Link], marked: Sequence[Link]) -> list[Link]:
    """The links of the source that are none of the labels."""
    shown = {link.label.casefold() for link in labels}
    return [link for link in marked if link.url and link.label.casefold() not in shown]


def _names(text: str) -> tuple[str, ...]:
    """People named after "with"."""
    found: list[str] = []
    for match in WITH.finditer(text):
        found += names.in_prose(text, match.end())
    return tuple(dict.fromkeys(found))
