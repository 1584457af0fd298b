"""What a page says, as plain data: the language between the stages of the importer.

Sources make lines, parsers make a `Reading` of records, matching decides, saving writes.
Nothing here knows Django, the database or a layout. Values are as the page prints them, but
for white space. Dates are partial ISO 8601 strings: ``2024``, ``2024-05``, ``2024-05-14``, or
``--05-14`` where the page gives no year. An empty string (or ``None`` for a number) means that
the page does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Link:
    """A label and its target; `url` is empty where the page prints the label alone."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """One name of an author list, without marks; a homonym number stays ("Zhiyuan Li 0005")."""

    name: str
    equal: bool = False


@dataclass(frozen=True, slots=True)
class Appearance:
    """One form in which a work came out.

    `kind` is one of preprint, conference, workshop, journal, thesis, book, chapter, patent,
    software, dataset, report, other; `status` one of "", "submitted", "forthcoming".
    `venue_printed` is the whole venue text of the page, `venue_abbrev` and `venue_name` what is
    told apart in it. `distinction` is such as "oral" or "spotlight", `detail` what the page
    adds to it ("5% of all submissions"), `note` anything else said of this form.
    """

    kind: str
    venue_abbrev: str = ""
    venue_name: str = ""
    venue_printed: str = ""
    date: str = ""
    date_printed: str = ""
    status: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv_id: str = ""
    distinction: str = ""
    detail: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """Common to all records: the 1-based first and last line, and a confidence from 0 to 1."""

    type: ClassVar[str] = ""
    lines: tuple[int, int]
    confidence: float = 1.0


@dataclass(frozen=True, kw_only=True)
class PersonRecord(Record):
    """The owner of a page.

    `inferred` says that the name stands on no heading and was found as the author common to
    all records. `paragraphs` of the biography and `interests` keep the page's order; text of
    theirs that also made a record of its own (education, a recruitment note) stays in them.
    """

    type = "person"
    name: str
    inferred: bool = False
    native_name: str = ""
    alternate_names: tuple[str, ...] = ()
    role: str = ""
    biography: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    office: str = ""
    emails: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    main_field: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberRecord(Record):
    """Somebody whom a page lists as a member, a student or an alumnus of its group.

    `role` is one of lead, faculty, staff, postdoc, phd, master, undergrad, visitor, or "" where
    the page states none; `title` the position as printed beside the name. `has_left` where the
    page says so, by a heading ("Alumni") or by the `next_position`. `end` is the year of the
    degree where that is what the page tells. `note` is what it says besides.
    """

    type = "member"
    name: str
    native_name: str = ""
    role: str = ""
    title: str = ""
    has_left: bool = False
    start: str = ""
    end: str = ""
    topic: str = ""
    next_position: str = ""
    advisors: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AppointmentRecord(Record):
    """A position of the owner: current or past, with its period or its duration as printed."""

    type = "appointment"
    position: str
    institution: str
    department: str = ""
    is_current: bool = False
    start: str = ""
    end: str = ""
    duration: str = ""
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EducationRecord(Record):
    """A degree of the owner; `year` is that of the degree, `start` of the study."""

    type = "education"
    degree: str
    field: str = ""
    institution: str = ""
    start: str = ""
    year: str = ""
    advisor: str = ""


@dataclass(frozen=True, kw_only=True)
class MetricRecord(Record):
    """A figure about the owner (`work` empty) or about the work of that title.

    `name` is h-index, papers, citations, … or what the site calls its own figure; `site_own`
    marks figures that mean something on that site only (scores, row counts).
    """

    type = "metric"
    name: str
    value: str
    unit: str = ""
    work: str = ""
    site_own: bool = False


@dataclass(frozen=True, kw_only=True)
class OpeningRecord(Record):
    """A recruitment note; `first_person` where the owner recruits for their own group."""

    type = "opening"
    text: str
    institution: str = ""
    audience: str = ""
    first_person: bool = False


@dataclass(frozen=True, kw_only=True)
class PublicationRecord(Record):
    """A work as one page lists it; the first of `appearances` is the one the entry leads with.

    `authors_truncated` where "et al." hides authors; `owner_implied` where the page lists a
    work of its owner without printing their name. `category` is an arXiv category ("cs.LG").
    """

    type = "publication"
    title: str
    native_title: str = ""
    previous_titles: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    authors_truncated: bool = False
    owner_implied: bool = False
    appearances: tuple[Appearance, ...] = ()
    links: tuple[Link, ...] = ()
    category: str = ""
    abstract: str = ""
    has_code: bool = False
    affiliation_tags: tuple[str, ...] = ()
    note: str = ""
    section: str = ""


@dataclass(frozen=True, kw_only=True)
class NewsRecord(Record):
    """An item of news; `text` without its date; `names` are people as the item names them."""

    type = "news"
    text: str
    date: str = ""
    date_printed: str = ""
    links: tuple[Link, ...] = ()
    arxiv_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TalkRecord(Record):
    type = "talk"
    title: str
    event: str = ""
    place: str = ""
    date: str = ""
    date_printed: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a course: season (spring, summer, fall, autumn, winter or ""), year, as printed."""

    season: str
    year: int | None
    printed: str


@dataclass(frozen=True, kw_only=True)
class CourseRecord(Record):
    type = "course"
    title: str
    code: str = ""
    institution: str = ""
    terms: tuple[Term, ...] = ()
    role: str = ""
    people: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ServiceRecord(Record):
    """A role and the venues or bodies it was for, in one year (or without a year)."""

    type = "service"
    role: str
    venues: tuple[str, ...] = ()
    year: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AwardRecord(Record):
    type = "award"
    title: str
    body: str = ""
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class GrantRecord(Record):
    """A grant of the owner; `role` as printed ("PI"), `people` those named with the owner."""

    type = "grant"
    title: str
    funder: str = ""
    number: str = ""
    amount: str = ""
    start: str = ""
    end: str = ""
    role: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that no named field holds; `chrome` where it belongs to the site, not the person."""

    number: int
    text: str
    chrome: bool = False


@dataclass(frozen=True)
class Reading:
    """All that was read from one page; `kind` is homepage, aggregator, author-index, bibtex, … or
    "unknown".

    No line is lost: each that is not blank stands within the `lines` of a record, is in `unread`,
    or is a number in `of_owner` (a field of the owner holds it) or in `ordering` (headings, years,
    what marks mean: it tells of the records below). `lines` are all lines of the page, as text.
    """

    page: str
    kind: str
    owner: PersonRecord | None = None
    records: tuple[Record, ...] = ()
    sections: tuple[str, ...] = ()
    unread: tuple[UnreadLine, ...] = field(default=())
    of_owner: tuple[int, ...] = ()
    ordering: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def told(self) -> list[Record]:
        """All records in the order in which they are kept: the owner's first."""
        return [*([self.owner] if self.owner else []), *self.records]

    def of_type(self, record_type: type[Record]) -> Iterator[Any]:
        return (r for r in self.records if isinstance(r, record_type))


RECORD_TYPES: dict[str, type[Record]] = {
    cls.type: cls
    for cls in (
        PersonRecord,
        MemberRecord,
        AppointmentRecord,
        EducationRecord,
        MetricRecord,
        OpeningRecord,
        PublicationRecord,
        NewsRecord,
        TalkRecord,
        CourseRecord,
        ServiceRecord,
        AwardRecord,
        GrantRecord,
    )
}

NESTED: dict[str, type[Any]] = {
    "links": Link,
    "authors": Author,
    "appearances": Appearance,
    "terms": Term,
}


def from_json(record_type: str, payload: dict[str, Any]) -> Record:
    """The record that `dataclasses.asdict` and JSON made `payload` of.

    Raises KeyError for an unknown type and TypeError for a field the type lacks.
    """
    cls = RECORD_TYPES[record_type]
    known = {f.name for f in fields(cls)}
    values: dict[str, Any] = {}
    for name, value in payload.items():
        if name not in known:
            raise TypeError(f"{record_type} has no field {name!r}")
        if name in NESTED:
            value = tuple(NESTED[name](**item) for item in value)
        values[name] = tuple(value) if isinstance(value, list) else value
    return cls(**values)
