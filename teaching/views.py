"""Courses, with their terms and who taught them; the same by term; the page of each course."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from teaching.grouping import by_institution, by_term
from teaching.models import Course, Offering


def teaching(request: HttpRequest) -> HttpResponse:
    """By course, or with `?by=term` by term."""
    if request.GET.get("by") == "term":
        return terms(request)
    courses = Course.objects.published().listed()
    return render(request, "teaching/teaching.html", {"groups": by_institution(courses)})


def terms(request: HttpRequest) -> HttpResponse:
    offerings = Offering.objects.published().staffed()
    institutions = {offering.course.institution for offering in offerings}
    context = {
        "terms": by_term(offerings, timezone.localdate()),
        "has_several_places": len(institutions) > 1,
    }
    return render(request, "teaching/terms.html", context)


def course(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Course.objects.published().listed(), pk=pk)
    return render(request, "teaching/course.html", {"course": found})
