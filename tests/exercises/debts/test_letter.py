"""A letter of your own: what was typed stands in it, what was not stays a line, and nothing else is said."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from docx import Document

from courses.catalog.lint.evidence.weights import _too_strong
from courses.catalog.model.facts import Weight
from courses.catalog.model.letters import Letter, LetterLine
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.debts.letter.boxes import BOXES
from courses.exercises.debts.letter.building import BLANK
from courses.exercises.debts.letter.form import ABOUT, LetterForm
from courses.exercises.debts.letter.result import LetterResult, letter_result
from tests.exercises.debts.letter import SAMPLE
from tests.exercises.test_privacy import _stored_texts

PAGES = {language: f"/{language}/exercises/letter/" for language in ("zh-hans", "en")}
DATA = {"about": "data", "show_data": "on"}
LEAST = {about: DATA if about == "data" else {"about": about} for about in ABOUT}


@pytest.fixture(autouse=True)
def _before_the_days_of_the_sample() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 29, 12, tzinfo=UTC), tick=False):
        yield


def letter(**data: str) -> LetterResult:
    form = LetterForm(data)
    assert form.is_valid(), form.errors
    return letter_result(form)


@pytest.fixture
def chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def test_hardship_letter_says_in_ten_parts_what_was_typed(chinese: None) -> None:
    found = letter(**SAMPLE.filled)

    assert found.heading == "信写好了"
    assert re.findall(r"^(\d+)\. ", found.text, re.MULTILINE) == [str(number) for number in range(1, 11)]
    assert "按贵方的还款计划，第 5 期 558.09 元，2026 年 12 月 15 日到期。" in found.text
    assert "每月到手 3,400 元，必需开支 3,000 元。剩下 400 元。" in found.text
    assert "从 2026 年 12 月 15 日起，我每月能还 320 元。" in found.text
    assert "分成更多期，每期不超过 320 元。" in found.text
    assert "不表示我认可有争议的金额，也不放弃任何权利" in found.text
    assert found.copy == ""
    assert found.text.endswith(f"王小林\n日期：{BLANK}")


def test_english_reader_sees_the_same_letter_in_english_and_sends_it_in_chinese() -> None:
    found = letter(**SAMPLE.filled)

    assert found.text.startswith("关于商量还款方案的信\n\n纸船银行：")
    assert found.copy.startswith("Request for a repayment plan\n\n纸船银行:")
    assert "That leaves ¥400." in found.copy
    assert "From Dec. 15, 2026 I can pay ¥320 a month." in found.copy


@pytest.mark.parametrize("about", ABOUT)
@pytest.mark.parametrize("language", PAGES)
def test_letter_of_empty_boxes_has_lines_and_invents_nothing(about: str, language: str) -> None:
    with translation.override(language):
        found = letter(**LEAST[about])

    for text in filter(None, (found.text, found.copy)):
        assert text.count(BLANK) >= 4
        assert re.search(r"[{}]", text) is None
        assert re.search(r"\d{4,}", text) is None
    assert found.copy == "" or language == "en"
    assert found.after
    assert found.sources


def test_debts_that_there_are_count_and_those_that_there_are_not_are_not_named(chinese: None) -> None:
    assert "别的债" not in letter(**SAMPLE.filled).text
    assert "别的债每月要还 150 元。剩下 250 元。" in letter(**{**SAMPLE.filled, "debts": "150"}).text
    assert "每月缺 100 元。" in letter(**{**SAMPLE.filled, "debts": "500", "offer": ""}).text


@pytest.mark.parametrize(("offer", "warned"), [("320", 0), ("399.99", 0), ("400", 1), ("558.09", 1)])
def test_offer_of_all_that_is_left_is_warned_about(offer: str, warned: int) -> None:
    found = letter(**{**SAMPLE.filled, "offer": offer})

    assert len(found.warnings) == warned
    assert found.level == ("warn" if warned else "good")


def test_objection_to_a_payment_order_needs_more_than_no_money() -> None:
    order = {"about": "court", "court_paper": "order", "received_on": "2099-12-01"}
    assert [words.split(":")[0] for words in letter(**order).warnings] == [
        "An objection says what is wrong about the debt itself",
        "By our count the 15 days end on Dec. 16, 2099. Ask the court, and do not wait for the last one.",
    ]
    late = letter(**{**order, "received_on": "2020-01-01", "objection": "The sum is wrong."})
    assert late.warnings == (
        "By our count the 15 days ended on Jan. 16, 2020. Ask the court and the legal line today.",
    )
    assert "我对支付令上的这笔债务本身，书面提出异议。不对的地方：The sum is wrong." in late.text
    with_offer = letter(**{**order, "objection": "The sum is wrong.", "offer": "300"})
    assert "300 元" not in with_offer.text
    assert with_offer.warnings[0].startswith("Your offer is not in the letter")
    for paper in ("suit", ""):
        other = letter(about="court", court_paper=paper, offer="300")
        assert (other.warnings, "支付令" in other.text, "300 元" in other.text) == ((), False, True)


def test_complaint_goes_to_the_lender_first() -> None:
    assert "投诉受理部门" in letter(about="complaint", lender="甲银行").text
    to_regulator = letter(about="complaint", complaint_to="regulator", office="某监管局", lender="甲银行")
    assert to_regulator.text.split("\n\n")[1] == "某监管局："
    assert to_regulator.warnings == ("The regulator comes after the lender. Have you complained to the lender yet?",)
    assert "15 日" not in letter(about="complaint", complaint_to="lender", lender_kind="microloan").text
    assert "15 日" in letter(about="complaint", complaint_to="lender", lender_kind="bank").text


def test_rule_named_to_a_lender_is_the_one_for_its_kind() -> None:
    named = {
        kind: {one.id for one in letter(about="contacts", lender_kind=kind).sources} for kind in ("card", "bank", "")
    }

    assert {"CN-COLL-26"} <= named["card"]
    assert {"CN-COLL-03"} <= named["bank"]
    assert {"CN-COLL-26", "CN-COLL-25", "CN-COLL-03"} & named[""] == set()


def test_data_request_says_only_what_was_ticked() -> None:
    form = LetterForm({"about": "data"})
    assert form.errors.as_data()["show_data"][0].code == "empty"
    only_copy = letter(**DATA).text
    assert ("查阅" in only_copy, "请删除" in only_copy, "撤回" in only_copy) == (True, False, False)
    assert "请删除：通讯录。" in letter(about="data", delete_data="on", data_named="通讯录").text


@pytest.mark.parametrize("language", PAGES)
def test_letter_is_taken_along_as_it_was_changed(language: str) -> None:
    changed = "关于还款的信\r\n\r\n我改过的一句话 < & > 1=1。\r\n\r\n小林"
    body = Client().post(PAGES[language], {**SAMPLE.filled, "text": changed}).content.decode()
    assert "我改过的一句话 &lt; &amp; &gt; 1=1。" in body
    assert (
        "558.09 元，2026" not in re.sub(r"<textarea.*?</textarea>", "", body, flags=re.DOTALL).split("letter-copy")[0]
    )

    text = Client().post(PAGES[language], {**SAMPLE.filled, "text": changed, "file": "txt"}).content.decode("utf-8-sig")
    assert text.startswith("关于还款的信\r\n\r\n我改过的一句话 < & > 1=1。\r\n\r\n小林")
    word = Client().post(PAGES[language], {**SAMPLE.filled, "text": changed, "file": "docx"}).content
    lines = [paragraph.text for paragraph in Document(io.BytesIO(word)).paragraphs]
    assert lines[:3] == ["关于还款的信", "我改过的一句话 < & > 1=1。", "小林"]
    assert ("Request for a repayment plan" in lines) == (language == "en")
    assert ("Request for a repayment plan" in text) == (language == "en")


def test_changed_letter_leaves_no_trace(guest_client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    mark = "7650321"
    answers = [guest_client.post(PAGES["en"], {**SAMPLE.filled, "text": mark, **more})
               for more in ({}, {"file": "txt"}, {"file": "docx"})]  # fmt: skip

    assert mark in answers[0].content.decode()
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    kept = [*_stored_texts(), *(record.getMessage() for record in caplog.records), str(guest_client.cookies)]
    kept += [f"{head}: {value}" for answer in answers for head, value in answer.items()]
    assert [text for text in kept if mark in text] == []


def test_boxes_after_a_change_say_that_the_letter_is_written_anew() -> None:
    anew = "The letter is written anew from these boxes."
    assert anew not in Client().post(PAGES["en"], SAMPLE.filled).content.decode()
    assert anew in Client().post(PAGES["en"], {**SAMPLE.filled, "text": "mine"}).content.decode()


def test_word_file_holds_whatever_was_typed() -> None:
    hostile = "a\x01b\x0bc\ud800d\ufffee\u202ef"
    word = Client().post(PAGES["en"], {**SAMPLE.filled, "name": hostile.replace("\ud800", ""), "file": "docx"})

    assert word.status_code == 200
    assert any("abcdef" in one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    assert LetterForm({**SAMPLE.filled, "name": hostile}).is_valid()


def test_words_that_are_too_long_are_said_so_and_not_cut() -> None:
    response = Client().post(PAGES["en"], {**SAMPLE.filled, "change": "x" * 601})

    assert response.status_code == 422
    assert "At most 600 letters." in response.content.decode()
    assert "x" * 601 in response.content.decode()


def test_choice_of_letter_comes_first_and_figures_stay_when_it_changes() -> None:
    client = Client()
    body = client.get(PAGES["en"]).content.decode()
    assert body.count('name="about"') == len(ABOUT)
    assert ('name="lender"' in body, '<button class="main" name="brought" value="1">' in body) == (False, True)
    body = client.post(PAGES["en"], {"brought": "1", "about": "dispute", "name": "Xiao Lin"}).content.decode()
    assert 'name="report_date"' in body
    assert 'name="name" value="Xiao Lin"' in body
    assert "Choose what your letter is about." in client.post(PAGES["en"], {"brought": "1"}).content.decode()


@pytest.mark.parametrize("about", ABOUT)
def test_page_of_ours_links_to_one_letter_by_name(about: str) -> None:
    body = Client().get(f"{PAGES['en']}?start={about}&name=7654321").content.decode()

    assert catalog().letters[about].name.en in body
    assert 'name="name"' in body
    assert "7654321" not in body
    assert 'name="name"' not in Client().get(f"{PAGES['en']}?start=nothing").content.decode()


def test_letters_of_the_content_are_those_of_the_form_and_of_lessons() -> None:
    from courses.catalog.lint.structure.arguments import ARGUMENTS

    assert set(catalog().letters) == set(ABOUT)
    may_preset = ARGUMENTS[ExerciseKind.LETTER]["about"]
    assert [about for about in ABOUT if may_preset(about)] == []


def _lines() -> Iterator[tuple[str, Letter, LetterLine]]:
    for key, one in catalog().letters.items():
        for line in (*one.lines, *one.after):
            yield key, one, line


def test_every_box_that_a_letter_names_is_there_in_groups_of_four() -> None:
    for one in catalog().letters.values():
        assert [box for box in one.boxes if box not in BOXES] == []
        assert len(set(one.boxes)) == len(one.boxes)
        assert max(len(group.boxes) for group in one.groups) <= 4


def test_every_box_of_a_letter_is_used_in_it() -> None:
    for key, one in catalog().letters.items():
        used = {name for line in (*one.lines, *one.after) for name in (*line.places, *line.when)}
        in_sums = {"income", "essentials", "debts"}  # what is left is worked out of them
        assert [box for box in one.boxes if box not in used | in_sums] == [], key


def test_every_place_stands_in_both_languages() -> None:
    for key, _one, line in _lines():
        in_each = [sorted(set(re.findall(r"\{(\w+)\}", line.says.in_language(one)))) for one in ("en", "zh-hans")]
        assert in_each[0] == in_each[1], (key, line.says.en)


def test_sentences_about_law_cite_facts_that_may_be_shown() -> None:
    facts = catalog().facts
    for key, _one, line in _lines():
        assert [fact for fact in line.cites if fact not in facts] == [], key
        weakest = max((facts[one].weight for one in line.cites), key=list(Weight).index, default=Weight.PRACTICE)
        for language in ("en", "zh-hans"):
            assert _too_strong(line.says.in_language(language), language, weakest) == "", (key, line.says.en)


def test_letters_admit_and_promise_nothing() -> None:
    for key, one in catalog().letters.items():
        sent = " ".join(line.says.in_language("zh-hans") for line in one.lines)
        assert "不认可" in sent or "不表示我认可" in sent or key == "data", key
        assert re.search("承认|认可全部|放弃|我保证|一定还|绝不", sent.replace("不放弃", "")) is None, key


def test_offer_beside_a_month_that_is_short_already_says_what_is_missing() -> None:
    short = letter(**{**SAMPLE.filled, "income": "1000", "essentials": "2000", "offer": "500"})
    assert short.warnings == (
        "You offer ¥500, and ¥1,000 is missing as it is. Offer a sum that holds in a bad month too.",
    )
    assert letter(**{**SAMPLE.filled, "income": "1000", "essentials": "2000", "offer": "0"}).warnings == ()


def test_days_that_are_over_are_no_days_to_offer_or_ask_for() -> None:
    over = letter(**{**SAMPLE.filled, "offer_from": "2026-11-28", "answer_by": "2020-01-01"})
    assert over.warnings == (
        "From which day: Nov. 28, 2026 is over. Choose a day that is still to come.",
        "Answer wanted by: Jan. 1, 2020 is over. Choose a day that is still to come.",
    )
    assert letter(**{**SAMPLE.filled, "offer_from": "2026-11-29", "answer_by": "2026-11-29"}).warnings == ()


@pytest.mark.parametrize("typed", ["5", "5期", "第5期", "第 5 期", "no. 5", "No 5"])
def test_number_of_an_instalment_is_called_one_only_once(typed: str) -> None:
    form = LetterForm({**SAMPLE.filled, "instalment_number": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["instalment_number"] == "5"
