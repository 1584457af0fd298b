from django.urls import path

from exports.negotiation import negotiated
from talks import views

app_name = "talks"
urlpatterns = [
    path("", negotiated(views.talks, "ics"), name="talks"),
    path("<int:pk>/", negotiated(views.talk, "ics"), name="talk"),
    path("<int:pk>/slides.pdf", views.slides, name="slides"),
]
