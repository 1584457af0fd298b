from django.urls import path

from exports.negotiation import negotiated
from openings import views

app_name = "openings"
urlpatterns = [
    path("", negotiated(views.openings, "atom"), name="openings"),
    path("<int:pk>/", views.opening, name="opening"),
]
