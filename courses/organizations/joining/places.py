"""A learner's own memberships: what they agreed to, their secret code, and leaving."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.access import signed_in
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.own_credentials import closed_secrets, has_own_way_in
from courses.organizations.assigning.learner_assignments import assigned_to
from courses.organizations.assigning.wanted_mail import wants_group_mail
from courses.organizations.forms.pages import show
from courses.organizations.joining import actions
from courses.organizations.joining.forms import WelcomeForm
from courses.organizations.joining.invited import invitations_of
from courses.organizations.joining.secret_codes import hashed
from courses.organizations.models import Member
from courses.organizations.workshops.calendars.workshops import coming_for

MOST_ASKED = 3  # all stand on My progress


@signed_in("the learner's own groups")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    person = account_of(request)
    present = Member.objects.of(person).select_related("group", "moved_from", "organization", "learner")
    places = list(present.order_by("group__name", "pk"))
    left = Member.objects.filter(learner=person, left_at__isnull=False).select_related("group").order_by("pk")
    now = timezone.now()
    context = {
        "places": places,
        "assigned": [one for one in assigned_to(person, now) if not one.is_done][:MOST_ASKED] if places else (),
        "coming": coming_for(person, now) if places else (),
        "invited": invitations_of(person, now) if places else (),
        "closed": closed_secrets(place for place in places if place.secret),
        "left": list(left),
        "has_own": has_own_way_in(person),
        "is_reminded": wants_group_mail(person.pk) if person.email else None,
    }
    return show(request, "joining/mine.html", context)


@signed_in("the learner's own place in a group")
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, place: int) -> HttpResponse:
    """Say what facilitators will see, and ask for the learner's age and a secret code of their own."""
    own = Member.objects.present().filter(learner=account_of(request), group__organization__archived_at=None)
    member = get_object_or_404(own.select_related("group", "organization", "learner"), pk=place)
    asks_age = member.joined_at is None and not hasattr(member, "consent")
    form = WelcomeForm(
        request.POST if request.method == "POST" else None, nickname=member.nickname, asks_age=asks_age,
        must_choose=member.joined_at is not None,
    )  # fmt: skip
    if not form.is_bound or not form.is_valid():
        return show(request, "joining/welcome.html", {"member": member, "group": member.group}, form=form)
    typed = form.cleaned_data
    is_under_14 = typed["age"] == "under" if asks_age else bool(member.is_under_14)
    secret = hashed(typed["secret"]) if typed["secret"] else ""
    try:
        actions.welcome(member=member, secret=secret, is_under_14=is_under_14, now=timezone.now())
    except actions.JoinRefusedError:
        return show(request, "joining/under_14.html", {"group": member.group})
    if not asks_age and secret:
        messages.success(request, _("Your secret code for “%(name)s” is saved.") % {"name": member.group.name})
    return see_other(reverse("organizations:mine"))


def _place(request: HttpRequest, place: int) -> Member:
    own = Member.objects.of(account_of(request)).select_related("group", "organization", "learner")
    return get_object_or_404(own, pk=place)


@signed_in("a learner leaves a group on their own")
@require_POST
def leave(request: HttpRequest, place: int) -> HttpResponse:
    member = _place(request, place)
    actions.leave(member=member, now=timezone.now())
    words = _("You have left “%(name)s”. Its facilitators see nothing of you any more. Your learning stays yours.")
    messages.success(request, words % {"name": member.group.name})
    return see_other(reverse("organizations:mine"))


@signed_in("a learner takes back what they let be seen")
@require_POST
def stop_sharing(request: HttpRequest, place: int) -> HttpResponse:
    actions.stop_sharing_earlier(member=_place(request, place))
    messages.success(request, _("What you learned before you joined is no longer shown."))
    return see_other(reverse("organizations:mine"))
