"""A link of another site with figures behind the #: boxes are filled, nothing is sent, and the address forgets them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import Reader

pytestmark = pytest.mark.django_db(transaction=True)
LINK = "exercises/true-cost/#received=76543&count=12&rate=9.9&unit=year&fees=none&guarantee=25&unknown=1&interval=never"


def test_figures_of_a_link_fill_the_boxes_and_are_sent_nowhere(page: Page, site: str) -> None:
    reader, sent = Reader(page, site), []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    reader.open(LINK)

    expect(page.locator("#from-link")).to_be_focused()
    assert page.locator('input[name="received"]').input_value() == "76543"
    assert page.locator('select[name="unit"]').input_value() == "year"
    assert page.locator('input[name="fees"][value="none"]').is_checked()
    assert page.locator('select[name="interval"]').input_value() == "month"
    expect(page.locator('input[name="guarantee"]')).to_be_visible()  # its fold was opened
    assert page.locator("#exercise-result").count() == 0
    assert [one for one in sent if "76543" in one.split("#")[0]] == []
    assert "76543" not in page.evaluate("location.href")
