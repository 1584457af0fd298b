"""The other forms of pages, each under the address of its page less the last slash."""

from django.urls import path, register_converter
from django.views.generic import RedirectView

from exports import views
from exports.feeds import NewsOfPersonFeed, WorksOfPersonFeed
from exports.formats import CITATIONS


class Citations:
    """The suffixes of the forms that works are written in."""

    regex = "|".join(CITATIONS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Citations, "citations")

app_name = "exports"
urlpatterns = [
    path("publications.<citations:suffix>", views.works, name="works"),
    path("publications/<slug:slug>.<citations:suffix>", views.work, name="work"),
    path("people/<slug:slug>.<citations:suffix>", views.person, name="person"),
    path("people/<slug:slug>.atom", WorksOfPersonFeed(), name="works-of-person-feed"),
    path("people/<slug:slug>/news.atom", NewsOfPersonFeed(), name="news-of-person-feed"),
    # Feed readers keep the first address that they were given.
    path("feed/news/", RedirectView.as_view(pattern_name="feed-news", permanent=True)),
    path(
        "feed/publications/", RedirectView.as_view(pattern_name="feed-publications", permanent=True)
    ),
    path("talks.ics", views.talks, name="talks"),
    path("talks/<int:pk>.ics", views.talk, name="talk"),
]
