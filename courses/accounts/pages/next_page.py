"""Where to go on after a form: only ever a page of this site."""

from django.http import HttpRequest

from courses.accounts.own_account.forms import NextForm
from courses.accounts.pages.addresses import is_own_page


def own_path(request: HttpRequest, typed: str, otherwise: str) -> str:
    """`typed` if it is the address of a page of this site, else `otherwise`."""
    return typed if is_own_page(typed, request.get_host()) else otherwise


def next_of(request: HttpRequest, otherwise: str) -> str:
    """The page that the request asks to go on to."""
    form = NextForm(request.POST if request.method == "POST" else request.GET)
    return own_path(request, form.cleaned_data["next"] if form.is_valid() else "", otherwise)
