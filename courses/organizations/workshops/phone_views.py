"""What phones in the room open: the question on the wall, one answer without account or name, and the counts."""

from datetime import datetime

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public
from courses.accounts.codes import page_of_link
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import see_other, unlisted
from courses.accounts.rate_limits import throttle
from courses.accounts.rate_limits.client_addresses import address_of
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.asking import NotAChoice
from courses.languages.known import current_language
from courses.learning.lessons.question_view import TypedAnswer
from courses.organizations.groups.attendance.actions import note_own_presence
from courses.organizations.groups.attendance.forms import PresenceForm
from courses.organizations.groups.attendance.reading import days_there
from courses.organizations.models import Member, SessionRun
from courses.organizations.short_links.codes import normal_code
from courses.organizations.workshops import actions
from courses.organizations.workshops.forms import PhoneAnswerForm, SessionCodeForm
from courses.organizations.workshops.phones import Phone, phone_of, set_phone_cookie
from courses.organizations.workshops.runs import Wall, has_run, read_phone, read_wall, running_with

ON_THE_WALL = "whoever sees the code on the wall may answer; no name is asked and none is stored"
PAGES = "courses/organizations/workshops/phones"
NOTES = ("late", "full", "sent")


@public(ON_THE_WALL)
@require_safe
def short(request: HttpRequest, code: str = "") -> HttpResponse:
    """From the short address on the wall, in one step, to the page in the phone's language."""
    plain = normal_code(code)
    page = reverse("organizations:session", args=(plain,)) if plain else reverse("organizations:session-code")
    return unlisted(HttpResponseRedirect(page))


@public(ON_THE_WALL)
@require_safe
def ask_code(request: HttpRequest) -> HttpResponse:
    """The form for phones without a camera; what was typed is tried by the session's own page."""
    if elsewhere := page_of_link(request.GET.get("code", ""), but="s"):
        return unlisted(HttpResponseRedirect(elsewhere))
    form = SessionCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid() and form.cleaned_data["code"]:
        return unlisted(HttpResponseRedirect(reverse("organizations:session", args=(form.cleaned_data["code"],))))
    status = 422 if form.is_bound else 200
    context = {"form": form, "has_errors": form.is_bound, "is_asked": True}
    return unlisted(render(request, f"{PAGES}/gone.html", context, status=status))


@public(ON_THE_WALL)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, code: str) -> HttpResponse:
    now = timezone.now()
    entered = _enter(request, code, now)
    if isinstance(entered, HttpResponse):
        return unlisted(entered)
    run, phone = entered
    wall = read_wall(run, language=current_language(), now=now)
    response = _take(request, wall, phone) if request.method == "POST" else _phone_page(request, wall, phone)
    if not phone.is_known:
        set_phone_cookie(response, run, phone)
    return unlisted(response)


@public(ON_THE_WALL)
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody of the group notes with their own phone that they are there; apart from every answer."""
    now = timezone.now()
    entered = _enter(request, code, now)
    if isinstance(entered, HttpResponse):
        return unlisted(entered)
    run, account = entered[0], visit_of(request).account
    day = actions.days_of(run)[-1]
    member = Member.objects.of(account).filter(group=run.group).select_related("group").first() if account else None
    form = PresenceForm(request.POST)
    if request.method == "POST":
        if member is not None and form.is_valid():
            note_own_presence(
                member=member, day=day, is_here=form.cleaned_data["here"] == form.YES, lesson=run.about
            )  # fmt: skip
        return unlisted(see_other(request.path))
    context = {
        "run": run, "code": code, "member": member, "account": account,
        "is_here": member is not None and day in days_there(member),
    }  # fmt: skip
    return unlisted(render(request, f"{PAGES}/here.html", context))


def _enter(request: HttpRequest, code: str, now: datetime) -> tuple[SessionRun, Phone] | HttpResponse:
    """The running workshop and the phone; the same answer for a code that never was and for one that is over."""
    run = running_with(code, now)
    phone = phone_of(request, run)
    if not phone.is_known and not _may_come_in(request, code, run, now):
        of_site(request).page_path = reverse("organizations:session-code")
        refused: HttpResponse = ratelimit.respond_429(request)
        return refused
    if run is None:
        of_site(request).page_path = reverse("organizations:session-code")
        return render(request, f"{PAGES}/gone.html", {"form": SessionCodeForm()}, status=404)
    return run, phone


def _may_come_in(request: HttpRequest, code: str, run: SessionRun | None, now: datetime) -> bool:
    """Codes of no workshop are counted by address. They open nothing but the question on a wall: where the cache is
    away the workshop goes on without counting."""
    address = address_of(request)
    try:
        if run is not None:
            return throttle.lets_in(request, "workshop", address, str(run.pk))
        if has_run(code, now):
            return not throttle.is_reached(request, "workshop", address)
        return throttle.count(request, "workshop", address) is not None
    except Exception:  # the cache may be a table, a server or a file: each fails in its own way
        return True


def _phone_page(
    request: HttpRequest, wall: Wall, phone: Phone, *, typed: TypedAnswer | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    changes = "change" in request.GET
    page = read_phone(wall, phone.hash(wall.run), language=current_language(), typed=typed, changes=changes)
    if request.headers.get("HX-Request") and request.GET.get("seen") == page.mark:
        return HttpResponse(status=204)  # nothing new on the wall: what is chosen but not sent stays
    address = reverse("organizations:session", args=(wall.run.code,))
    context = {
        "page": page, "wall": wall, "shown": wall.shown, "has_errors": typed is not None,
        "address": address, "poll": f"{address}?seen={page.mark}{'&change=1' if changes else ''}",
        "note": next((name for name in NOTES if name in request.GET), ""),
    }  # fmt: skip
    return render(request, f"{PAGES}/phone.html", context, status=status)


def _take(request: HttpRequest, wall: Wall, phone: Phone) -> HttpResponse:
    """One answer; where it comes too late or for another question, a friendly word and nothing recorded."""
    shown = wall.shown
    if (
        shown is None
        or shown.question is None
        or request.POST.get("question_id", shown.question.id) != shown.question.id
    ):
        return _to(wall.run, "late")
    form = PhoneAnswerForm(request.POST, question=shown.question, visit=visit_of(request))
    if not shown.is_open:
        return _to(wall.run, "late")
    if not form.is_valid():
        return _again(request, wall, phone, form)
    try:
        actions.take_answer(
            run=wall.run, question=shown.question, given=form.cleaned_data["given"], phone=phone.hash(wall.run),
            now=timezone.now(),
        )  # fmt: skip
    except NotAChoice:
        return _again(request, wall, phone, form)
    except actions.NotOpenError:
        return _to(wall.run, "late")
    except actions.RoomFullError:
        return _to(wall.run, "full")
    return _to(wall.run, "sent")


def _again(request: HttpRequest, wall: Wall, phone: Phone, form: PhoneAnswerForm) -> HttpResponse:
    return _phone_page(request, wall, phone, typed=TypedAnswer(form.typed, form.other_errors, form.note), status=422)


def _to(run: SessionRun, note: str) -> HttpResponse:
    return see_other(f"{reverse('organizations:session', args=(run.code,))}?{note}=1")
