from django.urls import path

from exports.formats import CITATIONS
from exports.negotiation import negotiated
from people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("<slug:slug>/", negotiated(views.person, *CITATIONS, "atom"), name="person"),
    path("<slug:slug>/<str:stem>.pdf", views.file, name="file"),
]
