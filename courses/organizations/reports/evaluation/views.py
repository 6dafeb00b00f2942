"""The report of a term: which terms there are, the page, its files; totals only, and no person on any of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.http.refusals import ClosedError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.roles import Permission
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import form_key, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.models import Organization, Term
from courses.organizations.reports.evaluation import closing, terms
from courses.organizations.reports.evaluation.files import FILES, TYPES, file_of
from courses.organizations.reports.evaluation.forms import TermForm
from courses.organizations.reports.evaluation.wording import gains_in_words, parts_in_words

TOTALS = "whoever may see totals of the whole organisation; a term that is not closed, only its owners"
OWNERS = "owners say which terms there are"


@dataclass(frozen=True, slots=True)
class Reading:
    """An organisation of which this person may see the totals; owners see a term before it is closed."""

    organization: Organization
    is_owner: bool
    now: datetime

    @property
    def today(self) -> date:
        return today_in(self.organization.time_zone, self.now)

    @property
    def terms(self) -> QuerySet[Term]:
        found = self.organization.terms
        return found.standing() if self.is_owner else found.closed()

    def term(self, pk: int) -> Term:
        return get_object_or_404(self.terms.select_related("organization"), pk=pk)


def _reading(request: HttpRequest, pk: int) -> Reading:
    person = account_of(request)
    found = get_object_or_404(Organization.objects.granting(person, Permission.SEE_TOTALS), pk=pk)
    return Reading(found, _owned(request).filter(pk=pk).exists(), timezone.now())


def _owned(request: HttpRequest) -> QuerySet[Organization]:
    return Organization.objects.granting(account_of(request), Permission.MANAGE_ORGANIZATION)


@for_staff(TOTALS)
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """All terms, the newest first; owners make another one here."""
    reading = _reading(request, pk)
    begins_on, ends_on = terms.offered_days(reading.organization, reading.today)
    form = TermForm(initial={"begins_on": begins_on, "ends_on": ends_on}) if reading.is_owner else None
    return _overview(request, reading, form)


@for_staff(OWNERS)
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    reading = _reading(request, pk)
    if not reading.is_owner:
        raise Http404
    form = TermForm(request.POST)
    if form.is_valid() and (made := _made(request, reading, form)) is not None:
        return see_other(reverse("organizations:term", args=(pk, made.pk)))
    return _overview(request, reading, form)


def _made(request: HttpRequest, reading: Reading, form: TermForm) -> Term | None:
    if not (key := form_key(request)):
        refuse_foreign(form)
        return None
    try:
        return terms.make_term(
            organization=reading.organization, **form.cleaned_data, actor=account_of(request), key=key, now=reading.now
        )
    except terms.TermsOverlapError as refused:
        words = _("These days meet another term: %(term)s. Two reports may not share a day.")
        form.add_error("begins_on", words % {"term": _days(refused.other)})
        return None


def _days(term: Term) -> str:
    return f"{date_format(term.begins_on, 'DATE_FORMAT')} – {date_format(term.ends_on, 'DATE_FORMAT')}"


def _overview(request: HttpRequest, reading: Reading, form: TermForm | None) -> HttpResponse:
    context = {
        "organization": reading.organization,
        "terms": reading.terms.order_by("-begins_on"),
        "today": reading.today,
        "is_owner": reading.is_owner,
    }
    return show(request, "reports/evaluation/terms.html", context, form=form)


@for_staff(TOTALS)
@require_safe
def term(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    reading = _reading(request, pk)
    found = reading.term(term)
    report = closing.read_report(found, catalog())
    context = {
        "organization": reading.organization,
        "term": found,
        "is_over": terms.is_over(found, reading.now),
        "is_owner": reading.is_owner,
        "counted_at": found.counted_at if found.closed_at else reading.now,
        "report": report,
        "parts": tuple(parts_in_words(report)),
        "gains": tuple(gains_in_words(report)),
        "has_small_gains": any(gain.is_small for gain in report.gains),
    }
    return show(request, "reports/evaluation/term.html", context)


@for_staff(TOTALS)
@require_safe
def file(request: HttpRequest, pk: int, term: int, what: str, kind: str) -> HttpResponse:
    """Only of a term that is closed: until then its figures change."""
    reading = _reading(request, pk)
    found = reading.term(term)
    if found.closed_at is None or what not in FILES or kind not in TYPES:
        raise Http404
    body = file_of(found, what, kind, closing.read_report(found, catalog()))
    if request.method == "GET":
        record_event(
            organization=reading.organization, actor=account_of(request), what="term-exported",
            about=f"{found}, {what}", now=reading.now,
        )  # fmt: skip
    response = HttpResponse(body, content_type=TYPES[kind])
    name = f"{reading.organization.name} {found} {what}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _owned_term(request: HttpRequest, pk: int, term: int) -> Term:
    organization = get_object_or_404(_owned(request), pk=pk)
    return get_object_or_404(organization.terms.standing().select_related("organization"), pk=term)


@for_staff(OWNERS)
@require_POST
def close(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    """With `keeps` in the form, the figures of the last closing stand again."""
    found, keeps = _owned_term(request, pk, term), "keeps" in request.POST
    try:
        closing.close_term(term=found, actor=account_of(request), now=timezone.now(), keeps=keeps)
    except ClosedError:
        messages.info(request, _("This term is not over yet. It can be closed on the day after its last one."))
    return see_other(reverse("organizations:term", args=(pk, term)))


@for_staff(OWNERS)
@require_POST
def reopen(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    closing.reopen_term(term=_owned_term(request, pk, term), actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:term", args=(pk, term)))


@for_staff(OWNERS)
@require_POST
def remove(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    """The way back is to enter the same days again."""
    found = _owned_term(request, pk, term)
    terms.remove_term(term=found, actor=account_of(request), now=timezone.now())
    words = _("The term %(term)s is removed. Enter the same days to have it back as it was.")
    messages.success(request, words % {"term": _days(found)})
    return see_other(reverse("organizations:terms", args=(pk,)))
