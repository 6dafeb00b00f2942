"""Questions on paper: every kind prints what to choose from and room to write: worksheets, packs, lessons."""

import io
import re
import zipfile

import pytest

from courses.catalog.markup.rendering import inline
from courses.catalog.model.questions import Question
from courses.organizations.workshops.materials.pack import make_pack

LANGUAGES = ("en", "zh-hans")


def of_kind(course, kind: str):
    return next((lesson, one) for lesson in course.lessons for one in lesson.marked_questions if one.kind == kind)


def plain(html: str) -> str:
    return "".join(re.sub(r"<[^>]+>", "", html).split())


def words(text, language: str) -> str:
    return plain(inline(text.in_language(language), language))


def can_be_filled_in(question: Question, printed: str, language: str) -> bool:
    """Whether the choices, and what they can be put to, stand there with a place for each."""
    body = question.body
    said = [*body.choices.values(), *getattr(body, "targets", {}).values()]
    if not all(words(one, language) in printed for one in said if "{" not in one.en):
        return False
    if question.kind == "number":
        return words(body.unit, language) in printed and "____________" in printed
    return printed.count("____" if question.kind in ("match", "order") else "☐") >= len(body.choices)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["single", "multiple", "number", "order", "match", "mark"])
def test_question_of_the_pack_can_be_filled_in(course, kind: str, language: str) -> None:
    lesson, question = of_kind(course, kind)
    folder = "en" if language == "en" else "zh-hans"
    archive = zipfile.ZipFile(io.BytesIO(make_pack(course, lesson).content))
    name = next(one for one in archive.namelist() if re.search(rf"/{folder}/\d\d-{lesson.slug}\.html", one))
    html = archive.read(name).decode()

    ask = words(question.body.ask, language)
    asked = next(one for one in html.split('<section class="question">') if ask in plain(one))

    assert can_be_filled_in(question, plain(asked.split("<details>")[0]), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_every_worksheet_can_be_filled_in(client, course, language: str) -> None:
    kinds = set()
    for lesson in course.lessons:
        html = client.get(f"/{language}/learn/{lesson.course}/{lesson.slug}/worksheet/").content.decode()
        sections = html.split('<section class="question">')
        for item in lesson.guide.worksheet:
            question = lesson.questions.get(item.question) if item.question else None
            if question is not None:
                asked = next(plain(one) for one in sections if words(question.body.ask, language) in plain(one))
                assert can_be_filled_in(question, asked, language), question.id
                kinds.add(question.kind)
    assert {"match", "order"} & kinds
