"""The Highwire tags by which Google Scholar reads a publication page."""

from __future__ import annotations

from publications.models import Publication

# https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
VENUE_TAGS = {
    "journal": "citation_journal_title",
    "conference": "citation_conference_title",
    "workshop": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}


def scholar_tags(work: Publication) -> list[tuple[str, str]]:
    """(name, content) of each tag, none empty; authors in order."""
    tags = [("citation_title", work.title)]
    tags += [("citation_author", author.name) for author in work.authorships.all()]
    if work.date and work.date.year:
        tags.append(("citation_publication_date", work.date.isoformat().replace("-", "/")))
    if form := work.record:
        venue = form.venue_name or form.venue_text
        first, _, last = form.pages.replace("–", "-").partition("-")
        tags += [
            (VENUE_TAGS.get(form.kind, ""), venue),
            ("citation_volume", form.volume),
            ("citation_issue", form.issue),
            ("citation_firstpage", first.strip()),
            ("citation_lastpage", last.strip("- ")),
            ("citation_publisher", form.publisher),
        ]
    for form in work.appearances.all():
        tags += [
            ("citation_doi", form.doi or ""),
            ("citation_arxiv_id", form.arxiv_id or ""),
        ]
    return [(name, content) for name, content in tags if name and content]
