"""After a wrong try: what was right stays and is sent again by itself, what was wrong is asked with its own reason."""

import pytest
from django.test import Client

from courses.catalog.model.questions import Question
from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.learning.answers import Browser, wrong_answer
from tests.learning.form_reader import ReadForm, read_form, section, squeezed

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "zh-hans")


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


def of_kind(course, kind: str):
    return next((lesson, one) for lesson in course.lessons for one in lesson.marked_questions if one.kind == kind)


def reason(question: Question, key: str, language: str) -> str:
    feedback = question.body.choices[key].feedback
    return "" if feedback is None else squeezed(feedback.in_language(language))


class Walk:
    """One learner at one question."""

    def __init__(self, client: Client, course, kind: str, language: str) -> None:
        self.lesson, self.question = of_kind(course, kind)
        self.browser = Browser(client, self.lesson, language)
        self.region = f"q-{self.question.id}"

    def get(self, query: str = "") -> str:
        return self.browser.client.get(f"{self.browser.page(self.question)}{query}").content.decode()

    @property
    def closed(self) -> str:
        return section(self.get(), self.region)

    @property
    def again(self) -> str:
        return self.get(f"?again={self.question.id}")

    @property
    def form(self) -> ReadForm:
        return read_form(self.again, self.region)

    def press(self, form: ReadForm, **typed: str):
        sent = {**form.sends, **typed}
        return self.browser.client.post(f"{self.browser.url}questions/{self.question.id}/", sent)


def swapped(question: Question) -> str:
    first, second, *others = right_answer(question).split(",")
    return ",".join((second, first, *others))


def test_retry_of_a_match_asks_only_the_wrong_lines_and_sends_the_others_again(client, course, language) -> None:
    walk = Walk(client, course, "match", language)
    question, rows = walk.question, list(walk.question.body.rows)
    walk.browser.answer(question, wrong_answer(question))  # the first line is wrong

    form = walk.form
    shown = section(walk.again, walk.region)

    assert list(form.asked) == [f"row-{rows[0]}"]
    assert form.asked[f"row-{rows[0]}"] == list(question.body.targets)
    assert f"row-{rows[0]}" not in form.sends
    assert {name: form.sends[f"row-{name}"] for name in rows[1:]} == {
        name: [question.body.rows[name].to] for name in rows[1:]
    }
    assert shown.count("✗") == 1
    assert shown.count("✓") == len(rows) - 1
    assert reason(question, rows[0], language) in shown
    assert not any(reason(question, name, language) in shown for name in rows[1:] if reason(question, name, language))

    assert walk.press(form, **{f"row-{rows[0]}": question.body.rows[rows[0]].to}).status_code == 303
    last = Answer.objects.order_by("-id")[0]
    assert (last.result, last.given) == ("right", right_answer(question))


def test_wrong_lines_of_a_match_each_stand_with_their_own_reason(client, course, language) -> None:
    walk = Walk(client, course, "match", language)
    body = walk.question.body
    one_target = next(iter(body.targets))
    walk.browser.answer(walk.question, ",".join(f"{row}={one_target}" for row in body.rows))
    wrong = [row for row in body.rows if body.rows[row].to != one_target]

    for shown in (walk.closed, section(walk.again, walk.region)):
        assert len(wrong) > 1
        assert all(reason(walk.question, row, language) in shown for row in wrong)
        assert shown.count("✗") >= len(wrong)


def test_retry_of_an_order_asks_only_what_is_out_of_place_for_the_places_left(client, course, language) -> None:
    walk = Walk(client, course, "order", language)
    question = walk.question
    first, second, *others = question.body.items
    walk.browser.answer(question, swapped(question))

    form = walk.form
    shown = section(walk.again, walk.region)

    assert form.asked.keys() == {f"place-{first}", f"place-{second}"}
    assert all(offered == ["1", "2"] for offered in form.asked.values())
    assert [form.sends[f"place-{name}"] for name in others] == [[str(at)] for at in range(3, 3 + len(others))]
    assert reason(question, first, language) in shown
    assert reason(question, second, language) in shown

    assert walk.press(form, **{f"place-{first}": "1", f"place-{second}": "2"}).status_code == 303
    last = Answer.objects.order_by("-id")[0]
    assert (last.result, last.given) == ("right", right_answer(question))


def test_chosen_option_stays_marked_with_its_reason_and_nothing_is_preselected(client, course, language) -> None:
    walk = Walk(client, course, "single", language)
    given = wrong_answer(walk.question)
    walk.browser.answer(walk.question, given)

    for shown in (walk.closed, section(walk.again, walk.region)):
        assert all(squeezed(one.in_language(language)) in shown for one in walk.question.body.options.values())
        assert reason(walk.question, given, language) in shown
    assert "choice" not in walk.form.sends


def test_options_tried_before_stay_marked_after_a_second_wrong_try(client, course, language) -> None:
    walk = Walk(client, course, "single", language)
    wrong = [key for key, option in walk.question.body.options.items() if not option.right][:2]
    for given in wrong:
        walk.browser.answer(walk.question, given)

    shown = section(walk.again, walk.region)

    assert all(reason(walk.question, given, language) in shown for given in wrong)
    assert shown.count("✗") == 2


def test_retry_of_several_answers_keeps_the_right_ones_and_says_nothing_of_the_rest(client, course, language) -> None:
    walk = Walk(client, course, "multiple", language)
    options = walk.question.body.options
    right = [key for key, one in options.items() if one.right]
    wrong = next(key for key, one in options.items() if not one.right)
    given = [key for key in options if key in (right[0], wrong)]
    walk.browser.answer(walk.question, ",".join(given))

    for shown in (walk.closed, section(walk.again, walk.region)):
        assert reason(walk.question, wrong, language) in shown
        assert reason(walk.question, right[0], language) in shown
        assert not any(reason(walk.question, key, language) in shown for key in options if key not in given)
    form = walk.form
    assert form.sends["choice"] == [right[0]]

    walk.press(form, choice=right)
    assert Answer.objects.order_by("-id")[0].result == "right"


def test_retry_of_marking_keeps_the_found_signs_and_explains_the_false_alarm(client, course, language) -> None:
    walk = Walk(client, course, "mark", language)
    parts = walk.question.body.parts
    flagged = next(key for key, part in parts.items() if part.flag)
    clean = [key for key, part in parts.items() if not part.flag]
    walk.browser.answer(walk.question, ",".join(key for key in parts if key in (flagged, *clean)))

    assert walk.form.sends["choice"] == [flagged]
    assert section(walk.again, walk.region).count("✗") == len(clean)


def test_retry_of_a_number_says_what_was_answered_and_why_it_is_wrong(client, course, language) -> None:
    walk = Walk(client, course, "number", language)
    wrong = walk.question.body.common_wrong[0]
    walk.browser.answer(walk.question, str(wrong.at))

    shown = section(walk.again, walk.region)

    assert f"{wrong.at:,f}" in shown
    assert squeezed(wrong.feedback.in_language(language)) in shown
    assert walk.form.sends["number"] == [""]


def test_retry_without_the_lines_asked_is_422_and_keeps_what_is_right(client, course) -> None:
    walk = Walk(client, course, "match", "en")
    rows = list(walk.question.body.rows)
    walk.browser.answer(walk.question, wrong_answer(walk.question))

    reply = walk.press(walk.form)

    form = read_form(reply.content.decode(), walk.region)
    assert reply.status_code == 422
    assert list(form.asked) == [f"row-{rows[0]}"]
    assert f'href="#{walk.region}-{rows[0]}"' in reply.content.decode()
    assert Answer.objects.count() == 1


def test_retry_sent_twice_counts_once(client, course) -> None:
    walk = Walk(client, course, "match", "en")
    row = next(iter(walk.question.body.rows))
    walk.browser.answer(walk.question, wrong_answer(walk.question))
    form = walk.form

    for _press in range(2):
        assert walk.press(form, **{f"row-{row}": walk.question.body.rows[row].to}).status_code == 303

    assert Answer.objects.count() == 2


def test_tries_at_another_meaning_keep_nothing(client, course) -> None:
    walk = Walk(client, course, "match", "en")
    walk.browser.answer(walk.question, wrong_answer(walk.question))
    Answer.objects.update(version="another-meaning1")

    assert list(walk.form.asked) == [f"row-{row}" for row in walk.question.body.rows]


def test_third_wrong_try_shows_the_right_places_beside_the_own_ones(client, course, language) -> None:
    walk = Walk(client, course, "match", language)
    row = next(iter(walk.question.body.rows))
    for _try in range(3):
        walk.browser.answer(walk.question, wrong_answer(walk.question))

    shown = walk.closed

    assert reason(walk.question, row, language) in shown
    assert shown.count("✗") == 1


@pytest.mark.parametrize("kind", ["single", "multiple", "order", "match", "mark", "number"])
def test_verdicts_of_the_right_answer_are_all_right_and_of_nonsense_none(course, kind) -> None:
    _lesson, question = of_kind(course, kind)

    assert all(question.verdicts(right_answer(question)).values())
    assert question.verdicts("nonsense") == {}
