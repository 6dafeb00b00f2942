"""Archiving a group and renewing its code, after a confirmation that says how many people it affects; with undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import offer_undo, show
from courses.organizations.groups import actions, join_codes
from courses.organizations.groups.views import led_group
from courses.organizations.models import Card, FormerCode, Group, Member, Organization
from courses.organizations.models.groups import CODE_LETTERS

MOST_LISTED = 500


@for_staff("a person's own organisations and groups", shows_people=False)
@require_safe
def archived(request: HttpRequest) -> HttpResponse:
    """The page of archived groups and organisations, including deleted ones that can still be restored."""
    person = account_of(request)
    groups = Group.objects.led_by(person).filter(archived_at__isnull=False).select_related("organization")
    organizations = Organization.objects.run_by(person).filter(archived_at__isnull=False)
    context = {
        "groups": groups.order_by("-archived_at", "pk")[:MOST_LISTED],
        "organizations": organizations.order_by("-archived_at", "pk")[:MOST_LISTED],
    }
    return show(request, "groups/closing/archived.html", context)


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    group = led_group(request, pk)
    if request.method != "POST":
        present = Member.objects.present().filter(group=group)
        cards = Card.objects.filter(member__in=present, voided_at=None)
        context = {"group": group, "people": present.count(), "cards": cards.count()}
        return show(request, "groups/closing/archive.html", context)
    actions.archive_group(group=group, actor=account_of(request), now=timezone.now())
    done = _("“%(name)s” is in the archive.") % {"name": group.name}
    offer_undo(request, done=done, url=reverse("organizations:group-restore", args=(pk,)))
    return see_other(reverse("organizations:index"))


@for_staff("facilitators of the group")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    group, now = led_group(request, pk), timezone.now()
    ended_on = group.ends_on
    actions.restore_group(group=group, actor=account_of(request), now=now)
    group.refresh_from_db()
    if group.ends_on != ended_on:
        messages.info(request, _("The group’s last day had passed. It has a new one; you can change it."))
    return see_other(reverse("organizations:people", args=(pk,)))


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def renew_code(request: HttpRequest, pk: int) -> HttpResponse:
    group = led_group(request, pk)
    if request.method != "POST":
        people = Member.objects.joined().filter(group=group)
        by_code = people.exclude(secret="").count()  # noqa: S106 - who signs in with the code and a secret code
        context = {"group": group, "people": people.count(), "by_code": by_code}
        return show(request, "groups/closing/new_code.html", context)
    seen = request.POST.get("seen", "")[:CODE_LETTERS]
    is_new = join_codes.renew_code(group=group, seen=seen, actor=account_of(request), now=timezone.now())
    done = _(
        "The group has a new code. Print the join sheet anew. Whoever has joined still signs in with the old code."
    )
    messages.success(request, done if is_new else _("No other code was made: the group’s code is the one below."))
    return see_other(reverse("organizations:codes", args=(pk,)))


@for_staff("facilitators of the group")
@require_safe
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """The current join code and the older ones."""
    group = led_group(request, pk)
    former = FormerCode.objects.filter(group=group).order_by("-replaced_at", "-pk")
    return show(request, "groups/closing/codes.html", {"group": group, "former": former[:MOST_LISTED]})


def _former(request: HttpRequest, pk: int, former: int) -> FormerCode:
    return get_object_or_404(FormerCode.objects.filter(group=led_group(request, pk)), pk=former)


@for_staff("facilitators of the group")
@require_POST
def use_code(request: HttpRequest, pk: int, former: int) -> HttpResponse:
    """Make an older code the current one again: undo of a new code."""
    older = _former(request, pk, former)
    join_codes.use_again(former=older, actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:codes", args=(pk,)))


@for_staff("facilitators of the group")
@require_POST
def end_code(request: HttpRequest, pk: int, former: int) -> HttpResponse:
    older, actor = _former(request, pk, former), account_of(request)
    join_codes.set_signing_in(former=older, allowed=False, actor=actor, now=timezone.now())
    return see_other(reverse("organizations:codes", args=(pk,)))


@for_staff("facilitators of the group")
@require_POST
def allow_code(request: HttpRequest, pk: int, former: int) -> HttpResponse:
    older, actor = _former(request, pk, former), account_of(request)
    join_codes.set_signing_in(former=older, allowed=True, actor=actor, now=timezone.now())
    return see_other(reverse("organizations:codes", args=(pk,)))
