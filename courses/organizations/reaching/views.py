"""Pages from which a facilitator reaches people: a message for the chat, a list to call, slips to hand out."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.audit_log import note_list
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.fields import asked_by
from courses.organizations.forms.pages import show
from courses.organizations.models import AccessLog, Group, Member
from courses.organizations.reaching.call_list import call_list_of
from courses.organizations.reaching.chat_message import Occasion, chat_message
from courses.organizations.reaching.forms import BOTH, EACH, GENERAL, MessageForm, SlipsForm
from courses.organizations.reports.views import Chosen, chosen
from courses.organizations.short_links.qr import scannable
from courses.organizations.workshops.calendars.workshops import coming_of

SLIPS_A_SHEET, BOTH_A_SHEET = 8, 4
MOST_SLIPS = 400  # fifty sheets


@for_staff("facilitators of the group")
@require_safe
def reach(request: HttpRequest, pk: int) -> HttpResponse:
    """The message, in the language of the organisation's paper unless another is asked for."""
    found, asked = chosen(request, pk), asked_by(MessageForm(request.GET))
    occasion = Occasion(asked.get("occasion") or _usual(found))
    language = asked.get("language") or found.group.organization.language
    coming = coming_of([found.group.pk], since=found.today)[:1] if occasion is Occasion.WORKSHOP else ()
    site = request.build_absolute_uri("/").rstrip("/")
    context = {
        "group": found.group, "is_open": found.group.is_open(found.today), "task": found.wish.task,
        "message": chat_message(
            occasion, found.group, found.wish.task, site=site, language=language, coming=coming[0] if coming else None
        ),
        "occasion": occasion, "occasions": tuple(Occasion), "language": language, "languages": settings.LANGUAGES,
    }  # fmt: skip
    return show(request, "reaching/reach.html", context)


def _usual(found: Chosen) -> Occasion:
    """Once something was given, whoever comes here mostly wants to remind."""
    return Occasion.REMINDER if found.wish.task else Occasion.INVITATION


@for_staff("facilitators of the group")
@require_safe
def call_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The list to call by. It names people, so that it was taken is noted for the learners, as for any paper."""
    found = chosen(request, pk)
    note_list(viewer=account_of(request), group=found.group, now=found.now, what=AccessLog.EXPORT)
    context = {
        "group": found.group, "task": found.wish.task, "now": found.now,
        "calls": call_list_of(found.wish.task, found.group, found.now),
    }  # fmt: skip
    return show(request, "reaching/call_list.html", context)


@for_staff("facilitators of the group")
@require_safe
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """To cut apart: the same for everybody, or one for each with the nickname on it."""
    found, asked = chosen(request, pk), asked_by(SlipsForm(request.GET))
    whom, language = asked.get("whom") or GENERAL, asked.get("language") or found.group.organization.language
    a_sheet = BOTH_A_SHEET if language == BOTH else SLIPS_A_SHEET
    people: list[Member | None] = [None] * a_sheet
    if whom == EACH:
        note_list(viewer=account_of(request), group=found.group, now=found.now, what=AccessLog.EXPORT)
        people = list(_people(found.group))
    context = {
        "group": found.group, "is_open": found.group.is_open(found.today), "task": found.wish.task,
        "whom": whom, "language": language, "languages": settings.LANGUAGES, "both": BOTH,
        "shown": [code for code, _name in settings.LANGUAGES if language in (code, BOTH)],
        "sheets": [people[start : start + a_sheet] for start in range(0, len(people), a_sheet)],
        "qr": scannable(request, "j", found.group.code),
    }  # fmt: skip
    return show(request, "reaching/slips.html", context)


def _people(group: Group) -> tuple[Member, ...]:
    return tuple(Member.objects.present().filter(group=group).by_name()[:MOST_SLIPS])
