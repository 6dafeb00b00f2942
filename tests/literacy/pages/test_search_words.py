"""The ways people search when they are in trouble lead to first steps or to the lesson that helps."""

import re

import pytest

# what is typed, and what must be among the first five finds
FOUND = [
    ("被骗", "help-now/sent-money/"), ("被骗", "learn/spotting-traps/pay-first-stop/"),
    ("套路贷", "learn/spotting-traps/seven-day-loans/"), ("租机", "learn/spotting-traps/seven-day-loans/"),
    ("强制下款", "learn/spotting-traps/seven-day-loans/"), ("714高炮", "learn/spotting-traps/seven-day-loans/"),
    ("刷流水", "learn/spotting-traps/your-name-their-money/"), ("AB贷", "glossary/#ab-loan"),
    ("以贷养贷", "help-now/cannot-pay/"), ("以贷养贷", "learn/money-in-money-out/which-bill-first/"),
    ("征信洗白", "help-now/record-wrong/"), ("征信洗白", "learn/spotting-traps/paid-fixers/"),
    ("反催收", "learn/spotting-traps/paid-fixers/"), ("停息挂账", "learn/spotting-traps/paid-fixers/"),
    ("黑户", "learn/spotting-traps/fast-loan-ad/"), ("贷款中介", "learn/spotting-traps/fast-loan-ad/"),
    ("爆通讯录", "help-now/calls-to-others/"), ("裸贷", "help-now/in-danger/"),
    ("到账少", "learn/reading-a-loan/paper-and-hand/"), ("利率上限", "learn/reading-a-loan/which-line/"),
    ("利率上限", "glossary/#rate-line"), ("代扣", "glossary/#automatic-debit"),
    ("乱收费", "learn/reading-a-loan/cost-statement/"),
    ("征信保存几年", "learn/record-and-rights/what-the-register-keeps/"),
    ("征信异议", "learn/record-and-rights/read-and-dispute/"), ("本人声明", "glossary/#own-statement"),
    ("信息泄露", "learn/record-and-rights/your-data/"), ("代偿", "glossary/#paid-by-another"),
    ("老赖", "help-now/court-paper/"), ("工资被冻结", "help-now/court-paper/"), ("家暴", "help-now/in-danger/"),
    ("P图", "help-now/in-danger/"), ("群发", "help-now/calls-to-others/"), ("被贷款", "help-now/record-wrong/"),
    ("没有借过却显示逾期", "help-now/record-wrong/"), ("代还", "learn/before-you-borrow/borrowing-to-repay/"),
    ("彩礼", "learn/before-you-borrow/need-this-loan/"), ("驾校", "learn/before-you-borrow/need-this-loan/"),
    ("赌债", "learn/missing-a-payment/family-and-contacts/"),
    ("虚拟币", "learn/spotting-traps/illegal-fundraising/"), ("打哪个电话", "help-now/cannot-pay/"),
    ("月光", "learn/money-in-money-out/month-on-a-page/"), ("没有牌照", "learn/reading-a-loan/who-lends/"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "address"), FOUND)
def test_way_people_search_leads_somewhere(client, typed: str, address: str) -> None:
    page = client.get("/zh-hans/search/", {"q": typed}).content.decode()

    found = re.findall(r'<a[^>]*href="/zh-hans/([^"?]+)"', page.partition('id="main"')[2].partition("<footer")[0])

    assert address in list(dict.fromkeys(found))[:5]


FOUND_IN_ENGLISH = [
    ("cannot pay", "help-now/cannot-pay/"), ("salary garnished", "help-now/court-paper/"),
    ("negotiate", "help-now/cannot-pay/"), ("robocall", "help-now/calls-to-others/"),
    ("identity theft", "help-now/record-wrong/"), ("credit record ruined", "help-now/record-wrong/"),
    ("beauty loan", "learn/before-you-borrow/need-this-loan/"), ("cosign", "glossary/#joint-liability"),
    ("training loan", "learn/before-you-borrow/need-this-loan/"), ("helpline", "help-now/cannot-pay/"),
    ("crypto", "learn/spotting-traps/illegal-fundraising/"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "address"), FOUND_IN_ENGLISH)
def test_what_is_typed_in_english_leads_there_first(client, typed: str, address: str) -> None:
    page = client.get("/en/search/", {"q": typed}).content.decode()

    found = re.findall(r'<a[^>]*href="/en/([^"?]+)"', page.partition('id="main"')[2].partition("<footer")[0])

    assert found[0].partition("#")[0] == address.partition("#")[0]


def test_glossary_shows_the_sources_of_a_term_with_their_weight_and_day(client) -> None:
    page = client.get("/en/glossary/").content.decode()
    entry = page.partition('<div id="rate-line">')[2].partition("</div>")[0]

    assert entry.count("<li>") == 11
    assert "How courts decide" in entry
    assert "in force from" in entry
