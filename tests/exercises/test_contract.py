"""What every kind of exercise owes its reader, proved for each one that is registered."""

import logging
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.forms import BooleanField, ChoiceField
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.registry import EXERCISES
from tests.exercises.kinds import Sample, sample_of
from tests.exercises.test_privacy import _stored_texts

LANGUAGES = ("zh-hans", "en")
HOSTILE = (
    "<script>alert(1)</script>", "'\"><b>x</b>", "NaN", "1e999", "-5", "9" * 5000, "0", "\0", "\u202e1000", "١٢٣",
    "{{ 7|add:7 }}", "=1+1", "1,2,3", "half", "不知道", "没有", "999999999",
)  # fmt: skip
OTHER_HANDS = ("１２３４", "一千二百", "1.2千")  # full width, Chinese numerals, a Chinese unit


@pytest.fixture(params=list(ExerciseKind), ids=str)
def kind(request: pytest.FixtureRequest) -> ExerciseKind:
    return ExerciseKind(request.param)


@pytest.fixture
def sample(kind: ExerciseKind) -> Sample:
    return sample_of(kind)


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, kind: ExerciseKind) -> str:
    return f"/{request.param}/exercises/{kind}/"


def test_kind_is_what_its_folder_says(kind: ExerciseKind, sample: Sample) -> None:
    assert EXERCISES[kind].kind is kind
    form_class, example = EXERCISES[kind].form_class, EXERCISES[kind].example
    assert [name for name in (*sample.filled, *sample.typed) if name not in form_class(sample.filled).box_names] == []
    assert [name for name in example if name not in form_class(example).box_names] == []
    assert set(sample.typed) <= set(sample.filled)


def test_empty_form_is_shown_and_kept_by_nobody(page: str) -> None:
    response = Client().get(page)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert 'id="exercise"' in response.content.decode()


def test_filled_form_has_a_result_in_focus(page: str, sample: Sample) -> None:
    response = Client().post(page, sample.filled)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert response.content.decode().count(" autofocus") == 1


def test_our_example_has_a_result(page: str, kind: ExerciseKind) -> None:
    assert Client().get(f"{page}?example=1").status_code == 200
    assert Client().post(page, dict(EXERCISES[kind].example)).status_code == 200


def test_empty_form_is_asked_about(page: str, sample: Sample) -> None:
    response = Client().post(page, {})
    assert response.status_code == (200 if sample.needs_nothing else 422)
    assert response.content.decode().count(" autofocus") == 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_in_any_box_is_answered(kind: ExerciseKind, sample: Sample, text: str) -> None:
    for name in sample.typed:
        response = Client().post(f"/zh-hans/exercises/{kind}/", {**sample.filled, name: text})
        assert response.status_code in ({200} if sample.is_unmarked else {200, 422}), name
        assert "<script>alert(1)</script>" not in response.content.decode()
        assert "<b>x</b>" not in response.content.decode()


def test_each_box_alone_and_each_left_out_is_answered(kind: ExerciseKind, sample: Sample) -> None:
    """Whatever is missing, ticked or chosen: a result or a question, never an error."""
    page, form = f"/zh-hans/exercises/{kind}/", EXERCISES[kind].form_class(sample.filled)
    few = [{name: value} for name, value in sample.filled.items()]
    fewer = [{**sample.filled, name: ""} for name in sample.filled]
    chosen = {
        (name, str(value))
        for name, field in form.fields.items()
        for value in (dict(field.choices) if isinstance(field, ChoiceField) else ["on"])
        if isinstance(field, ChoiceField | BooleanField)
    }
    others = [given for name, value in sorted(chosen) for given in ({name: value}, {**sample.filled, name: value})]

    answers = [(given, Client().post(page, given).status_code) for given in (*few, *fewer, *others)]

    assert [(given, status) for given, status in answers if status not in (200, 422)] == []


def test_choice_that_is_not_offered_is_answered(kind: ExerciseKind, sample: Sample) -> None:
    page, form = f"/zh-hans/exercises/{kind}/", EXERCISES[kind].form_class(sample.filled)
    lists = [name for name, field in form.fields.items() if isinstance(field, ChoiceField)]
    sent = [*({**sample.filled, name: "never offered"} for name in lists), dict.fromkeys(form.fields, "never offered")]

    answers = [(given, Client().post(page, given).status_code) for given in sent]

    assert [(given, status) for given, status in answers if status not in (200, 422)] == []


@pytest.mark.parametrize("text", OTHER_HANDS)
def test_figures_of_other_hands_are_read_or_asked_about(kind: ExerciseKind, sample: Sample, text: str) -> None:
    for name in sample.typed:
        assert Client().post(f"/zh-hans/exercises/{kind}/", {**sample.filled, name: text}).status_code in (200, 422)


def _marked(sample: Sample) -> Iterator[tuple[str, str]]:
    """Each box in turn with a text that stands nowhere else."""
    for number, name in enumerate(sample.typed):
        yield name, str(7_650_321 + 1_111 * number)


@pytest.mark.parametrize("reader", ["visitor", "guest_client", "account_client"])
def test_nothing_typed_leaves_a_trace(
    kind: ExerciseKind, sample: Sample, reader: str, db: None, caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    client = Client() if reader == "visitor" else request.getfixturevalue(reader)
    caplog.set_level(logging.DEBUG)
    marks = []
    for name, mark in _marked(sample):
        marks.append(mark)
        response = client.post(f"/en/exercises/{kind}/", {**sample.filled, name: mark})
        assert mark in response.content.decode(), name  # it was read, and is shown again in this one response
        found = [f"{head}: {value}" for head, value in response.items() if mark in value]
        found += [one for one in (str(response.cookies), str(client.cookies), str(dict(client.session))) if mark in one]
        found += re.findall(rf'(?:href|action|src|hx-get|hx-post)="[^"#]*{mark}', response.content.decode())
        assert found == [], name
    kept = [*_stored_texts(), *(record.getMessage() for record in caplog.records)]
    assert [text for text in kept if any(mark in text for mark in marks)] == []


def test_visitor_starts_no_query(page: str, sample: Sample, db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        client = Client()
        client.get(page)
        client.post(page, sample.filled)
    assert len(queries) == 0
    assert "sessionid" not in client.cookies


def test_figures_in_the_address_are_not_read(page: str, sample: Sample) -> None:
    marked = dict(_marked(sample))
    body = Client().get(f"{page}?{urlencode(marked)}").content.decode()
    assert [mark for mark in marked.values() if mark in body] == []


def test_figures_of_another_exercise_fill_the_form_and_are_not_worked_out(page: str, sample: Sample) -> None:
    response = Client().post(page, {**sample.filled, "brought": "1"})
    body = response.content.decode()
    assert response.status_code == 200
    assert 'class="error-summary"' not in body
    for name in sample.typed:
        assert sample.filled[name] in body, name


def test_worksheet_can_be_filled_in_with_a_pencil(page: str) -> None:
    body = Client().get(f"{page}?print=1&blank=1").content.decode()
    assert 'class="write' in body or "<td></td>" in body
    assert 'method="post" action="/en/exercises/' not in body


def test_files_are_made_from_one_sending(page: str, kind: ExerciseKind, sample: Sample) -> None:
    for file in EXERCISES[kind].files:
        response = Client().post(page, {**sample.filled, "file": file.name})
        assert response.status_code == 200
        assert response["Content-Type"] == file.content_type
        assert response["Content-Disposition"] == f'attachment; filename="{kind}.{file.name}"'
        assert response["Cache-Control"] == "no-store"
        assert response.content


def test_exercise_is_listed_and_found(kind: ExerciseKind) -> None:
    for language in LANGUAGES:
        assert f'href="/{language}/exercises/{kind}/"' in Client().get(f"/{language}/exercises/").content.decode()
