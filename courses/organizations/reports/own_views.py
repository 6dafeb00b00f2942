"""The learner's own view of the report: the same data that their facilitators see, and who looked when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.access import signed_in
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.organizations.forms.pages import show
from courses.organizations.forms.paging import PageForm
from courses.organizations.models import Member
from courses.organizations.reports.people.person import looks_at, seen_of
from courses.organizations.reports.wording import LOOK_WORDS


@signed_in("the learner's own place in a group")
@require_safe
def seen(request: HttpRequest, place: int) -> HttpResponse:
    own = Member.objects.of(account_of(request)).select_related("group", "organization")
    member = get_object_or_404(own, pk=place)
    form = PageForm(request.GET)
    looks = looks_at(member, form.number)
    context = {
        "member": member,
        "seen": seen_of(member, catalog(), timezone.now()),
        "looks": looks,
        "lines": [(look, LOOK_WORDS[look.what]) for look in looks.lines],
    }
    return show(request, "reports/people/seen.html", context)
