"""Exercise pages: a form, and after a POST the same page with the result. Nothing typed here outlives the request."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public
from courses.accounts.http.responses import never_stored
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise, ExerciseForm
from courses.exercises.links.lesson_link import LessonLink, lesson_named
from courses.exercises.links.linking import link_to_boxes, linked
from courses.exercises.registry import EXERCISES
from courses.exercises.results.outcome import DoneForm, done_in_lesson
from courses.loans.errors import LoanError

EXERCISES_ARE_OPEN = "exercises need no account, and nothing typed into them is kept"

BROUGHT = "brought"  # figures from another exercise: they fill the form, and nothing is worked out yet
OWN_QUERY = {"lesson", "example", "start", "print", "blank"}


def _find(kind: str) -> Exercise:
    try:
        return EXERCISES[ExerciseKind(kind)]
    except ValueError:
        raise Http404 from None


@public(EXERCISES_ARE_OPEN)
@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/exercises/index.html", {"exercises": EXERCISES.values()})


@public(EXERCISES_ARE_OPEN)
@require_safe
def for_your_site(request: HttpRequest) -> HttpResponse:
    """How another site links an exercise. Figures stand behind the #: a form elsewhere cannot send any here."""

    def address(kind: ExerciseKind) -> str:
        return request.build_absolute_uri(reverse("exercises:exercise", args=(kind,)))

    context = {
        "example": link_to_boxes(address(ExerciseKind.LOAN_CHECK), EXERCISES[ExerciseKind.LOAN_CHECK].example),
        "exercises": [linked(one, address(one.kind)) for one in EXERCISES.values()],
    }
    return render(request, "courses/exercises/for_your_site.html", context)


@public(EXERCISES_ARE_OPEN)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, kind: str) -> HttpResponse:
    """GET shows the form, or our example in it; figures travel by POST only, also from one exercise to the next."""
    found = _find(kind)
    _forget_foreign_query(request, found)
    if "blank" in request.GET:
        return render(request, "courses/exercises/worksheet.html", {"exercise": found})
    if found.page is not None:
        return found.page(request, found, _lesson(request))
    if BROUGHT in request.POST:
        return _page(request, found, found.form_class(initial=_brought(request, found)), None)
    if request.method == "POST":
        form = found.form_class(request.POST)
        result = _result(found, form)
        return _file(request, found, form, result) or _page(request, found, form, result)
    form = found.form_class(initial=_named(request, found))
    return _page(request, found, form, None, is_example="example" in request.GET)


def _forget_foreign_query(request: HttpRequest, exercise: Exercise) -> None:
    """Figures that somebody put into the address are not read, and no link of the page carries them on."""
    own = request.GET.copy()
    for name in own.keys() - OWN_QUERY - exercise.own_query:
        del own[name]
    request.GET = own  # type: ignore[assignment]


def _named(request: HttpRequest, exercise: Exercise) -> Mapping[str, str] | None:
    """Boxes that we fill ourselves: our example, or one of the exercise's ways in."""
    if "example" in request.GET:
        return exercise.example
    return exercise.starts.get(request.GET.get("start", ""))


def _brought(request: HttpRequest, exercise: Exercise) -> dict[str, str]:
    posted = request.POST.dict()
    boxes = exercise.form_class(initial=posted).box_names
    return {name: posted[name] for name in boxes if name in posted}


def _result(exercise: Exercise, form: ExerciseForm) -> Any:
    """What the exercise makes of the form; None when it cannot, and the form then says why."""
    if not form.is_valid():
        return None
    try:
        return exercise.calculate(form)
    except LoanError as problem:
        form.refuse(problem)
        return None


def _file(request: HttpRequest, exercise: Exercise, form: ExerciseForm, result: Any) -> HttpResponse | None:
    """Return the file that was asked for; None if none was, or if there is no result to make it from."""
    asked = request.POST.get("file", "")
    for file in exercise.files if result is not None else ():
        if file.name == asked:
            response = HttpResponse(file.make(form, result), content_type=file.content_type)
            response["Content-Disposition"] = f'attachment; filename="{exercise.kind}.{file.name}"'
            return never_stored(response)
    return None


def _page(
    request: HttpRequest, exercise: Exercise, form: ExerciseForm, result: Any, *, is_example: bool = False
) -> HttpResponse:
    has_errors = form.is_bound and result is None
    lesson = _lesson(request)
    context = {
        "exercise": exercise,
        "form": form,
        "result": result,
        "has_errors": has_errors,
        "is_example": is_example,
        "is_print": "print" in request.GET,
        "is_brought": BROUGHT in request.POST,
        "start": start if (start := request.GET.get("start", "")) in exercise.starts else "",
        "is_shared": request.method != "POST",  # empty, or with our example: the same for everybody
        "lesson": lesson,
        "done": _done(request, exercise, result, lesson) if result is not None else None,
        "exercise_url": reverse("exercises:exercise", args=(exercise.kind,)),
    }
    response = render(request, "courses/exercises/exercise.html", context, status=422 if has_errors else 200)
    return never_stored(response)


def _done(request: HttpRequest, exercise: Exercise, result: Any, lesson: LessonLink | None) -> DoneForm | None:
    score = exercise.score(result) if exercise.score else None
    return done_in_lesson(exercise.kind, score, lesson.lesson if lesson else None, visit_of(request))


def _lesson(request: HttpRequest) -> LessonLink | None:
    """The lesson that the page was reached from."""
    return lesson_named(str((request.POST if request.method == "POST" else request.GET).get("lesson", "")))
