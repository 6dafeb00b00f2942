"""The page that copies a group for the next term, after a preview."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.organizations.access.roles import Permission
from courses.organizations.access.staff import for_staff
from courses.organizations.assigning.forms import CHANGE, SEND, StageForm
from courses.organizations.assigning.plans import copying
from courses.organizations.assigning.plans.copy_form import CopyForm
from courses.organizations.assigning.plans.lines import shown_lines
from courses.organizations.forms.pages import form_key, offer_undo, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.views import led_group
from courses.organizations.models import Group
from courses.organizations.staffing.views import managed


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form, then a preview in words, then create the group. An archived group can be copied too."""
    group, now = led_group(request, pk), timezone.now()
    managed(request, group.organization_id, Permission.CREATE_GROUPS)
    data = request.POST if request.method == "POST" else None
    form = CopyForm(data, group=group, plan=copying.plan_of(group), today=today_in(group.time_zone, now))
    stage = StageForm(request.POST)
    step = stage.cleaned_data["stage"] if stage.is_valid() else ""
    if form.is_bound and form.is_valid() and step == SEND:
        return _send(request, group, form)
    if form.is_bound and form.is_valid() and step != CHANGE:
        return _ask(request, group, form)
    return _form_page(request, group, form)


def _form_page(request: HttpRequest, group: Group, form: CopyForm) -> HttpResponse:
    context = {"group": group, "lines": shown_lines(form.plan.lines, catalog())}
    return show(request, "assigning/plans/copy.html", context, form=form)


def _ask(request: HttpRequest, group: Group, form: CopyForm) -> HttpResponse:
    wanted = form.wanted
    context = {
        "group": group,
        "wanted": wanted,
        "lines": shown_lines(wanted.lines, catalog()),
        "workshops": [(one.row.day + wanted.by, one) for one in wanted.workshops],
        "starts_on": form.cleaned_data["starts_on"],
        "names": copying.people_by_name(group, wanted.people),
        "sent": [(name, value) for name in form.fields for value in form.data.getlist(name)],  # type: ignore[attr-defined]
    }
    return show(request, "assigning/plans/copy_check.html", context, form=form)


def _send(request: HttpRequest, group: Group, form: CopyForm) -> HttpResponse:
    if not (key := form_key(request)):
        refuse_foreign(form)
        return _form_page(request, group, form)
    made = copying.copy_group(
        group=group, wanted=form.wanted, actor=account_of(request), key=key, now=timezone.now()
    )  # fmt: skip
    offer_undo(
        request,
        done=_("The new group is there. Undone, it goes into the archive."),
        url=reverse("organizations:group-archive", args=(made.pk,)),
    )
    return see_other(reverse("organizations:group-ready", args=(made.pk,)))
