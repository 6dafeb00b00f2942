"""The public check: whoever has a record's code sees what the learner ticked; all other codes look alike."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from courses.accounts.access import public
from courses.accounts.codes import page_of_link
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import unlisted
from courses.accounts.rate_limits import throttle
from courses.accounts.rate_limits.client_addresses import address_of
from courses.catalog.published.library import catalog
from courses.learning.sharing.certificates.codes import read_code
from courses.learning.sharing.certificates.forms import CodeForm
from courses.learning.sharing.certificates.shown import ShownRecord, valid_record

WITH_THE_CODE = "whoever has the code sees what the learner ticked, and nothing else"
PAGES = "courses/learning/sharing/certificates/public"


@public(WITH_THE_CODE)
@require_safe
def short(request: HttpRequest, code: str = "") -> HttpResponse:
    """From the address in the QR code, in one step, to the page in the reader's language."""
    known = read_code(code)
    page = reverse("learning:verify-code", args=(known or code,)) if code else reverse("learning:verify")
    return unlisted(HttpResponseRedirect(page))


@public(WITH_THE_CODE)
@require_safe
def code(request: HttpRequest, code: str) -> HttpResponse:
    found = valid_record(code, catalog())
    return _valid(request, found) if found else _miss(request, CodeForm())


@public(WITH_THE_CODE)
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form; with a code in it, the way to that record's page."""
    if elsewhere := page_of_link(request.GET.get("code", ""), but="v"):
        return unlisted(HttpResponseRedirect(elsewhere))
    if "code" not in request.GET:
        return unlisted(render(request, f"{PAGES}/verify.html", {"form": CodeForm()}))
    form = CodeForm(request.GET)
    if not form.is_valid():
        return unlisted(render(request, f"{PAGES}/verify.html", {"form": form, "has_errors": True}, status=422))
    typed = form.cleaned_data["code"]
    if valid_record(typed, catalog()):
        return unlisted(HttpResponseRedirect(reverse("learning:verify-code", args=(read_code(typed),))))
    return _miss(request, form)


def _valid(request: HttpRequest, found: ShownRecord) -> HttpResponse:
    return unlisted(render(request, f"{PAGES}/valid.html", {"shown": found}))


def _miss(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """The same page for codes that are unknown, malformed or revoked: nothing in it comes from the address.

    Only wrong codes are ever refused: nobody finds one of 128 random bits by trying, so the limit spares the machine.
    """
    if throttle.is_too_many(request, "record", address_of(request)):
        return _refused(request)
    of_site(request).page_path = reverse("learning:verify")
    return unlisted(render(request, f"{PAGES}/miss.html", {"form": form}, status=404))


def _refused(request: HttpRequest) -> HttpResponse:
    of_site(request).page_path = reverse("learning:verify")
    refusal: HttpResponse = ratelimit.respond_429(request)
    return unlisted(refusal)
