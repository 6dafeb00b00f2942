"""Hands, phones and papers, counted into one report."""

import csv
import io
import re

import pytest

from courses.organizations.models import Event, HandCount
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer


def test_hands_phones_and_papers_end_in_one_report(room, phone, other_phone, single) -> None:
    row = room.turn_to(single.id)
    right, wrong = right_answer(single), wrong_answer(single)
    phone.send(single, right)
    other_phone.send(single, wrong)
    room.press("close")

    room.count(row.position, {right: 4}, {right: 2, wrong: 3})
    room.client.post(f"{room.url}end/")

    sheet = room.client.get(f"{room.url}report.csv")
    lines = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    counted = {tuple(line[6:]) for line in lines if line[2] == str(row.position) and line[9] != "0"}
    assert counted == {("1", "4", "2", "7"), ("1", "0", "3", "4")}
    assert sheet.content.startswith(b"\xef\xbb\xbf")
    page = room.client.get(f"{room.url}report/").content.decode()
    for words in ("<strong>7</strong>", "<strong>4</strong>", "✓ right"):
        assert words in page


def test_file_has_no_formula(room, lesson) -> None:
    from courses.accounts.http.csv_files import safe_cell

    assert [safe_cell(text) for text in ("=1", "+1", "-1", "@x", "＝1", "1")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@x",
        "'＝1",
        "1",
    ]


def test_question_asked_on_paper_only_is_in_the_report(room, single) -> None:
    row = room.run.questions.get(question=single.id)

    room.count(row.position, {}, {right_answer(single): 9})

    assert "<strong>9</strong>" in room.client.get(f"{room.url}report/").content.decode()


def test_second_of_two_typing_counts_is_told_and_nothing_is_overwritten(room, owner_client, single) -> None:
    row = room.turn_to(single.id)
    key = right_answer(single)
    room.count(row.position, {key: 4})

    theirs = owner_client.post(
        f"{room.url}questions/{row.position}/counts/", {f"hands-{key}": "6", f"was-hands-{key}": "0"}
    )

    page = theirs.content.decode()
    assert theirs.status_code == 409
    assert "Somebody else typed in numbers meanwhile" in page
    assert 'value="6"' in page
    assert "theirs: 4" in page
    assert HandCount.objects.get().count == 4


def test_counts_typed_again_replace_the_number(room, single) -> None:
    row = room.turn_to(single.id)
    key = right_answer(single)
    room.count(row.position, {key: 4})

    room.client.post(f"{room.url}questions/{row.position}/counts/", {f"hands-{key}": "５", f"was-hands-{key}": "4"})

    assert HandCount.objects.get().count == 5


@pytest.mark.parametrize("typed", ["-1", "1.5", "x", "10001", "9" * 40, "\x00", "١"])
def test_count_that_is_no_number_is_refused_with_its_reason(room, single, typed) -> None:
    row = room.turn_to(single.id)

    answer = room.count(row.position, {right_answer(single): typed})

    assert answer.status_code == 422
    assert "Enter a whole number from 0 to 10,000" in answer.content.decode()
    assert HandCount.objects.count() == 0


def test_every_kind_of_question_can_be_counted_by_hand(room, lesson) -> None:
    for position, question in enumerate(lesson.questions.values(), 1):
        page = room.client.get(f"{room.url}questions/{position}/counts/").content.decode()

        names = re.findall(r'name="(hands-[^"]+)"', page)
        assert len(names) >= 2, question.id


def test_report_stays_open_after_the_end_and_the_code_does_not(room, client) -> None:
    room.client.post(f"{room.url}end/")
    room.client.post(f"{room.url}end/")

    assert Event.objects.filter(what="session-closed").count() == 1
    assert client.get(f"/en/s/{room.run.code}/").status_code == 404
    assert room.client.get(f"{room.url}report/").status_code == 200
    assert room.press("next")["Location"].endswith("?changed=1")
