"""Any text typed into an exercise is read and echoed, or refused in words."""

import html
from random import Random

from django.test import Client
from django.utils import translation

from courses.exercises.borrowing.can_i_afford.case import work_out
from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.loans.errors import LoanError
from courses.loans.money import TypedAmount, TypedRate
from tests.exercises.forms.typed_forms import CHINESE, PAGE
from tests.exercises.sample import filled

PIECES = [
    *"0123456789.,-+%‰‱~/ 年月日天周期息利厘分点万千百十亿零一二两三五半元块¥约起每kwKW\u3000\u200b²٣💸１％&e\0'",
    "个点", "大概", "左右", "以上", "不到", "没有", " a ", "year", "month", " per ", "pm", "apr", "none", "about ",
    "to", "分之", "日息", "月利", "每1000元", "<b>", "NaN",
]  # fmt: skip
FIGURES = ("income", "essentials", "debts", "savings", "received", "amount", "count", "rate", "instalment", "fee",
           "second_fee", "last", "bill", "guess")  # fmt: skip


def _anything(random: Random) -> str:
    """A few pieces around a figure, or a heap of them."""
    figure = random.choice(["", "8", "12", "8000", "0.5", "1.2", "18", "7.2%", "18,25", "三", "一万五"])
    pieces = [random.choice(PIECES) for _ in range(random.choice([0, 1, 1, 2, 2, 3, 9]))]
    pieces.insert(random.randint(0, len(pieces)), figure)
    return "".join(pieces)[:40]


def test_any_text_is_read_and_echoed_or_refused_in_words() -> None:
    random = Random(20261129)
    read, refused = 0, 0
    for turn in range(6000):
        box, typed = FIGURES[turn % len(FIGURES)], _anything(random)
        with translation.override(("en", "zh-hans")[turn % 2]):
            form = AffordForm(filled(fees="some", **{"fee": "1", box: typed}))
            form.is_valid()
            value = form.cleaned_data.get(box)
            if box in form.errors:
                refused += 1
                assert all(form.errors[box]), (box, typed)
                assert form.problems()
            elif isinstance(value, TypedAmount | TypedRate | int):
                read += 1
                assert form.echo(box), (box, typed)
    assert min(read, refused) > 500


def test_any_text_is_answered_by_the_page_with_what_was_read() -> None:
    random = Random(1129)
    client = Client()
    for turn in range(150):
        box, typed = FIGURES[turn % len(FIGURES)], _anything(random)
        data = filled(fees="some", **{"fee": "1", box: typed})
        response = client.post((PAGE, CHINESE)[turn % 2], data)
        page = html.unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
        assert response.status_code in (200, 422), (box, typed)
        with translation.override(("en", "zh-hans")[turn % 2]):
            form = AffordForm(data)
            form.is_valid()
            assert form.echo(box) in page, (box, typed)


def test_any_reading_offered_leads_on() -> None:
    """A button never sends the question back that it answers."""
    random = Random(29)
    pressed = 0
    for turn in range(3000):
        box, typed = FIGURES[turn % len(FIGURES)], _anything(random)
        form = AffordForm(filled(fees="some", **{"fee": "1", box: typed}))
        for problem in form.problems():
            for choice in problem.choices:
                pressed += 1
                again = AffordForm(choice.data)
                assert again.is_valid() or problem.message not in [one.message for one in again.problems()], (
                    box,
                    typed,
                )
    assert pressed > 50


def test_any_text_that_is_read_is_worked_out_or_refused() -> None:
    random = Random(7)
    for turn in range(400):
        form = AffordForm(filled(**{FIGURES[turn % len(FIGURES)]: _anything(random)}))
        if form.is_valid():
            try:
                work_out(form)
            except LoanError as problem:
                form.refuse(problem)
                assert form.problems()
