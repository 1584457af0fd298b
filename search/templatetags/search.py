"""Words that a visitor looked for, marked in what a template shows."""

from django import template

from search.find import marked

register = template.Library()
# `{{ work.title_html|marked:query }}`
register.filter("marked", marked)
