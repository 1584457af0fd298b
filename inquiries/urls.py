from django.urls import path

from inquiries.views import mine, new, pages

app_name = "inquiries"
urlpatterns = [
    path("new/", new.new, name="new"),
    path("sent/", pages.sent, name="sent"),
    path("privacy/", pages.privacy, name="privacy"),
    path("mine/<str:token>/", mine.mine, name="mine"),
    path("mine/<str:token>/correct/", mine.correct, name="correct"),
    path("mine/<str:token>/withdraw/", mine.withdraw, name="withdraw"),
]
