"""What is searched of each kind of row: only what its page shows to visitors.

Each kind has a function that takes keys of rows and gives {key: Words} of those that there are, in
a fixed number of queries. Drafts are among them; whether a visitor may see a row is asked when it
is found.
"""

from search.contents.others import courses, news, openings, pages, services, talks
from search.contents.people import people
from search.contents.words import Words
from search.contents.works import works
from search.models import Kind

CONTENTS = {
    Kind.PERSON: people,
    Kind.PUBLICATION: works,
    Kind.NEWS: news,
    Kind.TALK: talks,
    Kind.COURSE: courses,
    Kind.SERVICE: services,
    Kind.OPENING: openings,
    Kind.PAGE: pages,
}

__all__ = ["CONTENTS", "Words"]
