"""What leads people on: group codes, the lesson to go on with, dates of review, and words in the other language."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import override

from courses.catalog.published.library import catalog
from literacy.demo.learner import right_answer
from tests.learning.answers import Browser
from tests.literacy.pages.test_site import PAGES


def test_front_page_takes_a_group_code_without_a_script(client) -> None:
    page = client.get("/en/").content.decode()

    form = page.split('<form action="/en/join/" class="field" novalidate>')[1].split("</form>")[0]
    assert '<label for="group-code">Have a group code?</label>' in form
    assert 'name="code" id="group-code"' in form
    assert client.get("/en/join/", {"code": ""}).status_code == 422
    assert page.count('class="button main"') + page.count('<button class="main"') == 1


@pytest.mark.django_db
def test_front_page_says_which_lesson_goes_on(client, course) -> None:
    second = course.lessons[1]
    Browser(client, second).answer(second.marked_questions[0], right_answer(second.marked_questions[0]))

    page = client.get("/en/").content.decode()

    assert f"lesson 2 of {len(course.lessons)}" in page


def test_course_page_is_dated_by_its_oldest_review(client, course) -> None:
    page = client.get("/en/courses/reading-a-loan/").content.decode()

    oldest = min(lesson.reviewed for lesson in course.lessons)
    assert course.reviewed == oldest
    with override("en"):
        assert f"Oldest review of a lesson: {date_format(oldest, 'DATE_FORMAT')}." in page


@pytest.mark.django_db
def test_chinese_sources_are_marked_as_chinese_on_english_pages(client) -> None:
    lesson = "learn/reading-a-loan/one-yardstick/"

    english, chinese = (client.get(f"/{language}/{lesson}").content.decode() for language in ("en", "zh-hans"))

    number = "公告〔2021〕第3号"
    assert f'People&#x27;s Bank of China Announcement No. 3 of 2021, <span lang="zh-Hans">{number}</span>' in english
    assert number in chinese
    assert f'<span lang="zh-Hans">{number}' not in chinese


def test_glossary_marks_the_words_of_the_other_language(client) -> None:
    assert '<span class="muted small" lang="en">yearly rate</span>' in client.get("/zh-hans/glossary/").content.decode()
    assert '<span class="muted small" lang="zh-Hans">年化利率</span>' in client.get("/en/glossary/").content.decode()


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("help-now/", 1),
        ("help-now/sent-money/", 1),
        ("help-now/numbers/", 1),
        ("help-now/print/", 1),
        ("learn/reading-a-loan/who-lends/all/", 1),
        ("learn/reading-a-loan/who-lends/7/", 1),
        ("learn/reading-a-loan/one-yardstick/all/", 0),
    ],
)
def test_numbers_that_were_not_dialled_are_spoken_of_once(client, path, count) -> None:
    page = client.get(f"/en/{path}").content.decode()

    assert page.count("We have not yet dialled the numbers ourselves") == count
    assert page.count("dialled") == count


@pytest.mark.parametrize("path", ["help-now/numbers/", "help-now/print/"])
def test_pages_of_all_numbers_show_every_number(client, path) -> None:
    page = client.get(f"/en/{path}").content.decode()

    assert [line.number for line in catalog().helplines.values() if f"<b>{line.number}</b>" not in page] == []


HELP, GLOSSARY = "help-now/", "glossary/#"
FOUND = [  # what people type, and where the first result leads
    ("威胁", HELP + "in-danger/"),
    ("被骗", HELP + "sent-money/"),
    ("通讯录", HELP + "calls-to-others/"),
    ("爆通讯录", HELP + "calls-to-others/"),
    ("套路贷", HELP + "in-danger/"),
    ("裸贷", HELP + "in-danger/"),
    ("高利贷", HELP + "in-danger/"),
    ("催收上门", HELP + "in-danger/"),
    ("校园贷", HELP + "cannot-pay/"),
    ("逾期", "already-late/"),
    ("还不上", HELP + "cannot-pay/"),
    ("征信", HELP + "record-wrong/"),
    ("传票", HELP + "court-paper/"),
    ("不想活", HELP + "cannot-cope/"),
    ("我不想活了", HELP + "cannot-cope/"),
    ("活着没意思", HELP + "cannot-cope/"),
    ("要起诉我", HELP + "court-paper/"),
    ("信用卡最低还款", "learn/money-in-money-out/which-bill-first/"),
    ("裸聊", HELP + "in-danger/"),
    ("花呗分期", "learn/reading-a-loan/one-yardstick/"),
    ("利息太高", "learn/reading-a-loan/which-line/"),
    ("老公借钱我要还吗", "learn/missing-a-payment/family-and-contacts/"),
    ("逾期会坐牢吗", "learn/missing-a-payment/true-or-scare/"),
    ("退息", "learn/spotting-traps/paid-fixers/"),
    ("医美贷", "learn/before-you-borrow/need-this-loan/"),
    ("房租交不起", HELP + "no-basics/"),
    ("下岗", "learn/before-you-borrow/if-it-goes-wrong/"),
    ("微粒贷", "learn/reading-a-loan/who-lends/"),
    ("洗钱", "learn/spotting-traps/your-name-their-money/"),
    ("车贷", "learn/before-you-borrow/can-i-afford-it/"),
    ("催收", HELP + "calls-to-others/"),
    ("砍头息", GLOSSARY + "interest-taken-first"),
    ("12378", HELP + "cannot-pay/"),
    ("12363", HELP + "record-wrong/"),
    ("110", HELP + "sent-money/"),
    ("12315", HELP + "numbers/#more-numbers"),
    ("988", HELP + "numbers/#abroad"),
    ("预算", "exercises/budget-split/"),
    ("收入不稳定", "exercises/steady-wage/"),
    ("先还哪个", HELP + "cannot-pay/"),
    ("低保", HELP + "no-basics/"),
    ("月供", "exercises/can-i-afford/"),
    ("看懂一笔贷款", "courses/reading-a-loan/"),
    ("证书", "me/records/"),
    ("进度", "me/"),
    ("登录", "account/login/"),
    ("忘记密码", "account/login/"),
    ("注册", "account/signup/"),
    ("学习路线", "me/path/"),
    ("字体", "display/"),
    ("小组", "groups/"),
    ("删除账号", "me/data/"),
    ("核验码", "verify/"),
    ("复习", "me/"),
    ("certificate", "me/records/"),
    ("create account", "account/signup/"),
    ("progress", "me/"),
    ("my data", "me/data/"),
    ("loan", "courses/reading-a-loan/"),
    ("scam", HELP + "sent-money/"),
    ("scammed", HELP + "sent-money/"),
    ("threatened", HELP + "in-danger/"),
    ("loan shark", HELP + "in-danger/"),
    ("harassment", HELP + "in-danger/"),
    ("overdue", HELP + "cannot-pay/"),
    ("debt", HELP + "cannot-pay/"),
    ("court", HELP + "court-paper/"),
    ("court text", HELP + "court-paper/"),
    ("I want to die", HELP + "cannot-cope/"),
    ("I don't want to live", HELP + "cannot-cope/"),
    ("I cannot go on", HELP + "cannot-cope/"),
    ("pay to unlock", HELP + "sent-money/"),
    ("threatening messages", HELP + "in-danger/"),
    ("cannot pay rent", HELP + "no-basics/"),
    ("payday loan", "learn/spotting-traps/seven-day-loans/"),
    ("minimum payment", HELP + "cannot-pay/"),
    ("interest too high", "learn/reading-a-loan/which-line/"),
    ("budget", "exercises/budget-split/"),
    ("which bill first", HELP + "cannot-pay/"),
    ("reading a loan", "courses/reading-a-loan/"),
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("typed", "first"), FOUND)
def test_search_leads_first_to_what_helps(client, language, typed, first) -> None:
    page = client.get(f"/{language}/search/", {"q": typed}).content.decode()

    results = re.findall(r'<li>\s*<a href="([^"]+)">\s*<svg.*?</svg>\s*<span>\s*<b>', page, re.DOTALL)
    is_of_this_language = bool(re.search("[\u4e00-\u9fff]", typed)) == (language == "zh-hans") or typed.isdigit()
    assert results
    if is_of_this_language:
        assert results[0] == f"/{language}/{first}"


def test_search_finds_facts_with_all_that_must_stand_beside_them(client) -> None:
    page = client.get("/en/search/", {"q": "platform that advertises or displays loans"}).content.decode()

    found = (
        r'<a href="/en/learn/reading-a-loan/[a-z-]+/all/#source-\d+">\s*<svg(?:(?!</svg>).)*</svg>\s*<span>\s*<b>People'  # noqa: E501
    )
    assert re.search(found, page, re.DOTALL)
    assert "Compound (IRR) or simple: simple must say so." in page


@pytest.mark.parametrize(("language", "typed"), [("en", "zzzzqq"), ("zh-hans", "彩虹")])
def test_empty_result_offers_help_now(client, language, typed) -> None:
    main = client.get(f"/{language}/search/", {"q": typed}).content.decode().split("<main")[1].split("</main>")[0]

    assert f'<a class="button main" href="/{language}/help-now/">' in main
    assert main.count('class="button main"') + main.count('class="main"') == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("intrest", "interest"), ("installment", "instalment"), ("penelty intrest", "penalty interest")],
)
def test_search_for_a_misspelt_word_shows_what_was_meant(client, typed, meant) -> None:
    page = client.get("/en/search/", {"q": typed}).content.decode()

    assert f"Nothing holds “{typed}”. These are the results for “{meant}”." in page
    assert "Nothing found." not in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_search_finds_the_yearly_rate_by_its_english_letters(client, language) -> None:
    page = client.get(f"/{language}/search/", {"q": "apr"}).content.decode()

    assert f"/{language}/glossary/#yearly-rate" in page


def test_search_for_letters_that_mean_nothing_finds_nothing(client) -> None:
    page = client.get("/en/search/", {"q": "zzzzqq"}).content.decode()

    assert "Nothing found." in page
    assert "These are the results" not in page


def test_search_for_a_term_shows_the_term_before_its_kin(client) -> None:
    page = client.get("/en/search/", {"q": "interest"}).content.decode()

    first, *_ = re.findall(r'<li>\s*<a href="([^"]+)"', page)
    assert first == "/en/glossary/#interest"


@pytest.mark.parametrize(("language", "words"), [("en", "Help now"), ("zh-hans", "马上求助")])
@pytest.mark.parametrize("path", [path for path in PAGES if path != "leave/"])
def test_help_is_in_the_header_of_every_page(client, language, words, path) -> None:
    assert leads_to_help(client.get(f"/{language}/{path}").content.decode(), language, words)


@pytest.mark.parametrize(("language", "words"), [("en", "Help now"), ("zh-hans", "马上求助")])
@pytest.mark.parametrize("template", ["400", "403", "404", "429", "500_typed", "503", "500"])
def test_help_is_in_the_header_of_every_page_about_an_error(rf, language, words, template) -> None:
    with override(language):
        page = render_to_string(f"errors/{template}.html", {"is_error_page": True}, rf.get(f"/{language}/courses/"))

    assert leads_to_help(page, language, words)


def leads_to_help(page: str, language: str, words: str) -> bool:
    """Whether a link to Help now stands in the header, before the links that fold under it on phones."""
    head = page.split('<header class="top">')[1].split("</header>")[0].split("<nav")[0]
    return any(
        f'href="/{language}/help-now/"' in link and words in link for link in re.findall(r"<a .*?</a>", head, re.DOTALL)
    )


@pytest.mark.parametrize(
    ("path", "name", "mark"),
    [
        ("courses/", "Courses", "page"),
        ("learn/reading-a-loan/one-yardstick/", "Courses", "true"),
        ("exercises/", "Check a loan", "page"),
        ("exercises/can-i-afford/", "Check a loan", "true"),
        ("me/", "My progress", "page"),
        ("review/", "My progress", "true"),
        ("help-now/", "Help now", "page"),
    ],
)
def test_header_marks_where_the_reader_is(client, path, name, mark) -> None:
    header = client.get(f"/en/{path}").content.decode().split("</header>")[0]

    links = re.findall(r'<a [^>]*aria-current="(\w+)"[^>]*>\s*(?:<svg.*?</svg>\s*)?([^<]+)</a>', header)
    assert links == [(mark, name)]


@pytest.mark.parametrize("path", ["", "glossary/", "search/"])
def test_header_marks_nothing_elsewhere(client, path) -> None:
    assert "aria-current" not in client.get(f"/en/{path}").content.decode().split("</header>")[0]
