"""Works that lead nowhere; gaps with a list of their own are in groupsite.todo."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from health.checks.base import Check, Source
from publications.models import Appearance, Authorship, Publication, PublicationLink
from publications.models.publication import PublicationFile


class NoWayToTheWork(Check):
    slug = "no-link"
    owners = (Publication,)
    title = "Works without any link"
    why = "A reader finds no text, no DOI, no arXiv number, no file: the entry is where it ends."

    def sources(self) -> Sequence[Source]:
        here = {"publication": OuterRef("pk")}
        numbered = Appearance.objects.filter(~Q(doi=None) | ~Q(arxiv_id=None), **here)
        links = PublicationLink.objects.filter(**here).exclude(url="")
        files = PublicationFile.objects.filter(**here)
        works = Publication.objects.newest_first().listed()
        bare = works.filter(~Exists(numbered), ~Exists(links), ~Exists(files))
        return [Source(bare, "links-group", lambda work: "No link, file, DOI or arXiv number")]


class NoAuthorOfTheGroup(Check):
    slug = "no-own-author"
    owners = (Publication,)
    title = "Works of nobody in the group"
    why = "They stand on no member’s page: an author is not yet matched, or the work is not yours."

    def sources(self) -> Sequence[Source]:
        own = Authorship.objects.filter(publication=OuterRef("pk"), person__has_profile=True)
        works = Publication.objects.newest_first().listed().filter(~Exists(own))
        return [Source(works, "authorships-group", lambda work: "No author has a page here")]
