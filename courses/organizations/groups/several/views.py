"""Pages for actions on several members, with a confirmation and undo."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import form_key, offer_undo, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.prints import print_cards
from courses.organizations.groups.several import actions
from courses.organizations.groups.several.cards import take_cards_back
from courses.organizations.groups.several.forms import (
    CARDS,
    MOVE,
    REMOVE,
    MomentForm,
    MoveForm,
    ReturnForm,
    SeveralForm,
)
from courses.organizations.groups.views import led_group
from courses.organizations.models import Group, Member

MOST_GROUPS = 200


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def several(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks, naming everybody; POST carries out. A second POST finds nobody left."""
    group, is_sent = led_group(request, pk), request.method == "POST"
    form = SeveralForm(request.POST if is_sent else request.GET or None, group=group)
    if not form.is_valid():
        if is_sent:
            return see_other(reverse("organizations:people", args=(pk,)))
        return show(request, "groups/several/several.html", {"group": group}, form=form)
    act, ticked = form.cleaned_data["act"], form.cleaned_data["people"]
    others = _others(request, group) if act == MOVE else []
    move = MoveForm(request.POST if is_sent else None, others=others)
    context = {"group": group, "act": act, "ticked": ticked, "others": others}
    if is_sent and not form_key(request):
        refuse_foreign(form)
        return show(request, "groups/several/several.html", context, form=form)
    if not is_sent or (act == MOVE and not move.is_valid()):
        return show(request, "groups/several/several.html", context, form=move)
    if act == CARDS:
        return print_cards(request, group, ticked)
    if act == REMOVE:
        return _remove(request, group, ticked)
    to = next(one for one in others if one.pk == move.cleaned_data["to"])
    try:
        return _move(request, group, to, ticked)
    except actions.CannotMoveError as refused:
        move.add_error("to", _why_not(refused, to))
        return show(request, "groups/several/several.html", context, form=move)


def _others(request: HttpRequest, group: Group) -> list[Group]:
    """Groups of the organisation that this person leads too, and that can be joined."""
    led = Group.objects.led_by(account_of(request)).filter(organization=group.organization_id).exclude(pk=group.pk)
    return list(led.open(today_in(group.time_zone, timezone.now())).order_by("name", "pk")[:MOST_GROUPS])


def _remove(request: HttpRequest, group: Group, ticked: Sequence[Member]) -> HttpResponse:
    now = timezone.now()
    count = actions.remove_several(
        group=group, members=[one.pk for one in ticked], actor=account_of(request), now=now
    )  # fmt: skip
    words = ngettext("%(count)s person was removed.", "%(count)s people were removed.", count)
    back = reverse("organizations:several-back", args=(group.pk,))
    offer_undo(request, done=words % {"count": count}, url=f"{back}?{urlencode({'at': now.isoformat()})}")
    return see_other(reverse("organizations:people", args=(group.pk,)))


def _move(request: HttpRequest, group: Group, to: Group, ticked: Sequence[Member]) -> HttpResponse:
    now = timezone.now()
    count = actions.move_several(
        group=group, to=to, members=[one.pk for one in ticked], actor=account_of(request), now=now
    )  # fmt: skip
    words = ngettext(
        "%(count)s person was moved to “%(group)s”.", "%(count)s people were moved to “%(group)s”.", count
    )  # fmt: skip
    back = reverse("organizations:several-return", args=(to.pk,))
    query = urlencode({"to": group.pk, "at": now.isoformat()})
    offer_undo(request, done=words % {"count": count, "group": to.name}, url=f"{back}?{query}")
    return see_other(reverse("organizations:people", args=(group.pk,)))


def _why_not(refused: actions.CannotMoveError, to: Group) -> str:
    if not refused.nicknames:
        return _("This group is closed.")
    if refused.are_they:
        words = _("Nobody was moved. %(names)s has a place in “%(group)s” already, or had one and left or was removed.")
        return words % {"group": to.name, "names": _(", ").join(refused.nicknames[:5])}
    words = _("Nobody was moved. In “%(group)s” there is already: %(names)s. Change the nickname first.")
    return words % {"group": to.name, "names": _(", ").join(refused.nicknames[:5])}


@for_staff("facilitators of the group")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore everybody removed by one request, while their rows are kept."""
    group, form = led_group(request, pk), MomentForm(request.GET)
    if form.is_valid():
        actions.take_back_several(
            group=group, at=form.cleaned_data["at"], actor=account_of(request), now=timezone.now()
        )  # fmt: skip
    return see_other(reverse("organizations:people", args=(pk,)))


@for_staff("facilitators of both groups")
@require_POST
def move_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Move everybody whom one request moved into this group back to where they were."""
    group, form = led_group(request, pk), ReturnForm(request.GET)
    if not form.is_valid():
        return see_other(reverse("organizations:people", args=(pk,)))
    there = led_group(request, form.cleaned_data["to"])
    moved = actions.moved_at_once(group, there, form.cleaned_data["at"])
    try:
        actions.move_several(
            group=group, to=there, members=list(moved.values_list("pk", flat=True)), actor=account_of(request),
            now=timezone.now(),
        )  # fmt: skip
    except actions.CannotMoveError as refused:
        messages.error(request, _why_not(refused, there))
    return see_other(reverse("organizations:people", args=(there.pk,)))


@for_staff("facilitators of the group")
@require_POST
def cards_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the cards valid again that one request replaced."""
    group, form = led_group(request, pk), MomentForm(request.GET)
    if form.is_valid():
        count = take_cards_back(
            group=group, at=form.cleaned_data["at"], actor=account_of(request), now=timezone.now()
        )  # fmt: skip
        words = ngettext("%(count)s old card is valid again.", "%(count)s old cards are valid again.", count)
        messages.success(request, words % {"count": count})
    return see_other(reverse("organizations:set-aside", args=(pk,)))
