"""Searching sections and terms: Chinese pairs, English words, numbers, and any odd input."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from courses.catalog.search_index.index import HITS, Hit, SearchIndex
from tests.catalog.sample import published_catalog


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return SearchIndex(published_catalog(tmp_path_factory.mktemp("search")))


def lessons_and_terms(hits: tuple[Hit, ...]) -> list[Hit]:
    return [hit for hit in hits if hit.kind in ("lesson", "term")]


def places(hits: tuple[Hit, ...]) -> list[tuple[str, str]]:
    return [(hit.slug, hit.anchor) for hit in lessons_and_terms(hits)]


def marked(hit: Hit) -> str:
    return "".join(f"[{words}]" if is_match else words for words, is_match in hit.excerpt)


WHY, TERM, HEAD = ("ask-first", "why-ask"), ("", "yearly-rate"), ("ask-first", "")


@pytest.mark.parametrize(
    ("query", "language", "found"),
    [
        ("年化利率", "zh-hans", [TERM, WHY]),
        ("利率", "zh-hans", [TERM, WHY]),
        ("率", "zh-hans", [TERM, WHY]),
        ("签字", "zh-hans", [HEAD]),
        ("先问清楚", "zh-hans", [HEAD]),
        ("贷款的利率", "zh-hans", [WHY, TERM]),
        ("yearly", "en", [TERM, WHY]),
        ("YEARLY RATE", "en", [TERM, WHY]),
        ("ｙｅａｒｌｙ", "en", [TERM, WHY]),
        ("sign", "en", [HEAD]),
        ("signature price", "en", [HEAD]),
        ("what is the yearly rate", "en", [TERM, WHY]),
        ("yearly rate", "zh-hans", [TERM]),
        ("年化利率", "en", [TERM]),
        ("nothing", "en", []),
        ("彩虹", "zh-hans", []),
    ],
)
def test_query_finds_sections_and_terms(
    index: SearchIndex, query: str, language: str, found: list[tuple[str, str]]
) -> None:
    assert places(index.find(query, language)) == found


def test_hit_says_where_it_is_and_marks_the_words(index: SearchIndex) -> None:
    term, section = lessons_and_terms(index.find("年化利率", "zh-hans"))

    assert (term.kind, term.course, term.title, marked(term)) == ("term", "", "年化利率", "借钱一年的成本。")
    assert (section.kind, section.course, section.title) == ("lesson", "fair-price", "先问清楚 · 为什么要问")
    assert marked(section) == "[年化利率]告诉你一笔贷款有多贵。急着求助？看看怎么办。"


def test_excerpt_of_english_marks_whole_words(index: SearchIndex) -> None:
    (hit,) = index.find("cost help", "en")[:1]

    assert marked(hit) == "The yearly rate says what a loan [costs]. Need [help] at once? See what to do."


def test_questions_are_not_searched_so_that_no_answer_is_given_away(index: SearchIndex) -> None:
    assert index.find("platform", "en") == ()
    assert index.find("保证金", "zh-hans") == ()


@pytest.mark.parametrize("language", ["fr", ""])
def test_unknown_language_finds_nothing_of_another(index: SearchIndex, language: str) -> None:
    with pytest.raises(KeyError):
        index.find("loan", language)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "query",
    [
        "", " ", '"', '""', '"a', "*", "(", ")", "a:b", "title:loan", "NEAR(a b)", "AND", "OR", "NOT", "a AND", "^a",
        "-a", "a*", "+", "'", "';drop table pages_en;--", "\x00", "a\x00b", "\ud800", "利", "？", "%", "½", "²", "①",
        "İ", "ß", "😀", "a" * 10_000, "利" * 10_000, "利 " * 5_000, "{", "}", "\\", "`", "\n", "，。", "0.6%", "1,000",
        "...", "1.", ".1", "1,,2", "e\u0301", "\u202e", "<script>", "a\tb",
    ],
)  # fmt: skip
def test_odd_query_is_safe(index: SearchIndex, query: str, language: str) -> None:
    hits = index.find(query, language)

    assert len(hits) <= HITS
    assert all("".join(words for words, _ in hit.excerpt) for hit in hits)


def test_index_may_be_used_by_many_threads(index: SearchIndex) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: index.find("利率", "zh-hans"), range(200)))

    assert found == {index.find("利率", "zh-hans")}


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("yaerly", "en", "yearly"),
        ("yearly ratte", "en", "yearly rate"),
        ("YEARLI", "en", "yearly"),
        ("yearly", "en", ""),
        ("zzzz", "en", ""),
        ("yaerly zzzz", "en", ""),
        ("彩虹", "zh-hans", ""),
        ("", "en", ""),
        ('"', "en", ""),
    ],
)
def test_nearest_words_are_those_of_the_texts(index: SearchIndex, typed: str, language: str, meant: str) -> None:
    assert index.nearest(typed, language) == meant
