"""Rendering of lessons: Chinese punctuation, own lines, citations, and nothing of an author that could act."""

import re
from html.parser import HTMLParser

import pytest

from courses.catalog.markup.dialect import Citations
from courses.catalog.markup.rendering import TooHeavy, inline, render_body
from tests.catalog.markup.payloads import PAYLOADS

TAGS = set("p h2 h3 ul ol li dl dt dd blockquote pre div hr br table thead tbody tr th td".split())
TAGS |= set("a code em strong span sub sup".split())
ATTRIBUTES = {"href", "id", "class", "role", "tabindex", "aria-label", "scope", "start"}
INTERNAL = re.compile(
    r"#source-\d+|/(en|zh-hans)/glossary/#[a-z0-9-]+|/(en|zh-hans)/help-now/[a-z0-9-]+/|/(en|zh-hans)/learn/[a-z0-9-]+/[a-z0-9-]+/"
)


class Alive(HTMLParser):
    """Collects whatever a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES or (name == "href" and not INTERNAL.fullmatch(value or "")):
                self.found.append(f"{tag} {name}={value}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_pi(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)


def alive_in(html: str) -> list[str]:
    parser = Alive()
    parser.feed(html)
    parser.close()
    return parser.found


def body(text: str, language: str = "zh-hans", known: tuple[str, ...] = ()) -> str:
    """The HTML of a text, with own lines left out."""
    pieces, _ = render_body(text, language, Citations(known))
    return "".join(piece.html for piece in pieces)


# ---- Chinese


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**“年化利率”**是", "<strong>“年化利率”</strong>是"),
        ("**重点：**请", "<strong>重点：</strong>请"),
        ("请看**《合同》**第3条", "请看<strong>《合同》</strong>第3条"),
        ("**（注意）**先问", "<strong>（注意）</strong>先问"),
        ("先**停。**再看", "先<strong>停。</strong>再看"),
        ("*“慢”*一点", "<em>“慢”</em>一点"),
    ],
)
def test_bold_beside_chinese_punctuation_leaves_no_asterisks(text: str, html: str) -> None:
    assert body(text) == f"<p>{html}</p>"
    assert inline(text, "zh-hans") == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("借 1,000 元", '借 <span class="nowrap">1,000 元</span>'),
        ("年化利率 12% 左右", '年化利率 <span class="nowrap">12%</span> 左右'),
        ("1.2 万元", '<span class="nowrap">1.2 万元</span>'),
        ("pay ¥1,072 now", 'pay <span class="nowrap">¥1,072</span> now'),
        ("in 12 months", 'in <span class="nowrap">12 months</span>'),
        ("by the day × 365", 'by the day <span class="nowrap">× 365</span>'),
        ("for A-Mei’s rent", 'for <span class="nowrap">A-Mei</span>’s rent'),
        ("a pay-down of X-RAY", "a pay-down of X-RAY"),
    ],
)
def test_amount_is_kept_on_one_line(text: str, html: str) -> None:
    assert inline(text, "zh-hans") == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**谁要写：** 放贷的机构", "<strong>谁要写：</strong>放贷的机构"),
        ("**停。** **不再付。**", "<strong>停。</strong><strong>不再付。</strong>"),
        ("先问。\n再写。", "先问。再写。"),
        ("打开 App，再看", "打开 App，再看"),
        ("（LPR） 四倍", "（LPR）四倍"),
    ],
)
def test_no_blank_follows_a_full_width_mark_in_chinese(text: str, html: str) -> None:
    assert inline(text, "zh-hans") == html


def test_blank_after_a_full_width_mark_stays_in_english() -> None:
    assert inline("say “可以。” and wait", "en") == "say “可以。” and wait"


def test_columns_of_figures_stand_to_the_right_and_others_do_not() -> None:
    rows = ("| Line | ¥ | When |", "|---|---|---|", "| Rent | 1,000 | on the 5th |", "| Food | −1,200 | daily |")
    html = render_body("\n".join(rows), "en", Citations(()))[0][0].html
    assert html.count('class="number"') == 3
    assert '<th class="number" scope="col">¥</th>' in html or '<th scope="col" class="number">¥</th>' in html
    assert '<td class="number">−1,200</td>' in html


# ---- lessons


def test_sections_have_the_same_anchors_in_both_languages() -> None:
    chinese = render_body("## 为什么 {#why}\n\n## 怎么问\n", "zh-hans", Citations(()))[1]
    english = render_body("## Why {#why}\n\n## How to ask\n", "en", Citations(()))[1]

    assert (chinese, english) == ((("why", "为什么"), ("s-2", "怎么问")), (("why", "Why"), ("s-2", "How to ask")))


def test_own_lines_become_pieces_in_order() -> None:
    text = "One\n{{ question a }}\nTwo\n{{ exercise can-i-afford income=5000 }}\n{{ specimen ad-01 }}\n{{ helpline x }}"

    pieces, _ = render_body(text, "en", Citations(()))

    assert [(piece.kind, piece.reference, piece.arguments) for piece in pieces] == [
        ("html", "", ()),
        ("question", "a", ()),
        ("html", "", ()),
        ("exercise", "can-i-afford", (("income", "5000"),)),
        ("specimen", "ad-01", ()),
        ("helpline", "x", ()),
    ]


def test_citations_are_numbered_in_page_order_and_unknown_ones_vanish() -> None:
    citations = Citations(("CN-RATE-01", "CN-RATE-02"))
    text = "B[^CN-RATE-02] and A[^CN-RATE-01], B again[^CN-RATE-02].[^NO-SUCH]\n"

    pieces, _ = render_body(text, "en", citations)

    assert citations.numbers == {"CN-RATE-02": 1, "CN-RATE-01": 2}
    assert re.findall(r'href="(#source-\d)"', pieces[0].html) == ["#source-1", "#source-2", "#source-1"]
    assert "NO-SUCH" not in pieces[0].html


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("term:yearly-rate", "/en/glossary/#yearly-rate"),
        ("help:cannot-pay", "/en/help-now/cannot-pay/"),
        ("lesson:fair-price/ask-first", "/en/learn/fair-price/ask-first/"),
    ],
)
def test_internal_link_leads_to_its_page(target: str, address: str) -> None:
    assert f'href="{address}"' in body(f"[here it is]({target})", "en")


def test_box_and_table_can_be_reached_by_keyboard_and_named() -> None:
    html = body('## Prices {#prices}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n!!! rule "Rule"\n    Text\n', "en")

    assert '<div aria-label="Prices" class="table-box" role="region" tabindex="0">' in html
    assert '<div class="box box-rule" role="note">' in html
    assert '<th scope="col">a</th>' in html


# ---- nothing alive


def test_corpus_is_large_enough() -> None:
    assert len(set(PAYLOADS)) >= 87


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_is_dead_in_a_lesson(payload: str) -> None:
    for text in (payload, f"Text {payload} text", f"> {payload}", f"- {payload}", f"**{payload}**"):
        assert alive_in(body(text)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_is_dead_in_a_line(payload: str) -> None:
    for text in (payload, f"Text {payload} text", f"**{payload}**"):
        assert alive_in(inline(text, "en")) == []


def test_parser_of_these_tests_sees_what_is_alive() -> None:
    assert alive_in('<p onclick="x">a</p><script>b</script><a href="//evil.example">c</a>') == [
        "p onclick=x",
        "script",
        "a href=//evil.example",
    ]


@pytest.mark.parametrize(
    "text", ["ownline{nonce}n0e", "Text ownline{nonce}n0e text", "`ownline{nonce}n0e`", "- ownline{nonce}n0e"]
)
def test_forged_placeholder_is_dropped(text: str) -> None:
    forged = text.replace("{nonce}", "0123456789abcdef" * 2)

    pieces, _ = render_body(f"{forged}\n\n{{{{ question a }}}}\n", "en", Citations(()))

    assert [piece.kind for piece in pieces if piece.kind != "html"] == ["question"]
    assert "ownline" not in "".join(piece.html for piece in pieces)


def test_line_of_text_is_never_a_list_or_heading() -> None:
    assert inline("1. Pay first", "en") == "1. Pay first"
    assert inline("# not a heading", "en") == "# not a heading"
    assert inline("- no list", "en") == "- no list"


# ---- growth


@pytest.mark.parametrize(
    "text",
    [
        "[" * 8000,
        "[^a]" * 4000,
        "![" * 4000,
        "<![CDATA[" * 2000,
        "*a" * 2000,
        "_a " * 1000,
        "`" * 3000,
        "a" * 70_000,
        "\n".join(["[a"] * 200),
        "\n".join(" " * 4 * depth + "- x" for depth in range(300)),
        ">" * 1000 + "x",
        "## a\n" * 1001,
        "---\n" * 1001,
        "- \n" * 1001,
        "x" + " " * 3000 + "y",
    ],
)
def test_text_that_would_take_seconds_is_refused(text: str) -> None:
    with pytest.raises(TooHeavy):
        render_body(text, "en", Citations(()))


@pytest.mark.parametrize("text", ["\n:   x\n" * 490, "> " * 19 + "x", "- " * 19 + "x"])
def test_nested_text_is_rendered_or_refused(text: str) -> None:
    try:
        html = body(text)
    except TooHeavy:
        return
    assert alive_in(html) == []
