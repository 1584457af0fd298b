from django.urls import path

from teaching import views

app_name = "teaching"
urlpatterns = [
    path("", views.teaching, name="teaching"),
    path("<int:pk>/", views.course, name="course"),
]
