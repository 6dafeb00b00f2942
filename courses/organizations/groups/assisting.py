"""A facilitator helps a learner answer for one assisted sitting, begun and ended on that learner's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.learning.assisted.actions import begin_assistance, end_assistance, locked
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.staff import for_staff
from courses.organizations.groups.people import member_of_group
from courses.organizations.models import Member


def _joined(request: HttpRequest, pk: int, member: int) -> Member:
    """Whoever has not come yet answers nothing here."""
    them = member_of_group(request, pk, member)
    if them.joined_at is None:
        raise Http404
    return them


@for_staff("facilitators of the group")
@require_POST
def begin(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Begin an assisted sitting, which the learner's pages show and can end; written to the organisation's record."""
    them, now = _joined(request, pk, member), timezone.now()
    if not them.learner.is_assisted_at(now):
        begin_assistance(learner=locked(them.learner), now=now)
        record_event(
            organization=them.organization, actor=account_of(request), subject=them.learner, group=them.group,
            what="assistance-begun", now=now,
        )  # fmt: skip
    return see_other(reverse("organizations:access", args=(pk, member)))


@for_staff("facilitators of the group")
@require_POST
def end(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    them = _joined(request, pk, member)
    end_assistance(learner=locked(them.learner), now=timezone.now())
    return see_other(reverse("organizations:access", args=(pk, member)))
