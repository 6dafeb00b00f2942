"""The sentence to keep of a lesson as a picture: what stands on it, where its lines break, how it is served."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override
from PIL import Image

from courses.catalog.published.library import catalog
from courses.learning.sharing.cards import drawing, views
from courses.learning.sharing.cards.words import SentenceCard, card_of, lines

ADDRESS = "/zh-hans/learn/reading-a-loan/paper-and-hand/card.png"
BOTH = ("zh-hans", "en")


def by_letters(line: str) -> float:
    return len(line)


def all_cards(language: str):
    for course in catalog().courses.values():
        for lesson in course.lessons:
            yield card_of(course, lesson, language)


@pytest.fixture
def card() -> SentenceCard:
    course = catalog().courses["reading-a-loan"]
    return card_of(course, course.lessons[1], "zh-hans")


def test_card_says_the_takeaway_and_where_it_is_from(card) -> None:
    assert card.sentence == "利息先扣了，到手多少，本金就是多少。年化也按它算。"
    assert card.heading == "记住这一句"
    assert card.origin.endswith("看懂一笔贷款 · 第 2 课")


@pytest.mark.parametrize("language", BOTH)
def test_font_has_every_letter_of_every_lesson(language) -> None:
    assert {card.sentence: drawing.letters_missing(card) for card in all_cards(language)} == {
        card.sentence: frozenset() for card in all_cards(language)
    }


@pytest.mark.parametrize("language", BOTH)
def test_no_letter_is_lost_in_lines_and_none_begins_with_a_closing_mark(language) -> None:
    for card in all_cards(language):
        for width in range(8, 30):
            broken = lines(card.sentence, width, by_letters)
            assert "".join("".join(broken).split()) == "".join(card.sentence.split())
            assert not any(line[0] in "，。；：？！”’）》" or line[-1] in "“‘（《" for line in broken)


def test_chinese_breaks_after_its_clauses(card) -> None:
    assert lines(card.sentence, 10, by_letters) == ["利息先扣了，", "到手多少，", "本金就是多少。", "年化也按它算。"]


def test_number_stays_with_its_unit_and_words_stay_whole() -> None:
    assert lines("看一看到手一共是 950 元再签字", 13, by_letters) == ["看一看到手一共是", "950 元再签字"]
    assert lines("Count the yearly rate on it", 12, by_letters) == ["Count the", "yearly", "rate on it"]


@pytest.mark.parametrize("language", BOTH)
def test_every_picture_leaves_its_margin_free(language) -> None:
    ground = drawing.PAPER
    for card in all_cards(language):
        image = Image.open(BytesIO(drawing.picture(card))).convert("RGB")
        assert image.size == (1080, 1080)
        edge = image.crop((drawing.SIDE - drawing.MARGIN + 8, 40, drawing.SIDE, drawing.SIDE))
        found = edge.getcolors()
        assert found is not None, card.sentence
        assert len(found) == 1, card.sentence
        assert max(abs(a - b) for a, b in zip(found[0][1], bytes.fromhex(ground[1:]), strict=True)) < 8


def test_picture_is_served_to_everybody_and_not_sent_again_while_it_is_the_same(client: Client) -> None:
    reply = client.get(ADDRESS)

    assert (reply.status_code, reply["Content-Type"]) == (200, "image/png")
    assert reply["Cache-Control"] == "private, no-cache"
    assert reply["Content-Disposition"] == 'inline; filename="reading-a-loan-paper-and-hand.png"'
    assert reply.content.startswith(b"\x89PNG")
    assert not reply.cookies
    again = client.get(ADDRESS, headers={"If-None-Match": reply["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(ADDRESS.replace("zh-hans", "en"))["ETag"] != reply["ETag"]


def test_picture_asks_the_database_nothing(client: Client, db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize("path", ["reading-a-loan/nowhere", "nowhere/paper-and-hand"])
def test_lesson_that_is_not_there_has_no_picture(client: Client, db, path) -> None:
    assert client.get(f"/en/learn/{path}/card.png").status_code == 404


def test_sentence_with_a_letter_that_the_font_lacks_has_no_picture_and_no_link(
    client: Client, db, monkeypatch, card
) -> None:  # fmt: skip
    odd = replace(card, sentence="𠮷利息先扣了。")
    lesson = catalog().lesson("reading-a-loan", "paper-and-hand")
    part = "courses/learning/sharing/cards/keep_card.html"
    with override("zh-hans"):
        assert f'href="{ADDRESS}"' in render_to_string(part, {"lesson": lesson})
        monkeypatch.setattr(views, "card_of", lambda *given: odd)
        monkeypatch.setattr("literacy.templatetags.cards.card_of", lambda *given: odd)

        assert drawing.letters_missing(odd) == {"𠮷"}
        assert "href" not in render_to_string(part, {"lesson": lesson})
    assert client.get(ADDRESS).status_code == 404
