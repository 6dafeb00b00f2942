"""A learner's own records: the list, issuing, the record for paper, changing, re-issuing, revoking."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.access import public, sign_in_url
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.models import User
from courses.accounts.visitors.forms import KeyForm
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.lessons import Course
from courses.catalog.published.library import catalog
from courses.learning.course_progress.way_on import safe_next_thing
from courses.learning.exams.results import best_pass
from courses.learning.models import LearningRecord
from courses.learning.sharing.certificates import actions
from courses.learning.sharing.certificates.access import OWN_RECORDS, own_record_only
from courses.learning.sharing.certificates.choices import RecordChoice, choice_of
from courses.learning.sharing.certificates.forms import RecordChoiceForm
from courses.learning.sharing.certificates.pictures import short_address
from courses.learning.sharing.certificates.shown import own_record, own_records, passed_courses
from courses.learning.sharing.qr import qr_picture

PAGES = "courses/learning/sharing/certificates"


def _private(response: HttpResponse) -> HttpResponse:
    return never_stored(response)


@public(OWN_RECORDS)
@require_safe
def records(request: HttpRequest) -> HttpResponse:
    learner = visit_of(request).learner_for_reading
    found = own_records(learner, catalog())
    have = {one.shown.slug for one in found if one.is_valid}
    context = {
        "valid": [one for one in found if one.is_valid],
        "revoked": [one for one in found if not one.is_valid],
        "to_issue": [course for course in passed_courses(learner, catalog()) if course.slug not in have],
    }
    return _private(render(request, f"{PAGES}/list.html", context))


@public("whoever passed a check may have a record, with an account or without")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, course: str) -> HttpResponse:
    found = catalog().courses.get(course)
    if found is None:
        raise Http404
    visit = visit_of(request)
    learner = visit.learner_for_reading
    form = RecordChoiceForm(request.POST if request.method == "POST" else None, visit=visit, initial=RecordChoice())
    if not form.is_bound or not form.is_valid():
        return _new_page(request, found, learner, form)
    key = f"{form.nonce}:record:{found.slug}"[:100]
    try:
        record = actions.issue_record(
            learner=visit.learner_for_writing, course=found, choice=form.choice, key=key, now=timezone.now()
        )
    except actions.NotPassed:
        return _private(render(request, f"{PAGES}/not_passed.html", {"course": found}, status=409))
    address = reverse("learning:record", args=(record.pk,))
    return see_other(address if choice_of(record) == form.choice else f"{address}?kept=1")


def _new_page(request: HttpRequest, course: Course, learner: User | None, form: RecordChoiceForm) -> HttpResponse:
    """The form; or, without a passed check, the way to it. A refused form comes back with what was typed."""
    passed = best_pass(learner, course)
    if passed is None and not form.is_bound:
        return _private(render(request, f"{PAGES}/not_passed.html", {"course": course}))
    have = learner.records.filter(course=course.slug, revoked_at=None).order_by("-pk").first() if learner else None
    page = reverse("learning:record-new", args=(course.slug,))
    return _form_page(request, "new", form, page, {"course": course, "passed": passed, "have": have})


def _form_page(
    request: HttpRequest, name: str, form: RecordChoiceForm, page: str, context: dict[str, object]
) -> HttpResponse:  # fmt: skip
    sign_in = ""
    if form.is_bound and form.is_of_another and visit_of(request).account is None:
        sign_in = sign_in_url(page)
    of_site(request).page_path = page
    more = {"form": form, "form_key": visit_of(request).new_form_key(), "has_errors": form.is_bound, "sign_in": sign_in}
    status = 422 if form.is_bound else 200
    return _private(render(request, f"{PAGES}/{name}.html", {**context, **more}, status=status))


@public(OWN_RECORDS)
@require_safe
@own_record_only
def record(request: HttpRequest, record: LearningRecord) -> HttpResponse:
    return _record_page(request, record)


def _record_page(request: HttpRequest, record: LearningRecord, *, is_refused: bool = False) -> HttpResponse:
    own = own_record(record, catalog())
    address, course = short_address(request, record.code), catalog().courses.get(record.course)
    of_site(request).page_path = reverse("learning:record", args=(record.pk,))
    context = {
        "own": own, "shown": own.shown, "address": address, "qr": qr_picture(address.scanned) if own.is_valid else None,
        "form_key": visit_of(request).new_form_key(),
        "was_kept": "kept" in request.GET, "was_reissued": "new" in request.GET,
        "is_refused": is_refused, "has_errors": is_refused,
        "way_on": safe_next_thing(visit_of(request), catalog(), timezone.now(), within=course),
    }  # fmt: skip
    return _private(render(request, f"{PAGES}/record.html", context, status=422 if is_refused else 200))


@public(OWN_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
@own_record_only
def change(request: HttpRequest, record: LearningRecord) -> HttpResponse:
    visit = visit_of(request)
    form = RecordChoiceForm(request.POST if request.method == "POST" else None, visit=visit, initial=choice_of(record))
    if not form.is_bound or not form.is_valid():
        own = own_record(record, catalog())
        page = reverse("learning:record-change", args=(record.pk,))
        return _form_page(request, "change", form, page, {"own": own, "passed": record})
    actions.change_record(
        learner=visit.learner_for_writing, record=record.pk, choice=form.choice, now=timezone.now()
    )  # fmt: skip
    return _to(record)


def _to(record: LearningRecord, query: str = "") -> HttpResponse:
    return see_other(reverse("learning:record", args=(record.pk,)) + query)


@public(OWN_RECORDS)
@require_POST
@own_record_only
def reissue(request: HttpRequest, record: LearningRecord) -> HttpResponse:
    visit = visit_of(request)
    form = KeyForm(request.POST, visit=visit)
    if not form.is_valid():
        return _record_page(request, record, is_refused=True)
    made = actions.reissue_record(
        learner=visit.learner_for_writing, record=record.pk, key=form.nonce, now=timezone.now()
    )  # fmt: skip
    return _to(made, "?new=1")


@public(OWN_RECORDS)
@require_POST
@own_record_only
def revoke(request: HttpRequest, record: LearningRecord) -> HttpResponse:
    visit = visit_of(request)
    if not KeyForm(request.POST, visit=visit).is_valid():
        return _record_page(request, record, is_refused=True)
    actions.revoke_record(learner=visit.learner_for_writing, record=record.pk, now=timezone.now())
    return _to(record)


@public(OWN_RECORDS)
@require_POST
@own_record_only
def restore(request: HttpRequest, record: LearningRecord) -> HttpResponse:
    visit = visit_of(request)
    if not KeyForm(request.POST, visit=visit).is_valid():
        return _record_page(request, record, is_refused=True)
    actions.restore_record(learner=visit.learner_for_writing, record=record.pk, now=timezone.now())
    return _to(record)
