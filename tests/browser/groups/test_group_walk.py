"""The whole way of a new facilitator: from the front page to a group's exported results, with three learners."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from literacy.demo.learner import right_answer
from tests.browser.every_page.test_print import needs_reader
from tests.browser.groups.facilitator import Facilitator
from tests.browser.reader import COURSE, Reader, step_with

pytestmark = pytest.mark.django_db(transaction=True)
FRIDAY = 4
MOST_PRESSES = 45  # of the facilitator, for all of it


@dataclass(frozen=True)
class Learner:
    """One of three, with a phone and a browser of their own."""

    reader: Reader

    @property
    def page(self) -> Page:
        return self.reader.page

    def join(self, address: str, nickname: str) -> None:
        """By the address in the QR code, without an e-mail address."""
        self.page.goto(address)
        self.page.get_by_label("Nickname").fill(nickname)
        self.page.get_by_label("Secret code", exact=True).fill("maple7tea")
        self.page.locator("label", has_text="14 or over").click()
        self.page.get_by_role("button", name="Join", exact=True).click()
        expect(self.page.locator("h1")).to_have_text("My groups")

    def start(self) -> None:
        """From what the group asks for, which stands first on the learner's home."""
        self.page.get_by_role("link", name="Start learning").click()
        first = self.page.locator("main .list li").first
        expect(first).to_contain_text("From your group “Evening group”: Reading a loan")
        expect(first).to_contain_text(re.compile(r"\bby \w"))
        first.get_by_role("link").click()
        expect(self.page.locator("h1")).to_have_text("Who is really lending?")

    def answer(self, question: Question, *given: str) -> None:
        for one in given:
            self.reader.give(question, one)


@pytest.fixture
def learners(browser: Browser, site: str) -> Iterator[list[Learner]]:
    phones = [browser.new_context(viewport={"width": 360, "height": 740}, locale="en") for _number in range(3)]
    yield [Learner(Reader(phone.new_page(), site)) for phone in phones]
    for phone in phones:
        phone.close()


def found_organization(facilitator: Facilitator, site: str) -> None:
    """From the front page to a group that can be joined."""
    facilitator.page.goto(f"{site}/en/")
    facilitator.press("Start a group as a facilitator", "For groups")
    facilitator.press("Create an account", "Create an account")
    facilitator.fill("User name", "mrs-zhou")
    facilitator.fill("Password", "copper-lantern-river-71")
    facilitator.press("Create the account", "For groups")
    facilitator.press("Create an organisation", "New organisation")
    facilitator.fill("Name of the organisation", "Riverside Centre")
    facilitator.press("Continue", "What you will see of learners")
    facilitator.press("I understand: create the organisation", "Riverside Centre")
    facilitator.press("Create a group", "New group")
    facilitator.fill("Name of the group", "Evening group")
    facilitator.press("Create the group", "Evening group is ready")


def print_join_sheet(facilitator: Facilitator) -> str:
    """On one sheet; returns the group's code."""
    facilitator.press("Print the join sheet", "Join sheet")
    code = facilitator.page.locator(".join-code").inner_text()
    sheets, words = facilitator.printed()
    assert sheets == 1
    assert code in words
    assert "You need no e-mail address and no phone number." in words
    return code


def assign_course(facilitator: Facilitator) -> None:
    """“Reading a loan” to everybody, by the next Friday that leaves three days."""
    soon = date.today() + timedelta(days=3)
    friday = soon + timedelta(days=(FRIDAY - soon.weekday()) % 7)
    facilitator.sees("Next step", "Give the group a course.")
    facilitator.press("Assign a course", "Which course?")
    facilitator.press("Reading a loan", "Assign: Reading a loan", within=".courses")
    facilitator.choose("On this day")
    facilitator.fill("The day", friday.isoformat())
    facilitator.press("Continue", "Check before you assign")
    facilitator.sees("The whole group, also who joins later")
    facilitator.press("Assign", "Assignments: Evening group")


def learn(learners: list[Learner], lesson: Lesson) -> None:
    """All begin; the first gets stuck on a question, the second knows it, the third finds it at the second try."""
    question = next(one for one in lesson.marked_questions if one.kind == "single")
    right = right_answer(question)
    wrong = [key for key in question.body.choices if key != right]
    for learner, given in zip(learners, [wrong, [right], [wrong[0], right]], strict=True):
        learner.start()
        learner.reader.open(step_with(f"q-{question.id}", f"learn/{lesson.course}/{lesson.slug}/"))
        learner.answer(question, *given)


def see_who_is_stuck(facilitator: Facilitator) -> None:
    facilitator.press("Results", "Results: Evening group")
    facilitator.sees("Needs attention:", "1 person may need help")
    stuck = facilitator.page.locator("tbody tr").first
    expect(stuck).to_contain_text("Xiao Wang")
    expect(stuck).to_contain_text("May need help")
    expect(stuck).to_contain_text("got stuck: three wrong tries")


def print_discussion_plan(facilitator: Facilitator, lesson: Lesson) -> None:
    """Three people are too few for totals: it says so, and offers plans all the same."""
    question = next(one for one in lesson.marked_questions if one.kind == "single")
    facilitator.press("Hard questions", "Hard questions")
    facilitator.sees("Too few people for totals")
    facilitator.choose_lesson("Who is really lending?")
    row = f'tr:has(a[href*="/{lesson.slug}/{question.id}/"])'
    facilitator.press("Discussion plan", "Five-minute discussion plan", within=row)
    sheets, words = facilitator.printed()
    assert sheets <= 2  # both sides of one piece of paper
    assert "Minute 1: read and vote" in words
    assert "were right at the first try" not in words


def begin_workshop(facilitator: Facilitator, lesson: Lesson) -> str:
    """From the plan, printed, to the code on the wall."""
    facilitator.press("Evening group", "Evening group")
    facilitator.press("Run a workshop", "Workshops")
    facilitator.open_fold("Who is really lending?")
    facilitator.press("Who is really lending?", "Workshop: Who is really lending?")
    sheets, words = facilitator.printed()
    assert "Answer key" in words
    assert 1 < sheets < 8
    facilitator.page.go_back()
    facilitator.page.get_by_label("Lesson").select_option(f"{COURSE}/{lesson.slug}")
    facilitator.press("Run a workshop", "Who is really lending?")
    return facilitator.page.locator("#session .code").inner_text()


def run_workshop(facilitator: Facilitator, phones: list[Page], site: str, code: str) -> None:
    """One question: two phones and four hands; then the report."""
    for phone in phones:
        phone.goto(f"{site}/s/{code}")
        expect(phone.locator("h1")).to_have_text("You are in")
    facilitator.press("First question")
    for number, phone in enumerate(phones):
        phone.locator(".option label").nth(number).click()
        phone.get_by_role("button", name="Send my answer").click()
        expect(phone.locator("#session")).to_contain_text("Your answer is in")
    expect(facilitator.page.locator("#phones")).to_contain_text("2 phones")
    facilitator.press("Close the question")
    facilitator.sees("no longer open")
    facilitator.press("Type in hands", "Hands and papers")
    facilitator.page.get_by_label("Hands").first.fill("4")
    facilitator.press("Save")
    facilitator.page.wait_for_url(re.compile(r"/workshops/\d+/$"))
    facilitator.press("End the workshop", "End the workshop")
    facilitator.press("End the workshop", "Workshop report: Who is really lending?")
    facilitator.sees("2 phones have answered")
    rows = [row.split("\t") for row in facilitator.page.locator(".report-question tbody tr").all_inner_texts()]
    assert sorted(row[-1] for row in rows) == ["0", "1", "5"]


def export(facilitator: Facilitator) -> None:
    """The same lines as CSV and as a workbook."""
    facilitator.press("To the group", "Evening group")
    facilitator.press("Results", "Results: Evening group")
    rows = list(csv.reader(facilitator.downloaded("Download CSV").read_text("utf-8-sig").splitlines()))
    assert [row[0] for row in rows] == ["Nickname", "Xiao Wang", "Lee", "Mei"]  # as on the page: who needs a word first
    assert rows[1][1:4] == ["Reading a loan", "0", "7"]
    assert rows[1][-3] == "May need help"  # then why, and whether somebody helped
    with ZipFile(facilitator.downloaded("Download XLSX")) as book:
        assert "Xiao Wang" in book.read("xl/sharedStrings.xml").decode()


@needs_reader
def test_new_facilitator_leads_a_group_from_the_front_page_to_the_exported_results(
    facilitator: Facilitator, learners: list[Learner], site: str
) -> None:
    found_organization(facilitator, site)
    code = print_join_sheet(facilitator)
    for learner, nickname in zip(learners, ("Xiao Wang", "Lee", "Mei"), strict=True):
        learner.join(f"{site}/j/{code}", nickname)
    facilitator.press("Evening group", "Evening group")
    facilitator.sees("3 people", "Next step")
    assign_course(facilitator)
    lesson = catalog().courses[COURSE].lessons[0]
    learn(learners, lesson)
    see_who_is_stuck(facilitator)
    print_discussion_plan(facilitator, lesson)
    session = begin_workshop(facilitator, lesson)
    run_workshop(facilitator, [learner.page for learner in learners[:2]], site, session)
    export(facilitator)

    assert facilitator.presses <= MOST_PRESSES
