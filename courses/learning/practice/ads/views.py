"""The page from which a learner plays what comes back, or another round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.access import public
from courses.accounts.http.responses import never_stored
from courses.accounts.visitors.visitor import visit_of
from courses.learning.outcomes.kept import just_done
from courses.learning.practice.ads.pages import ads_today


@public("a guest's own rounds, found by the guest's own cookie; a visitor has none")
@require_safe
def ads(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    learner = visit.learner_for_reading
    today = ads_today(learner, timezone.now())
    context = {
        "ads": today, "round": today.next_round(), "just_done": just_done(request),
        "form_key": visit.new_form_key(),
    }  # fmt: skip
    response = render(request, "courses/learning/practice/ads/ads.html", context)
    return never_stored(response)
