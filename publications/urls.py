from django.urls import path

from publications import views

app_name = "publications"
urlpatterns = [
    path("", views.publications, name="publications"),
    path("<slug:slug>.bib", views.bibtex, name="bibtex"),
    path("<slug:slug>/", views.publication, name="publication"),
]
