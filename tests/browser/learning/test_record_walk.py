"""One learner's record from the first answer of a guest to nothing left, on two days and three devices."""

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from courses.accounts.models import User
from courses.learning.models import Answer, CheckAttempt, LearningRecord
from tests.accounts.conftest import last_code
from tests.browser.every_page.test_print import needs_reader
from tests.browser.reader import COURSE
from tests.browser.walker import Walker, files_in, places_in_database
from tests.learning.sharing.certificates.qr_reader import QrReader, modules_of, without_quiet_zone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("check_of_ten_items")]
USERNAME, NAME, EMAIL = "quiet-heron", "Wren Hollow", "wren.hollow@example.org"
PASSWORD = "copper-lantern-river-71"
WRONG_CODE = "ABCDE-FGHJK-MNPQR-STUVW-XYZ234"
Pass = Callable[[timedelta], None]
LATER = timedelta(minutes=11)  # than ten minutes: an undo's and a code's time


@pytest.fixture
def time_passes() -> Iterator[Pass]:
    """Moves the server's clock on; it goes on ticking."""
    with time_machine.travel(timezone.now(), tick=True) as clock:
        yield clock.shift


@pytest.fixture
def other_device(browser: Browser, browser_context_args: dict, watched) -> Iterator[Callable[..., Page]]:
    """Another device: nothing of the first one's is known there."""
    made: list[BrowserContext] = []

    def make(**options: object) -> Page:
        made.append(watched(browser.new_context(**{**browser_context_args, **options})))
        return made[-1].new_page()

    yield make
    for context in made:
        context.close()


@pytest.fixture
def phone(page: Page, site: str) -> Walker:
    """The learner's phone, where they begin as a guest."""
    return Walker(page, site)


@pytest.fixture
def computer(other_device: Callable[..., Page], site: str) -> Walker:
    """The learner's second device: in Chinese, and without JavaScript."""
    return Walker(other_device(java_script_enabled=False), site, "zh-hans")


@pytest.fixture
def stranger(other_device: Callable[..., Page], site: str) -> Walker:
    """Somebody else's phone."""
    return Walker(other_device(), site)


def begin_as_guest(learner: Walker) -> None:
    """Day one: a lesson's question, what they know already, and four questions of the final check, by keyboard."""
    learner.answer_rightly()
    learner.open(f"courses/{COURSE}/diagnostic/")
    learner.press("/start/")
    for _ in range(10):
        learner.click('button[form="unknown"]')
    learner.press("/send/")
    learner.open(f"courses/{COURSE}/check/")
    learner.press("/start/")
    attempt = CheckAttempt.objects.get(kind="final")
    for place in range(1, 5):
        learner.answer_by_keyboard(attempt, place)


def make_account(learner: Walker) -> None:
    """Without e-mail first; the address is added, and confirmed by the code that was sent there."""
    learner.open("account/signup/")
    learner.page.fill('[name="username"]', USERNAME)
    learner.page.fill('[name="password1"]', PASSWORD)
    learner.press("/signup/")
    learner.open("account/email/")
    learner.page.fill('main [name="email"]', EMAIL)
    learner.click('main form:has([name="action_add"]) button.main')
    learner.page.fill('[name="code"]', last_code())
    learner.click("main form button.main")


def sign_in_by_keyboard(learner: Walker) -> None:
    learner.open("account/login/?next=/en/me/claim/")
    learner.type_into("login", USERNAME)
    learner.type_into("password", PASSWORD)
    learner.enter()


def add_learning_by_keyboard(learner: Walker) -> None:
    """The learner is asked whether the learning is theirs, and adds it."""
    assert "1 answer" in learner.main_text()
    assert "2 checks" in learner.main_text()
    learner.tab_to(learner.page.locator('main form[action$="/claim/add/"] button'))
    learner.enter()
    expect(learner.page.locator('form[action$="/claim/undo/"]')).to_be_visible()


def pass_check(learner: Walker) -> None:
    """Go on where the other device stopped."""
    learner.open(f"courses/{COURSE}/check/")
    learner.press("/start/")
    attempt = CheckAttempt.objects.get(kind="final")
    for place in range(5, 11):
        learner.answer_item(attempt, place)
    learner.press("/send/")
    assert "10 题" in learner.main_text()


def make_record(learner: Walker) -> LearningRecord:
    learner.open(f"me/records/new/{COURSE}/")
    learner.page.fill('[name="name"]', NAME)
    learner.page.locator('label[for="id_keeps_name"]').click()
    learner.press(f"/new/{COURSE}/")
    assert NAME in learner.main_text()
    return LearningRecord.objects.order_by("-pk")[0]


def address_in_qr(page: Page) -> str:
    picture = page.locator("svg.qr")
    size = int(picture.get_attribute("viewBox").split()[-1])
    path = picture.locator("path").last.get_attribute("d")
    return QrReader(without_quiet_zone(modules_of(path, size), 4)).text()


@needs_reader
def test_walk_of_a_record_from_guest_to_nothing_left(
    phone: Walker, computer: Walker, stranger: Walker, time_passes: Pass, tmp_path: Path
) -> None:
    begin_as_guest(phone)
    time_passes(timedelta(days=1))
    make_account(computer)
    sign_in_by_keyboard(phone)
    add_learning_by_keyboard(phone)
    pass_check(computer)
    record = make_record(computer)
    learner = Walker(phone.page.context.new_page(), phone.site)  # the first tab still offers the undo

    print_on_one_page(learner, record, tmp_path)
    verify_by_code(stranger, record)
    verify_by_qr(stranger, address_in_qr(learner.page))
    record = refused_codes_look_alike(learner, stranger, record)
    repeated_forms_do_nothing_more(computer, stranger)
    stolen_addresses_show_nothing(stranger, record)
    time_passes(LATER)
    what_comes_too_late_says_so(phone, stranger, time_passes)

    confirm_and_export_everything(computer, record)
    delete_everything(computer)
    nothing_is_left(learner, stranger, record)


def print_on_one_page(learner: Walker, record: LearningRecord, folder: Path) -> None:
    learner.open(f"me/records/{record.pk}/")
    learner.page.pdf(path=folder / "record.pdf", format="A4", tagged=True, outline=True)
    told = subprocess.run(["pdfinfo", folder / "record.pdf"], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+1\n", told)


def verify_by_code(somebody: Walker, record: LearningRecord) -> None:
    """As typed from paper, with spaces and in small letters."""
    somebody.open("verify/")
    somebody.page.fill('[name="code"]', " ".join([record.code[:5], record.code[5:]]).lower())
    somebody.press("/verify/")
    text = somebody.main_text()
    assert "This learning record is valid" in text
    assert NAME in text
    assert not any(words in text for words in (USERNAME, EMAIL, "10 of 10"))


def verify_by_qr(somebody: Walker, address: str) -> None:
    """The short address has no language: the phone's own is taken."""
    somebody.page.goto(address)
    assert somebody.page.url.startswith(somebody.address("v/"))
    assert NAME in somebody.main_text()


def confirm_and_export_everything(learner: Walker, record: LearningRecord) -> None:
    """The learner signed in more than five minutes ago, so their password is asked for once more."""
    learner.open("me/data/")
    learner.press("/me/data/export/")
    learner.page.fill('main [name="password"]', PASSWORD)
    learner.click("main form button.main")
    with learner.page.expect_download() as waiting:
        learner.page.locator('form[action$="/me/data/export/"] button').click()
    files = files_in(waiting.value)

    assert {name.rpartition(".")[2] for name in files} == {"json", "csv", "html"}
    for name in ("data.json", "readable.html", "learning.learningrecord.csv"):
        assert record.code in files[name], name
        assert NAME in files[name], name
    assert files["learning.checkanswer.csv"].count("\n") == 1 + 20
    assert all(words in files["data.json"] for words in (USERNAME, EMAIL))
    assert PASSWORD not in "".join(files.values())


def delete_everything(learner: Walker) -> None:
    learner.open("me/data/delete/")
    learner.page.locator('label[for="id_sure"]').click()
    learner.click("main form button.warning")
    assert learner.page.locator("header form").count() == 0  # nobody is signed in any more
    assert learner.main_text().startswith("与你有关的内容已全部删除")


def nothing_is_left(learner: Walker, stranger: Walker, record: LearningRecord) -> None:
    """Not in the database, not for the stranger, not on the learner's other device."""
    assert stranger.see(f"v/{record.code}/") == stranger.see(f"v/{WRONG_CODE}/")
    assert places_in_database(USERNAME, NAME, EMAIL, record.code) == []
    assert (User.objects.count(), Answer.objects.count(), CheckAttempt.objects.count()) == (0, 0, 0)
    learner.open("me/")
    assert "unless it was deleted since" in learner.main_text()


def refused_codes_look_alike(learner: Walker, stranger: Walker, record: LearningRecord) -> LearningRecord:
    """A wrong code, one of no form, one that was replaced and one revoked: the same page, word for word.

    The learner takes the revoking back; what is returned is the record that is valid then.
    """
    learner.open(f"me/records/{record.pk}/")
    learner.press("/reissue/")
    renewed = LearningRecord.objects.get(revoked_at=None)
    wrong = stranger.see(f"v/{WRONG_CODE}/")

    assert wrong[0] == 404
    assert wrong[1].startswith("No valid record has this code")
    assert stranger.see("v/x/") == stranger.see(f"v/{record.code}/") == wrong
    learner.press("/revoke/")
    assert stranger.see(f"v/{renewed.code}/") == wrong
    learner.press("/restore/")
    assert stranger.see(f"v/{renewed.code}/")[0] == 200
    return renewed


def repeated_forms_do_nothing_more(learner: Walker, stranger: Walker) -> None:
    before = list(LearningRecord.objects.values_list()) + list(CheckAttempt.objects.values_list())

    assert learner.replay(f"/new/{COURSE}/")[0] == 303
    assert learner.replay("/send/")[0] == 303
    status, page = learner.replay(f"/new/{COURSE}/", stranger.page.context)
    assert (status, NAME in page, "<h1" in page) == (403, False, True)
    assert list(LearningRecord.objects.values_list()) + list(CheckAttempt.objects.values_list()) == before


def stolen_addresses_show_nothing(stranger: Walker, record: LearningRecord) -> None:
    """Other people's pages look as if they were not there."""
    attempt = CheckAttempt.objects.get(kind="final")
    for path, nowhere in (
        (f"me/records/{record.pk}/", "me/records/999999/"),
        (f"me/records/{record.pk}/change/", "me/records/999999/change/"),
        (f"courses/{COURSE}/check/{attempt.pk}/", f"courses/{COURSE}/check/999999/"),
        (f"courses/{COURSE}/check/{attempt.pk}/result/", f"courses/{COURSE}/check/999999/result/"),
    ):
        assert stranger.see(path) == stranger.see(nowhere), path
        assert stranger.see(path)[0] == 404
    for path in ("me/", "me/data/", "me/records/", "wellbeing/results/"):
        status, text = stranger.see(path)
        assert (status, USERNAME in text, NAME in text, EMAIL in text) == (200, False, False, False)


def what_comes_too_late_says_so(learner: Walker, stranger: Walker, time_passes: Pass) -> None:
    """A code from a mail after ten minutes, a broken link of a mail; what was added can be taken back for longer."""
    learner.open("me/")
    expect(learner.page.locator('form[action$="/claim/undo/"]')).to_be_visible()
    assert User.objects.get(username=USERNAME).check_attempts.count() == 2
    stranger.open("account/login/code/")
    stranger.page.fill('main [name="email"]', EMAIL)
    stranger.click("main form button.main")
    time_passes(LATER)
    stranger.page.fill('[name="code"]', last_code())
    stranger.click("main form button.main")
    assert stranger.page.locator("header form").count() == 0  # not signed in
    assert stranger.main_text().startswith("This code is not good here any more")
    assert not any(words in stranger.main_text() for words in (USERNAME, NAME))
    status, text = stranger.see("steps/stop-mail/MQ:not-signed/")
    assert (status, "This link is not complete" in text) == (404, True)
