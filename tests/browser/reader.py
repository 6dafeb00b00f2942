"""A reader in a browser: the learner's pages, and the way to each state of a page."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page

from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from courses.learning.models import StepChoice
from literacy.demo.learner import right_answer
from tests.browser.learning.hands import put
from tests.learning.answers import wrong_answer

LANGUAGES = ("en", "zh-hans")
COURSE = "reading-a-loan"
LESSON = f"learn/{COURSE}/one-yardstick/"
WITH_EXERCISE = f"learn/{COURSE}/term-and-timetable/"
WHOLE_LESSON, WHOLE_WITH_EXERCISE = f"{LESSON}all/", f"{WITH_EXERCISE}all/"


def step_with(place: str, lesson: str = LESSON) -> str:
    """The address of the step that holds a place of a lesson."""
    return f"{lesson}{catalog().lesson(COURSE, lesson.split('/')[2]).page('en').step_numbers[place]}/"


ASKED = step_with("q-why-not-seven")  # where `single_question` stands
LESSON_END, LESSON_WITH_EXERCISE = step_with("lesson-end"), step_with("exercise", WITH_EXERCISE)
EXERCISE = "exercises/can-i-afford/"
STEP = f"steps/{COURSE}/one-yardstick/"
WELLBEING = "wellbeing/"
NOT_THERE = "not-there/"
PAGES = (
    "", "courses/", f"courses/{COURSE}/", LESSON, ASKED, LESSON_END, WHOLE_LESSON, LESSON_WITH_EXERCISE,
    f"{LESSON}guide/", EXERCISE, f"{EXERCISE}?print=1&blank=1", "search/?q=APR", "search/?q=zzzz", "glossary/",
    "help-now/", "help-now/sent-money/", "help-now/numbers/", "help-now/print/", "already-late/",
    "reference/", "reference/rate-lines/", "reference/doors/",
    "reference/abroad/", "me/", "display/",
    "privacy/", "me/data/", "accessibility/", "how-we-teach/", STEP, WELLBEING, f"{WELLBEING}results/", "verify/",
    "review/", "me/records/", "me/exercises/", "learn/ads/",
    f"courses/{COURSE}/check/", f"courses/{COURSE}/diagnostic/", NOT_THERE,
)  # fmt: skip


def lesson_of_tests() -> Lesson:
    return catalog().lesson(COURSE, "one-yardstick")


def single_question() -> Question:
    """The first question of the lesson with one right option."""
    return next(one for one in lesson_of_tests().marked_questions if one.kind == "single")


@dataclass(frozen=True)
class Reader:
    """Somebody at `page`, reading the site in one language; stays on one lesson for the answering methods."""

    page: Page
    site: str
    language: str = "en"
    question: Question = field(default_factory=single_question)

    def address(self, path: str = "") -> str:
        return f"{self.site}/{self.language}/{path}"

    def open(self, path: str = "") -> None:
        response = self.page.goto(self.address(path))
        assert response is not None
        assert response.status == (404 if path == NOT_THERE else 200), path

    @property
    def region(self) -> Locator:
        return self.page.locator(f"#q-{self.question.id}")

    @property
    def check_button(self) -> Locator:
        return self.region.locator("button.main")

    def choose(self, given: str) -> None:
        for key in given.split(","):
            self.region.locator(f'label[for="q-{self.question.id}-{key}"]').click()

    def give(self, question: Question, given: str) -> None:
        """Fill in an answer of any kind, as canonical text, and send it."""
        region = self.page.locator(f"#q-{question.id}")
        region.evaluate("one => one.setAttribute('data-before', '')")
        put(region, question, given)
        region.locator("button.main").click()
        self.page.locator(f"#q-{question.id}:not([data-before]) .feedback").wait_for()

    def fail_to_answer(self) -> None:
        """Send the question without a choice."""
        self.open(ASKED)
        self.check_button.click()
        self.region.locator(".error-summary").wait_for()

    def answer_wrongly(self) -> None:
        self.open(ASKED)
        self.give(self.question, wrong_answer(self.question))

    def try_again(self) -> None:
        """After a wrong try the same form asks the rest at once."""
        self.check_button.wait_for()

    def answer_rightly(self) -> None:
        """Also after a wrong answer."""
        self.open(f"{ASKED}?again={self.question.id}")
        self.give(self.question, right_answer(self.question))

    def leave_exercise_empty(self) -> None:
        self.open(EXERCISE)
        self.work_it_out()
        self.page.locator("#exercise .error-summary").wait_for()

    def see_result(self) -> None:
        """The exercise's result for our example numbers."""
        self.open(f"{EXERCISE}?example=1")
        self.work_it_out()
        self.page.locator("#exercise-result").wait_for()

    def work_it_out(self) -> None:
        self.page.locator("#exercise form button.main").click()

    def take_up_step(self) -> None:
        """As for the first time."""
        StepChoice.objects.all().delete()
        self.open(STEP)
        self.page.locator('form[action$="/choose/"] button').first.click()
        self.page.wait_for_url("**?step=1")

    def be_asked_about_step(self) -> None:
        """A week later."""
        self.take_up_step()
        self.be_later()
        self.open(STEP)

    def be_later(self) -> None:
        """The step was taken up eight days ago."""
        StepChoice.objects.update(chosen_at=timezone.now() - timedelta(days=8))

    def say_not_yet(self) -> None:
        self.be_asked_about_step()
        self.page.locator('form[action$="/answer/"]:has([value="not-yet"]) button').click()
        self.page.wait_for_url("**?step=1")

    def say_why_not(self) -> None:
        self.say_not_yet()
        self.page.locator('form[action$="/reason/"] button').first.click()
        self.page.locator("details").wait_for()

    def leave_questionnaire_empty(self) -> None:
        self.open(WELLBEING)
        self.page.locator("main form button.main").click()
        self.page.locator(".error-summary").wait_for()

    def see_score(self) -> None:
        self.open(WELLBEING)
        for group in self.page.locator("main form fieldset").all():
            group.locator("label").nth(1).click()
        self.page.locator("main form button.main").click()
        self.page.locator(".score").wait_for()

    def keep_score(self) -> None:
        self.see_score()
        self.page.locator('form[action$="/keep/"] button').click()
        self.page.wait_for_url("**/results/?kept=1")


STATES = (
    "fail_to_answer", "answer_wrongly", "answer_rightly", "leave_exercise_empty", "see_result", "take_up_step",
    "be_asked_about_step", "say_not_yet", "say_why_not", "leave_questionnaire_empty", "see_score", "keep_score",
)  # fmt: skip
