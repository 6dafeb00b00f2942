"""Boxes are written once for everybody: what one reader typed stands in their page alone."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils import translation

from courses.accounts.pages import html_cache
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.forms import boxes
from courses.exercises.forms.boxes import MARK, box, chips
from courses.exercises.forms.fields import Shared
from courses.exercises.registry import EXERCISES
from tests.exercises.kinds import sample_of

FORMS = {kind: EXERCISES[kind].form_class for kind in ExerciseKind}


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "_kept", type(boxes._kept)())


def _kept_texts() -> Iterator[str]:
    for known in boxes._kept.values():
        for key, halves in known.items():
            yield from (str(key), *halves)
    for key, held in list(html_cache.pieces._pieces.items()):
        yield from (str(key), held.decode())


@pytest.mark.parametrize("kind", list(ExerciseKind), ids=str)
def test_nothing_typed_is_kept_in_memory(kind: ExerciseKind, db: None) -> None:
    sample = sample_of(kind)
    marks = [str(7_650_321 + 1_111 * number) for number, _name in enumerate(sample.typed)]
    for language in ("zh-hans", "en"):
        Client().post(
            f"/{language}/exercises/{kind}/", {**sample.filled, **dict(zip(sample.typed, marks, strict=True))}
        )
        for name, mark in zip(sample.typed, marks, strict=True):
            Client().post(f"/{language}/exercises/{kind}/", {**sample.filled, name: mark})
    assert [text for text in _kept_texts() if any(mark in text for mark in marks)] == []


def _state(form_class: type[forms.Form]) -> dict[str, Any]:
    """What stands in the fields that all forms of a class share."""
    return {
        name: deepcopy((str(field.label), field.required, field.initial, str(field.help_text), field.widget.attrs,
                        [(key, str(words)) for key, words in getattr(field, "choices", ())]))
        for name, field in form_class.base_fields.items() if isinstance(field, Shared)
    }  # fmt: skip


@pytest.mark.parametrize("kind", list(ExerciseKind), ids=str)
@pytest.mark.parametrize("text", ["5000", "<b>x</b>", "1,2,3"])
def test_fields_that_readers_share_are_changed_by_none(kind: ExerciseKind, text: str, db: None) -> None:
    sample, before = sample_of(kind), _state(FORMS[kind])
    Client().post(f"/en/exercises/{kind}/", {**sample.filled, **dict.fromkeys(sample.typed, text)})
    assert _state(FORMS[kind]) == before


class Boxes(forms.Form):
    sum = FORMS[ExerciseKind.CAN_I_AFFORD].base_fields["income"]
    often = FORMS[ExerciseKind.CAN_I_AFFORD].base_fields["interval"]
    purpose = FORMS[ExerciseKind.CAN_I_AFFORD].base_fields["purpose"]
    is_unknown = FORMS[ExerciseKind.CAN_I_AFFORD].base_fields["debts_unknown"]


TYPED = ("", "8000", "1.2万", '"><b>x</b>', MARK, f'" value="{MARK}"', "\0" * 3, "month", "goods", "x" * 300, "&amp;")


@pytest.mark.parametrize("text", TYPED, ids=range(len(TYPED)))
def test_kept_box_is_the_box_as_django_draws_it(text: str) -> None:
    for name in ("sum", "often"):
        for _time in range(2):  # written, and then taken from what is kept
            form = Boxes({name: text})
            form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
            assert str(form[name]) in box(form[name])


@pytest.mark.parametrize(("text", "checked"), [("goods", 1), ("", 0), ('goods"', 0), ("nothing of ours", 0)])
def test_kept_chips_check_what_was_chosen(text: str, checked: int) -> None:
    for _time in range(2):
        form = Boxes({"purpose": text})
        form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
        html = chips(form["purpose"])
        assert html.count(" checked") == checked
        assert (' value="goods" checked' in html) is bool(checked)


@pytest.mark.parametrize(("sent", "checked"), [({"is_unknown": "on"}, True), ({}, False)])
def test_box_to_tick_shows_what_this_reader_ticked(sent: dict[str, str], checked: bool) -> None:
    for _time in range(2):
        form = Boxes(sent)
        form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
        assert (" checked" in box(form["is_unknown"])) is checked


def test_box_is_kept_for_each_language() -> None:
    shown = set()
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            form = Boxes({"sum": "1"})
            form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
            shown.add(box(form["sum"], echo="read"))
    assert len(shown) == 2


def test_wrong_box_shows_what_is_wrong_and_keeps_nothing() -> None:
    form = Boxes({"sum": "half", "purpose": "no"})
    assert 'aria-invalid="true"' in box(form["sum"])
    assert 'class="error"' in box(form["sum"])
    assert 'aria-invalid="true"' in chips(form["purpose"])
    assert len(boxes._kept) == 0
