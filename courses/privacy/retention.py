"""Deletes what was kept longer than promised; safe to repeat, run daily."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.models import User
from courses.accounts.security_log.reading import forget_old_lines
from courses.learning.claims.offers import offer_of
from courses.learning.models import Claim, ReminderSent
from courses.learning.outcomes.actions import forget_taken_back
from courses.organizations.groups.aging import age_out_groups, places_to_forget, unreachable_accounts
from courses.organizations.joining.rosters.actions import forget_old_drafts
from courses.organizations.reports.evaluation.closing import close_due_terms
from courses.organizations.staffing.deleting import due_for_erasure
from courses.organizations.workshops.actions import forget_old_runs
from courses.organizations.workshops.calendars.links import forget_ended_links
from courses.privacy.erasure.erase import erase, erase_organizations, erase_places

REMINDERS_KEPT = timedelta(days=365)


def idle_guests(*, now: datetime) -> QuerySet[User]:
    """Guests without use for GUEST_DAYS days."""
    last_day = (now - timedelta(days=settings.GUEST_DAYS)).date()
    never_active = Q(last_active_on=None, date_joined__date__lt=last_day)
    return User.objects.filter(username=None).filter(Q(last_active_on__lt=last_day) | never_active)


def _settle(claim: Claim) -> int:
    """After the time for an undo: the guest goes, unless somebody has learned on as this guest. 1 if it is gone."""
    if offer_of(claim.guest) is not None:
        claim.delete()
        return 0
    erase(learner=claim.guest)
    return 1


def age_out(*, now: datetime) -> dict[str, int]:
    """Erase idle guests, guests whose learning was added to an account, accounts of groups that nobody can enter,
    deleted organisations, and ended sessions; archive ended groups, close terms that are long over. Returns how many of
    each."""
    guests = claimed = 0
    for claim in Claim.objects.filter(claimed_at__lte=now - UNDO_WINDOW).select_related("guest"):
        claimed += _settle(claim)
    for guest in idle_guests(now=now).iterator():
        erase(learner=guest)
        guests += 1
    groups = age_out_groups(now=now)
    places = erase_places(places_to_forget(now=now), now=now)
    terms = close_due_terms(now=now)
    organizations = erase_organizations(due_for_erasure(now=now), now=now)
    unreachable = 0
    for person in unreachable_accounts(now=now).iterator():
        erase(learner=person)
        unreachable += 1
    forget_old_drafts(now=now)
    forget_taken_back(now)
    ReminderSent.objects.filter(day__lt=(now - REMINDERS_KEPT).date()).delete()
    forget_old_runs(now)
    forget_ended_links(now=now)
    forget_old_lines(now=now)
    sessions, _ = Session.objects.filter(expire_date__lte=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return {
        "guests": guests, "claimed": claimed, "sessions": sessions, "unreachable": unreachable,
        "organizations": organizations, "left places": places, "closed terms": terms, **groups,
    }  # fmt: skip
