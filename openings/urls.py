from django.urls import path

from openings import views

app_name = "openings"
urlpatterns = [path("", views.openings, name="openings")]
