"""Workshop pages for anybody who teaches: plan, worksheet and slides, without account and without scripts."""

import re

import pytest

from courses.catalog.published.library import catalog
from courses.organizations.workshops.materials.sections import slides_of
from tests.organizations.workshops.test_pack import read

LESSONS = [(one.course, one.slug) for course in catalog().courses.values() for one in course.lessons]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("course_slug", "slug"), LESSONS)
def test_every_lesson_has_its_workshop_pages(client, language, course_slug, slug) -> None:
    found = catalog().lesson(course_slug, slug)

    for kind in ("workshop", "slides", "worksheet"):
        answer = client.get(f"/{language}/learn/{course_slug}/{slug}/{kind}/")
        assert (answer.status_code, read(answer.content.decode()).open) == (200, [])
        assert found.page(language).title in answer.content.decode()


def test_workshop_page_has_minutes_talk_key_and_sheet(client, lesson) -> None:
    page = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/workshop/").content.decode()

    for step in lesson.guide.plan:
        assert f"<td>{step.minutes}</td>" in page
    for words in ("Talk about it", "Answer key", "Blank worksheet", "Show the slides", "Pack of this lesson"):
        assert words in page


def test_worksheet_tells_no_answer(client, lesson) -> None:
    page = read(client.get(f"/en/learn/{lesson.course}/{lesson.slug}/worksheet/").content.decode())

    assert "details" not in page.elements
    assert "Answer key" not in page.text


def test_order_question_is_not_printed_in_its_right_order(client) -> None:
    lesson, question = next(
        (lesson, question)
        for course in catalog().courses.values()
        for lesson in course.lessons
        for question in lesson.questions.values()
        if question.kind == "order"
    )
    page = client.get(f"/en/courses/{lesson.course}/print/").content.decode()

    from courses.catalog.wording import part_text

    lines = [page.index(f"____ {part_text(item, 'en')}") for item in question.body.items.values()]
    assert lines != sorted(lines)


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 1), ("?slide=3", 3), ("?slide=999", None), ("?slide=0", 1), ("?slide=x", 1)]
)
def test_slides_turn_by_links_without_a_script(client, lesson, asked, shown) -> None:
    count = len(slides_of(lesson, "en"))
    page = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/slides/{asked}").content.decode()

    visible = [int(number) for number in re.findall(r'data-slide="(\d+)"\s+aria-label="[^"]+"\s*>', page)]
    assert visible == [shown or count]
    assert f'href="?slide={visible[0] + 1}"' in page or visible == [count]


def test_every_section_and_question_has_a_slide(lesson) -> None:
    slides = slides_of(lesson, "en")

    titles = [slide.title for slide in slides if slide.kind == "section" and not slide.is_continued]
    assert len(titles) >= len(lesson.page("en").contents) - 1
    assert [slide.asked.question.id for slide in slides if slide.asked] == list(lesson.questions)


def test_marks_of_sources_lead_to_the_slide_of_sources(client, lesson) -> None:
    page = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/slides/").content.decode()
    reader = read(page)

    links = {link for link in reader.links if "#source-" in link}
    assert links
    assert {link.partition("#")[2] for link in links} <= reader.ids
    assert {link.partition("#")[0] for link in links} == {f"?slide={len(slides_of(lesson, 'en'))}"}


def test_slides_script_is_loaded_on_slides_only(client, lesson) -> None:
    slides = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/slides/").content.decode()
    plan = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/workshop/").content.decode()

    assert ("js/slides.js" in slides, "js/slides.js" in plan) == (True, False)


def test_visitors_need_no_database(client, lesson) -> None:
    for kind in ("workshop", "slides", "worksheet"):
        assert client.get(f"/en/learn/{lesson.course}/{lesson.slug}/{kind}/").status_code == 200


def test_course_page_leads_facilitators_to_workshops_and_pack(client, course) -> None:
    page = client.get(f"/en/courses/{course.slug}/").content.decode()

    assert f"/en/learn/{course.slug}/{course.lessons[0].slug}/workshop/" in page
    assert f"/en/courses/{course.slug}/workshop-pack/" in page


@pytest.mark.parametrize("kind", ["workshop", "slides", "worksheet"])
def test_unknown_lesson_is_not_found(client, kind) -> None:
    assert client.get(f"/en/learn/reading-a-loan/nope/{kind}/").status_code == 404
