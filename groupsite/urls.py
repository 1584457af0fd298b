"""The addresses of the site: each section under its own name, free pages last."""

from django.contrib import admin
from django.urls import include, path, re_path

from exports.feeds import NewsFeed, OpeningsFeed, PublicationsFeed
from groupsite import cards, views
from groupsite.media import media
from groupsite.preview.mirror import by_link
from groupsite.robots import robots
from groupsite.sitemaps import sitemap, sitemap_part
from groupsite.styleguide import styleguide
from groupsite.theme import accent, choose_scheme
from health.views.still_open import still_open
from health.views.still_true import still_true

urlpatterns = [
    path("", views.home, name="home"),
    path("admin/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("", include("exports.urls")),
    path("card.png", cards.site_card, name="card"),
    path("people/<slug:slug>/card.png", cards.person_card, name="card-person"),
    path("publications/<slug:slug>/card.png", cards.work_card, name="card-work"),
    path("people/", include("people.urls")),
    path("publications/", include("publications.urls")),
    path("news/", include("news.urls")),
    path("talks/", include("talks.urls")),
    path("teaching/", include("teaching.urls")),
    path("services/", include("services.urls")),
    path("openings/", include("openings.urls")),
    path("inquiries/", include("inquiries.urls")),
    path("search/", include("search.urls")),
    path("news.atom", NewsFeed(), name="feed-news"),
    path("publications.atom", PublicationsFeed(), name="feed-publications"),
    path("openings.atom", OpeningsFeed(), name="feed-openings"),
    path("media/<path:path>", media, name="media"),
    re_path(r"^preview/([\w.-]+)/(.*)$", by_link, name="preview"),
    re_path(r"^accent-([0-9a-f]{6})\.css$", accent, name="accent"),
    path("scheme/", choose_scheme, name="scheme"),
    path("still-true/<str:token>/", still_true, name="still-true"),
    path("still-open/<str:token>/", still_open, name="still-open"),
    path("styleguide/", styleguide, name="styleguide"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_part, name="sitemap-part"),
    path("robots.txt", robots, name="robots"),
    path("", include("pages.urls")),
]
