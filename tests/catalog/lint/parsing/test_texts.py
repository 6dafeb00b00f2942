"""Taking texts apart: plain text with places, sentences, numbers, quotations."""

from decimal import Decimal

import pytest

from courses.catalog.lint.parsing.figures import figures
from courses.catalog.lint.parsing.pages import page_text
from courses.catalog.lint.parsing.passages import Corpus, without_markup
from courses.catalog.lint.parsing.quotes import in_quotes
from courses.catalog.lint.parsing.sentences import sentence_before, sentences, size
from courses.catalog.model.schema import FrontMatter
from courses.catalog.reading.source import MarkdownFile, Places

BODY = """\
Intro with **bold** and a [term](term:yearly-rate).[^CN-RATE-01]
Second line.

## One {#one}
| Who | What |
|---|---|
| A [lender](term:lender) | Lends[^CN-RATE-02] |
{{ question first }}
!!! example "A *box*."
    - Item one
      goes on.
    - Item two.

After it.
"""


def page(body: str, language: str = "en") -> MarkdownFile:
    front = FrontMatter(title="T", lead="L", takeaway="K", original=True)
    return MarkdownFile("content/x/en.md", language, front, Places("content/x/en.md"), body, 7)


def test_page_is_taken_apart_into_blocks() -> None:
    found = [
        (section.id, block.kind, block.box, block.passage.text)
        for section in page_text(page(BODY)).sections
        for block in section.blocks
    ]

    assert found == [
        ("", "paragraph", "", "Intro with bold and a term. Second line."),
        ("one", "heading", "", "One"),
        ("one", "row", "", "Who\nWhat"),
        ("one", "row", "", "A lender\nLends"),
        ("one", "box-title", "example", "A box."),
        ("one", "item", "example", "Item one goes on."),
        ("one", "item", "example", "Item two."),
        ("one", "paragraph", "", "After it."),
    ]


def test_references_keep_their_places_and_offsets() -> None:
    text = page_text(page(BODY))

    found = [(one.kind, one.target, one.offset, one.place.line, one.place.column) for one in text.references]

    assert found == [
        ("link", "term:yearly-rate", 22, 7, 27),
        ("fact", "CN-RATE-01", 27, 7, 52),
        ("link", "term:lender", 2, 13, 5),
        ("fact", "CN-RATE-02", 14, 13, 34),
    ]
    assert [str(line) for section in text.sections for line in section.own_lines] == ["{{ question first }}"]


@pytest.mark.parametrize("word", ["bold", "Second", "lender", "Lends", "one", "goes", "After"])
def test_every_character_knows_its_place(word: str) -> None:
    file = page(BODY)
    lines = ("\n" * 6 + BODY).split("\n")
    corpus = Corpus(page_text(file).passages)

    passage, offset = next(corpus.find_phrase(word.lower()))
    place = passage.place(offset)

    assert lines[place.line - 1][place.column - 1 :].lower().startswith(word.lower())


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**先看** [年化利率](term:yearly-rate)，", "先看 年化利率，"),
        ("a * b = c, 2 ** 3", "a * b = c, 2 ** 3"),
        ("snake_case and _emphasis_ and `code`", "snake_case and emphasis and code"),
        (r"5\. not a list \[x\]", "5. not a list [x]"),
        ("{bank-1} lends", " lends"),
        ("![Bars](images/bars.svg)", ""),
    ],
)
def test_markup_is_taken_away(markdown: str, plain: str) -> None:
    assert without_markup(markdown) == plain


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It is 7.2%. That fits.", "en", ["It is 7.2%.", "That fits."]),
        ("Ask, e.g. the bank, No. 3. Then go.", "en", ["Ask, e.g. the bank, No. 3.", "Then go."]),
        ("“Who lends?” Ask. “Pay first.” No.", "en", ["“Who lends?”", "Ask.", "“Pay first.”", "No."]),
        ("Is it so? perhaps", "en", ["Is it so? perhaps"]),
        ("One\nTwo", "en", ["One", "Two"]),
        ("先问。“再看。”后签！", "zh-hans", ["先问。", "“再看。”", "后签！"]),
        ("1.5% 是多少？", "zh-hans", ["1.5% 是多少？"]),
    ],
)
def test_text_is_cut_into_sentences(text: str, language: str, expected: list[str]) -> None:
    found = list(sentences(text, language))

    assert [sentence for _, sentence in found] == expected
    assert all(text[start:].startswith(sentence) for start, sentence in found)


def test_citation_belongs_to_the_sentence_before_it() -> None:
    text = "First one. Second one. Third."

    assert sentence_before(text, "en", text.index(" Third")) == "Second one."


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [("864 ÷ 12,000 is 7.2%.", "en", 4), ("once-only fee – paid", "en", 3), ("借 1.2 万元，App。", "zh-hans", 8)],
)
def test_words_and_characters_are_counted(text: str, language: str, expected: int) -> None:
    assert size(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¥12,000 at 0.6%", [("12000", False), ("0.6", True)]),
        ("1.2 万元（12,000 元）", [("12000", False), ("12000", False)]),
        ("2 亿，3万", [("200000000", False), ("30000", False)]),
        ("864, 12,000, 5. End", [("864", False), ("12000", False), ("5", False)]),
        ("万分之 5，MP3，v2.1", [("5", False)]),
    ],
)
def test_numbers_are_read(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(found.value, found.is_percent) for found in figures(text)] == [
        (Decimal(value), is_percent) for value, is_percent in expected
    ]


def test_quotation_is_told_from_what_the_text_says() -> None:
    text = "He said “sign now” and it’s done."

    assert in_quotes(text, text.index("sign"), text.index("sign") + 4)
    assert not in_quotes(text, text.index("done"), text.index("done") + 4)
    assert not in_quotes(text, text.index("sign"), text.index("sign") + 4, longer_than=12)
