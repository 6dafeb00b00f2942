"""Pages that draw on several packages: front page, courses, my progress, search, help, and what the site says."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.access import public
from courses.accounts.http.responses import never_stored
from courses.accounts.models import User
from courses.accounts.visitors.visitor import Visit, visit_of
from courses.catalog.model.lessons import Course
from courses.catalog.published.library import catalog
from courses.catalog.published.or_404 import course_or_404
from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from courses.languages.known import current_language
from courses.learning.claims.waiting import is_left_out
from courses.learning.course_progress.ending import safe_end
from courses.learning.course_progress.mine import MyCourse, my_courses
from courses.learning.course_progress.progress import LessonStatus, recent_days
from courses.learning.course_progress.standing import CourseStanding
from courses.learning.course_progress.way_on import NextThing, WayOnKind, next_thing
from courses.learning.exams.overview import safe_overview
from courses.learning.lessons.walking import WalkPlace, place_of
from courses.learning.planning.steps.shown import ActionSteps, steps_of
from courses.learning.practice.ads.pages import AdsToday, ads_today
from courses.learning.practice.reviews.today import ReviewToday, due_today, review_today
from courses.learning.sharing.certificates.shown import OwnRecord, own_records
from courses.organizations.access.leading import note_leading
from courses.organizations.assigning.learner_assignments import Assigned, assigned_to
from courses.organizations.joining.invited import invitations_of
from courses.organizations.models import Member
from courses.organizations.workshops.calendars.workshops import Coming, coming_for
from literacy.pages.forms import SearchForm
from literacy.pages.searching import search as find
from literacy.pages.shared_pages import shared_page

Result = TypeVar("Result")
MOST_ASKED = 3  # things of groups on the front page; all stand on My progress


def _read(visit: Visit, read: Callable[[], Result], otherwise: Callable[[], Result]) -> Result:
    """A learner's record, or the visitor's view of the page when storage is away."""
    try:
        return read()
    except (DatabaseError, InterfaceError):
        visit.storage_is_down = True
        return otherwise()


def _standing(visit: Visit, review: ReviewToday, *, paths: bool = False) -> CourseStanding:
    """With its courses read already, and with the learner's own paths where the page shows them."""

    def read(learner: User | None) -> CourseStanding:
        standing = CourseStanding(learner, catalog(), timezone.now(), review=review)
        standing.read(paths=paths)
        return standing

    return _read(visit, lambda: read(visit.learner), lambda: read(None))


def _due(visit: Visit) -> ReviewToday:
    return _read(visit, lambda: due_today(visit.learner, catalog(), timezone.now()), ReviewToday)


def _steps(visit: Visit) -> ActionSteps:
    return _read(visit, lambda: steps_of(visit, catalog(), timezone.now()), ActionSteps)


def _assigned(visit: Visit) -> tuple[Assigned, ...]:
    return _read(visit, lambda: assigned_to(visit.learner, timezone.now()), tuple)


def _coming(visit: Visit) -> tuple[Coming, ...]:
    return _read(visit, lambda: coming_for(visit.account, timezone.now()), tuple)


def _invited(visit: Visit) -> tuple[Member, ...]:
    return _read(visit, lambda: invitations_of(visit.account, timezone.now()), tuple)


def _way_on(standing: CourseStanding, assigned: Sequence[Assigned]) -> NextThing:
    """What to go on with; of what groups ask for, the most pressing."""
    asked = ((one.course, one.go_on_with) for one in assigned if not one.is_done)
    return next_thing(standing, asked=next(asked, None))


def _mine(visit: Visit, standing: CourseStanding, records: Sequence[OwnRecord]) -> tuple[MyCourse, ...]:
    return _read(visit, lambda: my_courses(visit.learner, standing.states, records), tuple)


def _place(visit: Visit, way_on: NextThing) -> WalkPlace | None:
    """The step of a lesson that was begun; one query, asked only then."""
    lesson = way_on.lesson
    if lesson is None or not way_on.is_begun:
        return None
    return _read(visit, lambda: place_of(visit.learner, lesson, current_language()), lambda: None)


def _next(visit: Visit, standing: CourseStanding, way_on: NextThing, coming: Sequence[Coming]) -> dict[str, Any]:
    """The one next thing, where in it, how far its course is, and whether nothing was ever begun or asked here."""
    state = next((one for one in standing.states if one.course is way_on.course), None)
    return {
        "way_on": way_on, "way_on_state": state, "place": _place(visit, way_on),
        "is_first_visit": way_on.is_first and not way_on.is_asked and not way_on.reasons and not coming and all(
            one.status is LessonStatus.NOT_STARTED for one in standing.states
        ),
    }  # fmt: skip


def _path(visit: Visit, standing: CourseStanding) -> dict[str, Any]:
    """The learner's own path, and a key for the button that puts it away."""
    paths = standing.paths
    return {"paths": paths, "path_key": visit.new_form_key() if paths.in_force else ""}


def _leads(request: HttpRequest, visit: Visit) -> bool:
    """Whether this person works in an organisation: then the way to its groups stands first."""
    person = visit.account
    return person is not None and _read(visit, lambda: note_leading(request, person), bool)


@public("the front page is open to all")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return shared_page(request, "site/home.html", lambda: _home(visit_of(request)))


def _home(visit: Visit) -> dict[str, Any]:
    review, assigned, coming = _due(visit), _assigned(visit), _coming(visit)
    standing = _standing(visit, review, paths=True)
    way_on = _way_on(standing, assigned)
    return {
        "states": standing.path.in_order(standing.states) if standing.path else standing.states, "path": standing.path,
        **_path(visit, standing), "review": review, "steps": _steps(visit), "check_form": LoanCheckForm,
        "assigned": [one for one in assigned if not one.is_done], "most_asked": MOST_ASKED, "coming": coming,
        "invited": _invited(visit), **_next(visit, standing, way_on, coming),
        "shows_review": review.count and way_on.kind != WayOnKind.REVIEW,
        "storage_is_down": visit.storage_is_down,
    }  # fmt: skip


@public("courses are open to all")
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    context = {
        "states": _standing(visit, ReviewToday()).states, "storage_is_down": visit.storage_is_down,
        "references": catalog().references,
    }  # fmt: skip
    return render(request, "site/courses/courses.html", context)


@public("courses are open to all")
@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    found = course_or_404(course)
    return shared_page(request, "site/courses/course.html", lambda: _course_page(visit_of(request), found))


def _course_page(visit: Visit, found: Course) -> dict[str, Any]:
    review, language = _due(visit), current_language()
    standing = _standing(visit, review)
    state = next(state for state in standing.states if state.course is found)
    checks = safe_overview(visit, found)
    end = safe_end(visit, state, checks, catalog(), language)
    return {
        "state": state, "course": found, "ready": review.ready_in(found.slug), "checks": checks, "end": end,
        "minutes_left": state.minutes_left, "has_retired": state.has_retired,
        "takeaways": [lesson.page(language).takeaway for lesson in found.lessons] if end else (),
        "way_on": next_thing(standing, within=found), "storage_is_down": visit.storage_is_down,
    }  # fmt: skip


@public("courses are open to all, on paper too")
@require_safe
def course_print(request: HttpRequest, course: str) -> HttpResponse:
    language = current_language()
    found = course_or_404(course)
    lessons = [(lesson, lesson.page(language)) for lesson in found.lessons]
    return render(request, "site/courses/print.html", {"course": found, "lessons": lessons})


@public("a guest's own progress, found by the guest's own cookie; a visitor sees an empty page")
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    review = _read(visit, lambda: review_today(visit.learner, catalog(), timezone.now()), ReviewToday)
    assigned, coming, invited = _assigned(visit), _coming(visit), _invited(visit)
    standing = _standing(visit, review, paths=True)
    holder = visit.learner if standing.records else None  # the standing knows already whether there is any
    days = _read(visit, lambda: recent_days(visit.learner, timezone.localdate()), tuple)
    records: tuple[OwnRecord, ...] = _read(visit, lambda: own_records(holder, catalog()), tuple)
    way_on, mine = _way_on(standing, assigned), _mine(visit, standing, records)
    ads = _read(visit, lambda: ads_today(visit.learner, timezone.now()), AdsToday)
    shows_review = review.count and way_on.kind != WayOnKind.REVIEW
    context = {
        "mine": mine, "days": days, "learner": visit.learner, "review": review, "steps": _steps(visit),
        "assigned": assigned, "coming": coming, "invited": invited, "leads": _leads(request, visit),
        "records": records, **_next(visit, standing, way_on, coming),
        "shows_review": shows_review, "has_left_out": is_left_out(request), "ads": ads,
        "has_due": shows_review or ads.count or assigned or coming or invited
        or any(one.open_final or one.open_diagnostic for one in mine),
        **_path(visit, standing), "storage_is_down": visit.storage_is_down,
    }  # fmt: skip
    response = render(request, "site/me.html", context)
    return never_stored(response)


@public("searching lessons is open to all")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET or None)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    hits, meant = find(query)
    has_errors = form.is_bound and bool(form.errors)
    context = {"form": form, "query": query, "hits": hits, "meant": meant, "has_errors": has_errors}
    return render(request, "site/search.html", context, status=422 if has_errors else 200)


@public("the glossary is open to all")
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    language = current_language()
    known = catalog()
    entries = sorted(known.glossary.items(), key=lambda entry: entry[1].term.in_language(language).casefold())
    terms = [(key, term, [known.facts[fact] for fact in term.cites if fact in known.facts]) for key, term in entries]
    return render(request, "site/glossary.html", {"terms": terms})


@public("says how the site teaches, to anybody")
@require_safe
def how_we_teach(request: HttpRequest) -> HttpResponse:
    facts = [(fact, catalog().facts[fact]) for fact in sorted(catalog().facts) if fact.startswith("EDU-")]
    return render(request, "site/how_we_teach.html", {"facts": facts})


@public("says what has been tested, to anybody")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


@public("whoever must hide the page needs no account")
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """A harmless page in place of a lesson about threats; Back does not lead to the lesson again at once."""
    response = render(request, "site/leave.html")
    return never_stored(response)
