"""Somebody late, in Chinese, on a phone: from the front page to a list, a letter and a number; presses are counted."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 700}
QUESTIONS = 5
CALM = 450  # milliseconds in which a second tap answers nothing


class Hand:
    """Presses on a page, and how many there were."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, what: Locator) -> None:
        what.click()
        self.presses += 1
        self.page.wait_for_timeout(CALM)

    def answer(self, *words: str) -> None:
        for one in words:
            asked = self.page.locator("#late h1").inner_text()
            self.press(self.page.locator("#late .pick").get_by_role("button", name=one))
            expect(self.page.locator("#late h1")).not_to_have_text(asked)

    def start(self, site: str) -> None:
        self.page.goto(f"{site}/zh-hans/")
        self.press(self.page.locator(".hero").get_by_role("link", name="我已经逾期了"))


@pytest.fixture(params=["with a script", "without a script"])
def hand(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Hand]:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=request.param == "with a script")
    yield Hand(context.new_page())
    context.close()


def test_three_days_late_reaches_a_list_a_letter_and_a_number(hand: Hand, site: str) -> None:
    hand.start(site)
    hand.answer("没有", "打电话、发消息、上门催我", "30 天以内", "消费金融公司", "能还一些")
    steps = hand.page.locator("ol.todo > li")
    expect(steps).to_have_count(3)
    assert hand.presses == 1 + QUESTIONS

    expect(steps.nth(2).locator('a[href="tel:12378"]')).to_be_visible()
    listing, letter = (steps.nth(number).get_by_role("link").get_attribute("href") for number in (0, 1))
    hand.press(steps.nth(0).get_by_role("link"))
    assert hand.page.url == f"{site}{listing}"
    expect(hand.page.get_by_role("heading", level=1)).to_be_visible()
    expect(hand.page.locator("#exercise form input[type=text]").first).to_be_visible()

    hand.page.goto(f"{site}{letter}")
    expect(hand.page.locator("main")).to_contain_text("请对方商量还款方案")
    assert hand.presses <= 8


def test_whose_mother_was_called_learns_what_is_allowed_what_to_say_and_where_to_complain(
    hand: Hand, site: str
) -> None:
    hand.start(site)
    hand.answer("没有", "打给了家人、朋友、单位", "30 天以内", "消费金融公司", "一分也拿不出")
    box = hand.page.locator(".verdict")
    expect(box.get_by_role("heading")).to_have_text("催债该找你本人，不该催家人")
    expect(box).to_contain_text("消费金融公司不得向与债务无关的人催收")
    expect(box).to_contain_text("监管规定")
    expect(box).to_contain_text("只因为是父母、子女、兄弟姐妹，不用替还")

    steps = hand.page.locator("ol.todo > li")
    expect(steps.nth(0)).to_contain_text("我拒绝，请不要再联系我。")
    expect(steps.nth(1).get_by_role("link")).to_have_text("请不要再联系别人")
    expect(steps.nth(2)).to_contain_text("投诉期间，到期的款仍要还")
    expect(steps.nth(2).locator('a[href="tel:12378"]')).to_be_visible()
    expect(hand.page.get_by_role("link", name="催收打给家人同事").last).to_be_visible()
    assert hand.presses == 1 + QUESTIONS

    hand.press(steps.nth(2).get_by_role("link", name="投诉：先找贷款人，再找监管"))
    expect(hand.page.locator("main")).to_contain_text("投诉：先找贷款人，再找监管")


def test_threatened_person_sees_the_number_after_one_answer(hand: Hand, site: str) -> None:
    hand.start(site)
    hand.press(hand.page.get_by_role("button", name="有人威胁、跟踪、堵门"))
    call = hand.page.locator('.verdict a[href="tel:110"]')
    expect(call).to_be_visible()
    assert hand.presses == 2
    box = call.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < PHONE["height"]
    expect(hand.page.get_by_role("link", name="快速离开本页")).to_be_visible()


def test_back_goes_one_question_back_and_an_answer_can_be_changed(hand: Hand, site: str) -> None:
    hand.page.goto(f"{site}/zh-hans/already-late/")
    hand.answer("没有", "还没有人催")
    hand.press(hand.page.get_by_role("button", name="返回"))
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("现在催到哪一步了？")
    expect(hand.page.locator(".chosen")).to_contain_text("还没有人催")
    hand.answer("来了法院文书，或者“调解”的电话、短信", "说不清", "亲戚、朋友", "能还一些")
    expect(hand.page.locator(".verdict h1")).to_have_text("先到法院核实，再按时回应")
    hand.page.get_by_text("你的答案：改一个").click()
    hand.press(hand.page.get_by_role("button", name="现在催到哪一步了？"))
    hand.answer("还没有人催")
    expect(hand.page.locator(".verdict h1")).to_have_text("自己先开口，说个准日子")


def test_second_tap_of_a_double_tap_answers_no_further_question(page: Page, site: str) -> None:
    first_tap = timezone.now()
    page.clock.set_fixed_time(first_tap)  # the page's clock stands, so it matters nothing how long the server takes
    page.goto(f"{site}/zh-hans/already-late/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.resource_type == "fetch" else None)
    page.locator("#late .pick button").first.click()
    expect(page.locator("#late h1")).to_have_text("现在催到哪一步了？")
    page.locator("#late .pick button").first.click(no_wait_after=True)
    page.clock.set_fixed_time(first_tap + timedelta(milliseconds=CALM))
    page.locator("#late .pick button").first.click()
    expect(page.locator("#late h1")).to_have_text("最早没还上的那笔，逾期多久了？")
    assert len(sent) == 2


def test_sort_by_keyboard_moves_the_focus_to_each_question(page: Page, site: str) -> None:
    page.goto(f"{site}/en/already-late/")
    page.locator(".pick button").first.focus()
    for number in range(QUESTIONS):
        page.keyboard.press("Enter")
        if number < QUESTIONS - 1:
            expect(page.locator("p.where")).to_contain_text(f"Question {number + 2} of 5")
            expect(page.locator("#late h1")).to_be_focused()
            page.wait_for_timeout(CALM)
            page.keyboard.press("Tab")
    expect(page.locator(".verdict")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("danger", ["none", "threat", "self"])
def test_outcome_fits_a_narrow_screen_and_has_no_barrier(browser: Browser, site: str, axe, language, danger) -> None:
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(f"{site}/{language}/already-late/")
    page.locator(f"button[value={danger}]").click()
    for key, answer in (("happening", "others"), ("late", "longer"), ("owe", "app"), ("money", "borrow")):
        if danger == "none":
            page.wait_for_timeout(CALM)
            page.locator(f"button[name={key}][value={answer}]").click()
    expect(page.locator("ol.todo > li")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert axe(page) == []
    context.close()
