"""Hands need letters: the same letter is the same choice on the wall, on every phone and on paper."""

import re

import pytest
from django.test import Client

from courses.catalog.published.library import catalog
from courses.organizations.models import SessionRun
from courses.organizations.workshops.wall_text import cookie_name
from tests.learning.answers import right_answer
from tests.organizations.workshops.room import Phone, begin

ERRORS = ("record-and-rights", "read-and-dispute", "mark-the-errors")


def plain(html: str) -> str:
    return "".join(re.sub(r"<[^>]+>|☐|____", "", html).split())


def on_the_wall(page: str) -> list[str]:
    listed = re.search(r'<ol class="letters[^"]*">(.*?)</ol>', page, re.DOTALL)[1]
    return [plain(one) for one in re.findall(r'<span class="words">(.*?)</span>\s*</li>', listed, re.DOTALL)]


def on_the_phone(page: str) -> dict[str, str]:
    labels = re.findall(r"<label[^>]*>(.*?)</label>", page, re.DOTALL)
    lettered = [re.match(r'\s*<b class="k">(\w)</b>(.*)', one, re.DOTALL) for one in labels]
    return {one[1]: plain(one[2]) for one in lettered if one}


def on_paper(page: str, ask: str) -> list[str]:
    section = next(one for one in page.split('<section class="question">') if plain(ask) in plain(one))
    listed = re.search(r'<ol type="A">(.*?)</ol>', section, re.DOTALL)[1]
    return [plain(one) for one in re.findall(r"<li>(.*?)</li>", listed, re.DOTALL)]


@pytest.mark.parametrize("kind", ["guess", "single", "multiple", "order", "mark"])
def test_letters_are_the_same_on_wall_phone_slide_and_paper(facilitator_client, group, client, kind) -> None:
    """Whichever workshop of the lesson it is: paper does not know."""
    lesson, question = next(
        (lesson, lesson.questions[item.question])
        for course in catalog().courses.values()
        for lesson in course.lessons
        for item in lesson.guide.worksheet
        if item.question and lesson.questions[item.question].kind == kind
    )
    orders = set()
    for _run in range(2):
        room = begin(facilitator_client, group, lesson)
        room.turn_to(question.id)
        wall, phone = room.page(), Phone(room.run.code).page()
        orders.add(tuple(on_the_wall(wall)))
        assert list(on_the_phone(phone).values()) == on_the_wall(wall)
        assert list(on_the_phone(phone)) == list("ABCDEFGH"[: len(question.body.choices)])
    sheet = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/worksheet/").content.decode()
    slides = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/slides/").content.decode()
    slide = next(one for one in slides.split("<section")[1:] if f">{on_the_wall_ask(wall)}" in one)

    assert orders == {tuple(on_paper(sheet, on_the_wall_ask(wall)))} == {tuple(on_the_wall(slide))}


def on_the_wall_ask(page: str) -> str:
    return re.search(r'<h1 class="ask">\s*(.*?)\s*</h1>', page, re.DOTALL)[1]


def test_lines_of_a_matching_question_are_numbered_and_what_they_go_to_has_letters(room, lesson) -> None:
    question = next(one for one in lesson.marked_questions if one.kind == "match")
    room.turn_to(question.id)
    wall, phone = room.page(), Phone(room.run.code).page()
    targets = re.search(r'<ol class="letters targets">(.*?)</ol>', wall, re.DOTALL)[1]
    shown = [plain(one) for one in re.findall(r'<span class="words">(.*?)</span>', targets, re.DOTALL)]

    assert '<ol class="letters numbers">' in wall
    assert list(on_the_phone(phone).values()) == shown
    assert re.search(r"<legend>1\. ", phone)


def test_typing_in_hands_before_the_answer_is_shown_does_not_tell_it(room, single) -> None:
    row = room.turn_to(single.id)
    address = f"{room.url}questions/{row.position}/counts/"

    before = room.client.get(address).content.decode()
    room.press("show-answer")

    assert "✓" not in before
    assert '<b class="k">A</b>' in before
    assert "✓ right" in room.client.get(address).content.decode()


def test_wrong_line_of_a_paper_is_never_called_right(facilitator_client, group) -> None:
    """To find an error is right; the line itself is wrong, and the wall says so."""
    course, slug, key = ERRORS
    lesson = catalog().lesson(course, slug)
    question = lesson.questions[key]
    room = begin(facilitator_client, group, lesson)
    row = room.turn_to(key)
    phone = Phone(room.run.code)
    phone.send(question, right_answer(question))
    room.press("show-answer")

    pages = [room.page(), phone.page(), room.client.get(f"{room.url}report/").content.decode()]
    file = room.client.get(f"{room.url}report.csv").content.decode()
    lines = [one for one in file.splitlines() if f",{row.position}," in one]

    for page in pages:
        assert page.count("✓ to be marked: wrong") == len(question.body.right_keys) == 3
        assert "✓ right" not in page
        assert "warning sign" not in page
    assert [one for one in lines if ",right," in one] == []
    assert sum("to be marked: wrong" in one for one in lines) == 3
    assert sum("fine, not to be marked" in one for one in lines) == 2


def test_phone_shows_what_the_question_speaks_of_and_not_what_is_in_it(facilitator_client, group) -> None:
    lesson = catalog().lesson("spotting-traps", "pay-first-stop")
    room = begin(facilitator_client, group, lesson)
    question = list(lesson.questions.values())[1]
    room.turn_to(question.id)
    phone = Phone(room.run.code)

    asked = phone.page()
    phone.send(question, right_answer(question))

    for page in (asked, phone.page(), room.page()):
        assert '<figure class="specimen"' in page
        assert "What to see in it" not in page


def test_size_of_the_text_is_remembered_by_the_browser_and_no_other(room, facilitator_client, group, lesson) -> None:
    room.client.post(f"{room.url}text/", {"size": "largest"})
    next_week = begin(facilitator_client, group, lesson)
    assert 'class="text-largest"' in next_week.page()

    room.client.post(f"{room.url}text/", {"size": "x"})
    assert 'class="text-largest"' in room.page()
    room.client.cookies[cookie_name()] = "<b>"
    assert 'class="text-normal"' in room.page()
    assert cookie_name() not in Client().get(f"/en/s/{SessionRun.objects.first().code}/").cookies
