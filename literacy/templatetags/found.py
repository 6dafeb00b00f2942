"""What the page of search results needs: where each leads, what kind of thing it is, and its drawing."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.catalog.published.library import catalog
from courses.catalog.search_index.entries import ALREADY_LATE
from courses.catalog.search_index.index import Hit
from courses.learning.lessons.addresses import step_url

register = template.Library()
BY_SLUG = {
    "exercise": "exercises:exercise",
    "course": "course",
    "reference": "reference-page",
}  # kinds with a view each


@register.simple_tag
def hit_url(hit: Hit) -> str:
    """The address of a search result, at its section."""
    if hit.kind == "page":
        return reverse(hit.slug)
    if hit.kind in BY_SLUG:
        return reverse(BY_SLUG[hit.kind], args=(hit.course or hit.slug,))
    if hit.kind == "term":
        address = reverse("glossary")
    elif hit.course:
        return step_url(catalog().lesson(hit.course, hit.slug), anchor=hit.anchor)
    elif hit.anchor in catalog().situations:
        return reverse("help-situation", args=(hit.anchor,))
    elif hit.anchor == ALREADY_LATE:
        return reverse("already-late")
    else:
        address = reverse("help-numbers")
    return f"{address}#{hit.anchor}" if hit.anchor else address


@register.simple_tag
def hit_kind(hit: Hit) -> str:
    """What kind of thing was found, in words."""
    words = {
        "lesson": _("Lesson"), "term": _("Glossary"), "course": _("Course"), "exercise": _("Exercise"),
        "help": _("Help now"), "line": _("Number to call"), "fact": _("Source"),
        "reference": _("Reference"), "page": _("Page"),
    }  # fmt: skip
    return words[hit.kind]


@register.simple_tag
def hit_icon(hit: Hit) -> str:
    """The part that draws the kind of a search result."""
    icons = {
        "lesson": "book", "term": "search", "course": "flag", "exercise": "calc", "help": "warn", "line": "phone",
        "fact": "doc", "reference": "ruler", "page": "doc",
    }  # fmt: skip
    return f"parts/icons/{icons[hit.kind]}.html"
