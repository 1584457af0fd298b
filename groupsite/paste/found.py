"""Works of the site that a record may tell of, with what says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.urls import reverse

from groupsite.addresses import absolute
from importer.duplicates.works import Shelf
from importer.match.keys import WorkEntry, id_keys, work_keys
from importer.match.works import compare
from importer.models import ChangedRow, RowKey, Subject
from importer.records import PublicationRecord
from publications.models import Appearance, Publication, PublicationLink

MOST = 8  # works shown for one record


@dataclass(frozen=True, slots=True)
class Found:
    """A work of the site, whether it is the same or only may be, and why."""

    work: Publication
    is_same: bool
    reason: str
    score: float = 1.0


def found(records: Sequence[PublicationRecord]) -> list[list[Found]]:
    """For each record the works that it may tell of, the surest first."""
    entries = [WorkEntry(f"~{at:06d}", "", record) for at, record in enumerate(records)]
    keys = {key[:200] for entry in entries for key in work_keys(entry)}
    near = RowKey.objects.bearers(Subject.WORK, keys) | ChangedRow.objects.of(Subject.WORK)
    near |= _numbered(records)
    shelf = Shelf()
    told = shelf.told(near)
    linked = _linked(records)
    answers = []
    for entry in entries:
        alike = [
            _compared(entry, other, shelf.works[key])
            for key, other in told.items()
            if work_keys(entry) & work_keys(other)
        ]
        seen = [each for each in alike if each]
        known = {each.work.pk for each in seen}
        seen += [f for f in _by_link(entry.record, linked) if f.work.pk not in known]
        answers.append(sorted(seen, key=lambda f: (not f.is_same, -f.score, f.work.pk))[:MOST])
    return answers


def _numbered(records: Sequence[PublicationRecord]) -> set[int]:
    """Works with one of the identifiers, whose keys may not be kept yet."""
    forms = [form for record in records for form in record.appearances]
    ids = Q(doi__in=[form.doi for form in forms if form.doi])
    ids |= Q(arxiv_id__in=[form.arxiv_id for form in forms if form.arxiv_id])
    return set(Appearance.objects.filter(ids).order_by().values_list("publication", flat=True))


def _compared(entry: WorkEntry, other: WorkEntry, work: Publication | None) -> Found | None:
    if work is None:
        return None
    shared = id_keys(entry) & id_keys(other)
    if shared and not entry.record.title:
        kind = "arXiv number" if min(shared).startswith("arxiv:") else "DOI"
        return Found(work, True, f"It has this {kind}.")
    verdict = compare(entry, other)
    if verdict.outcome == "different":
        return None
    reason = f"{verdict.reason[:1].upper()}{verdict.reason[1:]}."
    return Found(work, verdict.outcome == "same", reason, verdict.score)


def _linked(records: Sequence[PublicationRecord]) -> dict[str, list[Publication]]:
    """{address without its scheme: works with such a link, or whose page here it is}."""
    wanted = {_plain(link.url) for record in records for link in record.links if link.url}
    if not wanted:
        return {}
    exact = {f"{scheme}{url}{end}" for url in wanted for scheme in ("https://", "http://",
             "https://www.", "http://www.") for end in ("", "/")}  # fmt: skip
    answers: dict[str, list[Publication]] = {}
    links = PublicationLink.objects.filter(url__in=exact).select_related("publication")
    for link in links[: MOST * len(wanted)]:
        answers.setdefault(_plain(link.url), []).append(link.publication)
    for url, work in _own(wanted):
        answers.setdefault(url, []).append(work)
    return answers


def _own(wanted: set[str]) -> list[tuple[str, Publication]]:
    """Works whose page on this site has one of the addresses."""
    base = _plain(absolute(reverse("publications:publications")))
    slugs = {url.removeprefix(base).strip("/"): url for url in wanted if url.startswith(f"{base}/")}
    rows: QuerySet[Publication] = Publication.objects.filter(slug__in=slugs)
    return [(slugs[work.slug], work) for work in rows]


def _by_link(record: PublicationRecord, linked: dict[str, list[Publication]]) -> list[Found]:
    works = {work.pk: work for link in record.links for work in linked.get(_plain(link.url), ())}
    said = "A link of it leads to this address, or its page here has it."
    return [Found(work, not record.title, said, 0.9) for work in works.values()]


def _plain(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.netloc or "").casefold().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
