from django.urls import path

from exports.formats import CITATIONS
from exports.negotiation import negotiated
from publications import views

app_name = "publications"
urlpatterns = [
    path("", negotiated(views.publications, *CITATIONS, "atom"), name="publications"),
    path("<slug:slug>/", negotiated(views.publication, *CITATIONS), name="publication"),
    path("<slug:slug>/abstract/", views.abstract, name="abstract"),
    path("<slug:slug>/authors/", views.authors, name="authors"),
    path("<slug:slug>/<str:stem>.pdf", views.file, name="file"),
]
