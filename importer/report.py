"""What an import says of itself: page by page, to people and to programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from importer.records import Reading, UnreadLine

DECISIONS = ("new", "changed", "same", "ambiguous")
SHOWN = 8  # unread lines a page that the text report prints


@dataclass(frozen=True)
class PageReport:
    """Counts of records by type and of decisions; the lines that no parser claimed."""

    page: str
    kind: str
    owner: str
    records: Mapping[str, int]
    decisions: Mapping[str, int]
    unread: Sequence[UnreadLine] = ()
    error: str = ""

    @classmethod
    def of(cls, reading: Reading, decisions: Mapping[str, int]) -> PageReport:
        records = Counter(record.type for record in reading.records)
        if reading.owner:
            records["person"] += 1
        owner = reading.owner.name if reading.owner else ""
        counts = {name: decisions.get(name, 0) for name in DECISIONS}
        return cls(reading.page, reading.kind, owner, dict(records), counts, reading.unread)

    @classmethod
    def failed(cls, page: str, error: str) -> PageReport:
        return cls(page, "unreadable", "", {}, dict.fromkeys(DECISIONS, 0), (), error)

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "page": self.page,
            "kind": self.kind,
            "owner": self.owner or None,
            "records": dict(self.records),
            "decisions": dict(self.decisions),
            "unread_lines": [
                {"line": line.number, "text": line.text, "chrome": line.chrome}
                for line in self.unread
            ],
        }
        return {**found, "error": self.error} if self.error else found


@dataclass
class Report:
    pages: list[PageReport] = field(default_factory=list)

    @property
    def totals(self) -> dict[str, Any]:
        return totals_of([page.as_json() for page in self.pages])

    def as_json(self) -> dict[str, Any]:
        return report_of([page.as_json() for page in self.pages])

    def as_text(self) -> str:
        lines = [line for page in self.pages for line in _page_lines(page)]
        totals = self.totals
        lines.append(
            f"{_count(totals['pages'], 'page')}: {_listed(totals['decisions']) or 'no records'};"
            f" {_count(totals['unread_lines'], 'unread line')}."
        )
        return "\n".join(lines)


def report_of(pages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The report of an import, of those of its pages; see PageReport.as_json."""
    return {"pages": list(pages), "totals": totals_of(pages)}


def totals_of(pages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The sums of reports of pages."""
    records: Counter[str] = Counter()
    decisions: Counter[str] = Counter(dict.fromkeys(DECISIONS, 0))
    for page in pages:
        records.update(page["records"])
        decisions.update(page["decisions"])
    return {
        "pages": len(pages),
        "records": dict(records),
        "decisions": dict(decisions),
        "unread_lines": sum(len(page["unread_lines"]) for page in pages),
    }


def _page_lines(page: PageReport) -> list[str]:
    if page.error:
        return [page.page, f"  not read: {page.error}", ""]
    lines = [
        page.page,
        f"  kind      {page.kind}",
        f"  owner     {page.owner or 'not found; name one with --owner'}",
        f"  records   {_listed(page.records) or 'none'}",
        f"  decisions {_listed(page.decisions) or 'none'}",
    ]
    own = [line for line in page.unread if not line.chrome]
    chrome = len(page.unread) - len(own)
    if page.unread:
        note = f", {chrome} of the site's own" if chrome else ""
        lines.append(f"  unread    {_count(len(page.unread), 'line')}{note}")
    lines += [f"    {line.number}: {line.text.strip()[:90]}" for line in own[:SHOWN]]
    if len(own) > SHOWN:
        lines.append(f"    … and {len(own) - SHOWN} more, kept with the import")
    return [*lines, ""]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items()) if number)
