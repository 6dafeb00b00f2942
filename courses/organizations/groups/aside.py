"""The page of what was removed from a group and can be restored while it is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.http.refusals import UNDO_WINDOW, TooLateError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.organizations.access.audit_log import note_list
from courses.organizations.access.staff import for_staff
from courses.organizations.assigning.assignment_list import withdrawn_from
from courses.organizations.forms.pages import offer_undo, show
from courses.organizations.groups.forms import PeopleForm
from courses.organizations.groups.reading import removed_page, void_cards
from courses.organizations.groups.several.actions import moves_of, removals_of
from courses.organizations.groups.several.cards import replacements_of
from courses.organizations.groups.views import led_group
from courses.organizations.joining.rosters.undoing import imports_of, redo_import, undo_import
from courses.organizations.models import RosterDraft


@for_staff("facilitators of the group")
@require_safe
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    group, now = led_group(request, pk), timezone.now()
    form = PeopleForm(request.GET)
    note_list(viewer=account_of(request), group=group, now=now)
    context = {
        "group": group,
        "days": UNDO_WINDOW.days,
        "removals": removals_of(group, now),
        "moves": moves_of(group, account_of(request), now),
        "page": removed_page(group, number=form.number, now=now),
        "undone": imports_of(group, now=now, is_undone=True),
        "imports": imports_of(group, now=now, is_undone=False),
        "withdrawn": withdrawn_from(group, catalog(), now),
        "void_cards": void_cards(group),
        "replaced_cards": replacements_of(group),
    }
    return show(request, "groups/people/set_aside.html", context, form=form)


def _import(request: HttpRequest, pk: int, draft: int) -> RosterDraft:
    """Of a group this person leads, whoever read it in."""
    return get_object_or_404(RosterDraft.objects.filter(group=led_group(request, pk)), pk=draft)


@for_staff("facilitators of the group")
@require_POST
def undo(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    try:
        undo_import(draft=_import(request, pk, draft), actor=account_of(request), now=timezone.now())
    except TooLateError:
        return show(request, "parts/too_late.html", status=409)
    done = _("The import was undone.")
    offer_undo(request, done=done, url=reverse("organizations:roster-redo", args=(pk, draft)))
    return see_other(reverse("organizations:set-aside", args=(pk,)))


@for_staff("facilitators of the group")
@require_POST
def redo(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    try:
        redo_import(draft=_import(request, pk, draft), actor=account_of(request), now=timezone.now())
    except TooLateError:
        return show(request, "parts/too_late.html", status=409)
    return see_other(reverse("organizations:set-aside", args=(pk,)))
