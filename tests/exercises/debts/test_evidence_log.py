"""A record of calls and messages: in order of time, with what is missing, and no rule said stronger than it is."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from courses.exercises.debts.evidence_log.findings import BINDING, EvidenceFinding, EvidenceSign, findings_of
from courses.exercises.debts.evidence_log.form import MOST, EvidenceLogForm
from courses.exercises.debts.evidence_log.result import LogResult, log_result
from tests.exercises.debts.evidence_log import SAMPLE

PAGE = "/en/exercises/evidence-log/"


def form_of(*entries: dict[str, str], **others: str) -> EvidenceLogForm:
    data = {f"{name}_{row}": value for row, entry in enumerate(entries, 1) for name, value in entry.items()}
    form = EvidenceLogForm({**data, **others})
    assert form.is_valid(), form.errors
    return form


def record(*entries: dict[str, str], **others: str) -> LogResult:
    return log_result(form_of(*entries, **others))


def found(*entries: dict[str, str], kind: str = "") -> dict[EvidenceSign, EvidenceFinding]:
    form = form_of(*entries, lender_kind=kind)
    return {one.sign: one for one in findings_of(form.entries, kind)}


def test_entries_stand_in_order_of_time_and_those_without_a_day_last() -> None:
    lines = record(
        {"words": "no day"}, {"day": "2026-11-25", "time": "09:00"}, {"day": "2026-11-24", "time": "22:40"},
        {"day": "2026-11-25", "time": "00:00"}, {"day": "2026-11-25"},
    ).lines  # fmt: skip

    assert [line.when for line in lines] == [
        "Nov. 24, 2026 22:40", "Nov. 25, 2026 00:00", "Nov. 25, 2026 09:00", "Nov. 25, 2026", "",
    ]  # fmt: skip
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]


def test_what_is_missing_is_named_and_a_missed_call_has_no_words() -> None:
    whole = {
        "day": "2026-11-24", "time": "10:00", "how": "answered", "number": "1", "who": "x", "to_whom": "me",
        "words": "y", "kept": "none",
    }  # fmt: skip
    assert record(whole).lacking == ()
    assert record({**whole, "words": "", "kept": ""}).lacking[0].lacks == (
        "What was said, word for word, What you have kept"
    )
    assert record({**whole, "how": "missed", "words": "", "who": ""}).lacking == ()
    assert record({**whole, "how": "visit", "number": ""}).lacking == ()


@pytest.mark.parametrize(
    ("time", "is_night"),
    [("21:59", False), ("22:00", True), ("23:30", True), ("00:00", True), ("07:59", True), ("08:00", False)],
)
def test_night_is_from_22_to_8(time: str, is_night: bool) -> None:
    assert (EvidenceSign.NIGHT in found({"time": time, "how": "answered"})) == is_night


@pytest.mark.parametrize(
    ("how", "most", "sign"), [("answered", 3, EvidenceSign.OFTEN), ("missed", 6, EvidenceSign.TRIES)]
)
def test_too_often_counts_calls_of_one_kind_and_day(how: str, most: int, sign: EvidenceSign) -> None:
    calls = [{"day": "2026-11-24", "how": how} for _number in range(most)]
    assert sign not in found(*calls)
    assert sign not in found(*calls, {"day": "2026-11-25", "how": how})
    assert sign not in found(*calls, {"day": "2026-11-24", "how": "message"})
    assert sign not in found(*calls, {"day": "2026-11-24", "how": how, "to_whom": "others"})
    assert found(*calls, {"day": "2026-11-24", "how": how})[sign].entries == tuple(range(1, most + 2))


@pytest.mark.parametrize("kind", ["", "bank", "card", "consumer", "microloan", "other"])
@pytest.mark.parametrize(
    "entry",
    [{"time": "23:00"}, {"to_whom": "others"}, {"threat": "on"}, {"posed": "on"}, {"told": "on"}],
    ids=["night", "others", "threat", "posed", "told"],
)
def test_against_is_said_only_where_a_law_or_binding_rule_says_it(kind: str, entry: dict[str, str]) -> None:
    for finding in found(entry, kind=kind).values():
        assert "illegal" not in finding.says
        is_sure = " is against " in finding.says
        assert not is_sure or any(one.fact.weight in BINDING for one in finding.facts), finding.says


def test_rule_depends_on_the_lender() -> None:
    def rules(kind: str) -> set[str]:
        return {one.id for one in found({"to_whom": "others"}, kind=kind)[EvidenceSign.OTHERS].facts}

    assert rules("card") == {"CN-COLL-03", "CN-COLL-26", "CN-COLL-29"}
    assert rules("consumer") == {"CN-COLL-03", "CN-COLL-25", "CN-COLL-29"}
    assert rules("microloan") == {"CN-COLL-03", "CN-COLL-42"}
    assert found(*[{"day": "2026-11-24", "how": "missed"}] * 7, kind="microloan")[EvidenceSign.TRIES].facts == ()


def test_threat_leads_to_the_police_first() -> None:
    threatened = record({"threat": "on"}, lender_kind="microloan")
    assert (threatened.level, threatened.needs_help) == ("bad", True)
    assert threatened.helplines == ("cn-110", "cn-12345")
    assert "police" in threatened.doors[0]
    quiet = record({"time": "10:00"}, lender_kind="bank")
    assert (quiet.level, quiet.heading, quiet.helplines) == ("good", "1 entry", ("cn-12378",))
    assert quiet.doors[0].startswith("First door: a written complaint to the lender")


def test_add_another_gives_one_more_entry_and_keeps_what_was_written() -> None:
    client = Client()
    assert 'name="day_1"' in client.get(PAGE).content.decode()
    assert 'name="day_2"' not in client.get(PAGE).content.decode()
    body = client.post(PAGE, {"brought": "1", "words_1": "first", "words_3": "third"}).content.decode()
    assert "third</textarea>" in body
    assert 'name="day_4"' in body
    assert 'name="day_5"' not in body


def test_twenty_entries_are_the_most() -> None:
    body = Client().post(PAGE, {"brought": "1", f"words_{MOST}": "last"}).content.decode()
    assert f'name="day_{MOST}"' in body
    assert f'name="day_{MOST + 1}"' not in body
    assert "Add another" not in body
    assert len(record(*[{"words": str(number)} for number in range(MOST)]).lines) == MOST


def test_nothing_written_is_asked_about() -> None:
    response = Client().post(PAGE, {"lender": "x"})

    assert response.status_code == 422
    assert "Write down at least one call, message or visit." in response.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_table_holds_the_entries_and_no_formula(language: str) -> None:
    hostile = {"number_1": "=1+1", "who_1": "＋HYPERLINK(1)", "words_1": "-2\n+3"}
    response = Client().post(f"/{language}/exercises/evidence-log/", {**SAMPLE.filled, **hostile, "file": "csv"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert response.content.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 3
    assert rows[1][:4] == ["1", "2026-11-24", "10:05:00", {"en": "a message", "zh-hans": "一条信息"}[language]]
    assert rows[2][4:6] == ["'=1+1", "'＋HYPERLINK(1)"]
    assert [cell for row in rows for cell in row if cell[:1] in "=+-@＝＋－＠" and cell] == []


def test_letter_takes_over_what_the_record_says() -> None:
    with translation.override("zh-hans"):
        letter = log_result(_valid(dict(SAMPLE.filled))).letter
    assert letter["about"] == "contacts"
    assert (letter["happened_on"], letter["caller"], letter["words"]) == ("2026-11-25", "自称法务、0571", "让我妈还钱")
    night = record({"day": "2026-11-24", "time": "23:00"}, lender="甲银行", lender_kind="bank").letter
    assert (night["about"], night["complaint_to"], night["lender"]) == ("complaint", "lender", "甲银行")
    assert night["happened"] == "Between 22:00 and 08:00 (Entry 1)"
    body = Client().post("/en/exercises/letter/", {**night, "brought": "1"}).content.decode()
    assert "Between 22:00 and 08:00 (Entry 1)</textarea>" in body


def _valid(data: dict[str, str]) -> EvidenceLogForm:
    form = EvidenceLogForm(data)
    assert form.is_valid(), form.errors
    return form


def test_day_that_is_still_to_come_is_asked_about() -> None:
    today = timezone.localdate()
    form = EvidenceLogForm({"day_1": today.isoformat(), "day_2": (today + timedelta(days=2)).isoformat()})
    assert {name: list(errors) for name, errors in form.errors.items()} == {"day_2": ["This day is still to come."]}
