from django.urls import path

from exports.negotiation import negotiated
from news import views

app_name = "news"
urlpatterns = [
    path("", negotiated(views.news, "atom"), name="news"),
    path("<int:pk>/", views.item, name="item"),
]
