"""What is stored, for everybody; and a person's own data: see it, take it away, erase it."""

from functools import partial

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.access import public
from courses.accounts.http.responses import never_stored
from courses.accounts.rate_limits import known_browsers
from courses.accounts.security_log.events import SecurityKind, note_request
from courses.accounts.sign_in.confirming import confirmed_first
from courses.accounts.visitors.guests import forget_visitor
from courses.accounts.visitors.visitor import visit_of
from courses.privacy.erasure.erase import erase
from courses.privacy.export import as_zip, collect, row_count
from courses.privacy.forms import EraseForm
from courses.privacy.register import TABLES

OWN_COOKIE = "shows only what belongs to the reader's own cookie or account; a visitor has nothing"


@public("everybody may know what is stored before the first answer")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/privacy/register.html", {"tables": TABLES})


@public(OWN_COOKIE)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    learner = visit_of(request).learner
    tables = [one for one in collect(learner) if one.rows] if learner else []
    return _private(render(request, "courses/privacy/mine.html", {"tables": tables, "learner": learner}))


@public(OWN_COOKIE)
@partial(confirmed_first, back="privacy:mine")
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    learner = visit_of(request).learner
    if learner is None:
        return redirect("privacy:mine")
    now = timezone.now()
    note_request(request, SecurityKind.EXPORT, learner, "own data")
    response = HttpResponse(as_zip(learner, now=now), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="my-learning-{now:%Y-%m-%d}.zip"'
    return _private(response)


@public(OWN_COOKIE)
@confirmed_first
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    learner = visit_of(request).learner
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (learner is None or form.is_valid()):
        return _erased(request)
    rows = row_count(collect(learner)) if learner else 0
    context = {"form": form, "learner": learner, "rows": rows, "has_errors": form.is_bound}
    return _private(render(request, "courses/privacy/delete.html", context, status=422 if form.is_bound else 200))


def _erased(request: HttpRequest) -> HttpResponse:
    """Erase, sign out, forget the cookie; a repeated press finds nothing and says the same."""
    learner = visit_of(request).learner
    if learner is not None:
        erase(learner=learner, by=learner)
    logout(request)
    visit_of(request).end()
    response = _private(render(request, "courses/privacy/deleted.html"))
    forget_visitor(response)
    known_browsers.forget(response)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    return never_stored(response)
