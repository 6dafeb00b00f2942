"""Workshop pages for anybody who teaches: plan, slides, worksheet, and the pack for rooms without a network."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.accounts.access import public
from courses.catalog.published.library import catalog
from courses.catalog.published.or_404 import course_and_lesson_or_404
from courses.languages.known import current_language
from courses.organizations.workshops.forms import SlideForm
from courses.organizations.workshops.materials.handouts import handouts_of
from courses.organizations.workshops.materials.pack import Pack, pack_of, streamed
from courses.organizations.workshops.materials.plans import answer_key, worksheet_of
from courses.organizations.workshops.materials.sections import slides_of

FOR_TEACHERS = "plans for facilitators help anybody who wants to teach"


@public(FOR_TEACHERS)
@require_safe
def workshop(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found_course, found = course_and_lesson_or_404(course, lesson)
    language = current_language()
    context = {
        "course": found_course, "lesson": found, "page": found.page(language),
        "answer_key": answer_key(found, language), "worksheet": worksheet_of(found),
        "handouts": handouts_of(found, language),
    }  # fmt: skip
    return render(request, "courses/organizations/workshops/materials/workshop.html", context)


@public(FOR_TEACHERS)
@require_safe
def handout(request: HttpRequest, course: str, lesson: str, handout: str) -> HttpResponse:
    found_course, found = course_and_lesson_or_404(course, lesson)
    language = current_language()
    shown = next((one for one in handouts_of(found, language) if one.key == handout), None)
    if shown is None:
        raise Http404
    context = {"course": found_course, "lesson": found, "page": found.page(language), "handout": shown}
    return render(request, "courses/organizations/workshops/materials/handout.html", context)


@public(FOR_TEACHERS)
@require_safe
def worksheet(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found_course, found = course_and_lesson_or_404(course, lesson)
    context = {
        "course": found_course, "lesson": found, "page": found.page(current_language()),
        "worksheet": worksheet_of(found), "is_blank": True,
    }  # fmt: skip
    return render(request, "courses/organizations/workshops/materials/worksheet.html", context)


@public(FOR_TEACHERS)
@require_safe
def slides(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """All slides of the lesson, one of them visible: links turn the page, and a script does so without a request."""
    found_course, found = course_and_lesson_or_404(course, lesson)
    language = current_language()
    shown = slides_of(found, language)
    number = min(SlideForm(request.GET).number, len(shown))
    context = {
        "course": found_course, "lesson": found, "page": found.page(language), "slides": shown, "number": number,
        "count": len(shown),
    }  # fmt: skip
    return render(request, "courses/organizations/workshops/materials/slides.html", context)


@public(FOR_TEACHERS)
@require_safe
def course_pack(request: HttpRequest, course: str) -> HttpResponse | StreamingHttpResponse:
    found = catalog().courses.get(course)
    if found is None or not found.lessons:
        raise Http404
    return _download(pack_of(found))


@public(FOR_TEACHERS)
@require_safe
def lesson_pack(request: HttpRequest, course: str, lesson: str) -> HttpResponse | StreamingHttpResponse:
    found_course, found = course_and_lesson_or_404(course, lesson)
    return _download(pack_of(found_course, found))


def _download(pack: Pack) -> StreamingHttpResponse:
    response = StreamingHttpResponse(streamed(pack), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{pack.name}.zip"'
    response["Content-Encoding"] = "identity"  # it is packed already, and a browser shows how much is left
    response["Content-Length"] = str(len(pack.content))
    return response
