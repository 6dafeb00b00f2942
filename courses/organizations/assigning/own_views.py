"""The learner's own switch for reminders about assignments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.access import signed_in
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.organizations.assigning.forms import OFF, ON, RemindersForm
from courses.organizations.assigning.wanted_mail import want_group_mail


@signed_in("the learner's own reminders")
@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Turn reminders on or off. A request without one of the two buttons changes nothing."""
    form = RemindersForm(request.POST)
    wanted = form.cleaned_data["wanted"] if form.is_valid() else ""
    if wanted in (ON, OFF):
        want_group_mail(learner=account_of(request), is_wanted=wanted == ON, now=timezone.now())
        on, off = _("Reminders from your groups are on."), _("Reminders from your groups are off.")
        messages.success(request, on if wanted == ON else off)
    return see_other(reverse("organizations:mine"))
