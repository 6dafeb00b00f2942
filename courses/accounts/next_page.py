"""Where to go on after a form: only ever a path of this site."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from courses.accounts.forms import NextForm


def own_path(request: HttpRequest, typed: str, otherwise: str) -> str:
    """`typed` if it is a path of this site, else `otherwise`."""
    is_ours = typed.startswith("/") and url_has_allowed_host_and_scheme(typed, {request.get_host()})
    return typed if is_ours else otherwise


def next_of(request: HttpRequest, otherwise: str) -> str:
    """The path that the request asks to go on to."""
    form = NextForm(request.POST if request.method == "POST" else request.GET)
    return own_path(request, form.cleaned_data["next"] if form.is_valid() else "", otherwise)


def see_other(address: str) -> HttpResponse:
    """303: reloading the next page sends nothing again."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
