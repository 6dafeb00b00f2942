"""What a review shows of the lesson around a question."""

from html.parser import HTMLParser

import pytest

from courses.learning.practice.reviews.pages import passage_before
from tests.learning.practice.reviews.reviewer import DUE, Reviewer, all_questions, learn

pytestmark = pytest.mark.django_db


def test_question_about_the_table_above_shows_it_on_request(guest, guest_client, course, at) -> None:
    lesson = course.by_slug["term-and-timetable"]
    question = lesson.questions["table-row"]
    learn(guest, (question,))
    at(DUE)

    page = Reviewer(guest_client).page(question)

    passage = page.partition("<details>")[2].partition("</details>")[0]
    assert "What the lesson says before this question" in passage
    assert "<table" in passage
    assert page.index("<details>") < page.index("Check answer")


class Nesting(HTMLParser):
    """Which tags are open, and whether any was closed that was not."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag, _attributes) -> None:
        if tag not in ("br", "hr", "img", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_passage_before_every_question_is_whole_and_links_into_the_lesson(course, language) -> None:
    for question in all_questions(course):
        page = course.by_slug[question.lesson].page(language)
        passage = passage_before(page, question.id, lesson_url="/the/lesson/")
        html = "".join(piece.html for piece in passage)
        nesting = Nesting()
        nesting.feed(html)

        assert (nesting.open, nesting.wrong) == ([], []), question.id
        assert html.count("<h2") == 1, question.id
        assert 'href="#' not in html
