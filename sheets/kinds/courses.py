"""Courses, a line each; their terms are edited on their forms."""

from sheets.columns import field
from sheets.kinds.base import Kind
from teaching.models import Course

OWN = ("code", "title", "institution", "description", "url", "is_draft")


class Courses(Kind):
    slug, label, model = "courses", "Courses", Course
    columns = [field(Course, name) for name in OWN]
    written = {Course: OWN}
