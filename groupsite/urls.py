"""The addresses of the site: each section under its own name, free pages last."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from groupsite import views
from groupsite.feeds import NewsFeed, PublicationsFeed
from groupsite.media import media
from groupsite.sitemaps import SITEMAPS

urlpatterns = [
    path("", views.home, name="home"),
    path("admin/", admin.site.urls),
    path("people/", include("people.urls")),
    path("publications/", include("publications.urls")),
    path("news/", include("news.urls")),
    path("talks/", include("talks.urls")),
    path("teaching/", include("teaching.urls")),
    path("services/", include("services.urls")),
    path("openings/", include("openings.urls")),
    path("feed/news/", NewsFeed(), name="feed-news"),
    path("feed/publications/", PublicationsFeed(), name="feed-publications"),
    path("media/<path:path>", media, name="media"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("", include("pages.urls")),
]
