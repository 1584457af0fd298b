"""Courses, with their terms and who taught them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from teaching.models import Course

Groups = list[tuple[str, list[Course]]]


def by_institution(courses: list[Course]) -> Groups:
    """(institution, courses), each by the latest term, newest first."""
    groups: dict[str, list[Course]] = {}
    for course in sorted(courses, key=lambda course: -course.last_year):
        groups.setdefault(course.institution, []).append(course)
    return list(groups.items())


def teaching(request: HttpRequest) -> HttpResponse:
    courses = list(Course.objects.published().listed())
    return render(request, "teaching/teaching.html", {"groups": by_institution(courses)})
