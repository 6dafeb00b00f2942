"""Puts an answer into the controls of a question, with a pointer or with the keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from courses.catalog.model.questions import Question
from tests.learning.answers import fields


def put(region: Locator, question: Question, given: str) -> None:
    """Choose what `given` says; what was right before is not asked again."""
    if question.kind == "order":
        _put_in_order(region, given.split(","))
        return
    for name, values in fields(question, given).items():
        if question.kind == "number":
            region.locator(f'input[name="{name}"]').fill(values[0])
            continue
        for box in region.locator(f'input[name="{name}"]:not([type="hidden"])').all():
            if box.is_checked() != (box.get_attribute("value") in values):
                _press_label(region, box)


def _press_label(region: Locator, box: Locator) -> None:
    if box.get_attribute("type") == "radio" and box.is_checked():
        return  # the one beside it takes the mark away
    unfold = box.locator("xpath=ancestor::*[@data-fold]//*[@data-unfold]")
    if unfold.count() and unfold.is_visible():
        unfold.click()
    covers = box.locator("xpath=ancestor::*[contains(@class, 'chip')]").count()  # the circle lies over its chip
    (box if covers else region.locator(f'label[for="{box.get_attribute("id")}"]')).click()


def _put_in_order(region: Locator, keys: list[str]) -> None:
    """By the buttons where they are, else by the lists of places."""
    for place, key in enumerate(keys, 1):
        chosen = region.locator(f'select[name="place-{key}"]')
        if not chosen.count():
            continue
        if not chosen.is_hidden():
            chosen.select_option(str(place))
            continue
        move_to(chosen, place, lambda button: button.click())


def move_to(chosen: Locator, place: int, press: Callable[[Locator], None]) -> None:
    """Move the row of a hidden list of places by its buttons until it has its place."""
    row = chosen.locator("xpath=ancestor::li")
    while (now := int(chosen.input_value())) != place:
        press(row.locator(f'[data-go="{"up" if now > place else "down"}"]'))


def choose_by_keyboard(
    page: Page, tab_to: Callable[[Locator], None], question: Question, name: str, value: str
) -> None:
    """A group of circles is one stop: its arrows move on."""
    boxes = page.locator(f'main [name="{name}"]')
    if question.kind == "number":
        tab_to(boxes)
        page.keyboard.type(value)
    elif question.kind == "order":
        move_to(boxes, int(value), lambda button: _press(page, tab_to, button))
    elif question.kind in ("single", "match"):
        tab_to(boxes.first)
        page.keyboard.press("Space")
        while page.evaluate("document.activeElement.value") != value:
            page.keyboard.press("ArrowDown")
    else:
        tab_to(page.locator(f'main [name="{name}"][value="{value}"]'))
        page.keyboard.press("Space")


def _press(page: Page, tab_to: Callable[[Locator], None], button: Locator) -> None:
    tab_to(button)
    page.keyboard.press("Enter")
