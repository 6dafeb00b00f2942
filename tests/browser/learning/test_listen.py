"""Listen reads a step aloud with the device's own voices, stops when the step changes, hides where there is none."""

import json

import pytest
from playwright.sync_api import Page, expect

from literacy.demo.learner import right_answer, wrong_answer
from tests.browser.reader import ASKED, LESSON, LESSON_END, Reader, step_with

pytestmark = pytest.mark.django_db(transaction=True)

MANDARIN = {"name": "Ting", "lang": "zh-CN", "localService": True}
ENGLISH = {"name": "Sam", "lang": "en_US", "localService": True}
CANTONESE = {"name": "Sin", "lang": "zh-HK", "localService": True}
FAR = {"name": "Far", "lang": "zh-CN", "localService": False}
FAR_ENGLISH = {"name": "Far", "lang": "en-GB", "localService": False}

# Says nothing by itself: a test ends each utterance. Voices come late, as they do in Chromium.
FAKE = """(() => {
  const told = window.told = [], heard = new EventTarget();
  let voices = [];
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => voices,
    addEventListener: (...all) => heard.addEventListener(...all),
    removeEventListener: (...all) => heard.removeEventListener(...all),
    cancel: () => { window.now = null; },
    speak: one => { window.now = one; told.push([one.text, one.voice.name, one.rate]); },
  }});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  window.addEventListener("load", () => { voices = VOICES; heard.dispatchEvent(new Event("voiceschanged")); });
})()"""


def opened(page: Page, site: str, path: str, language: str, *voices: dict) -> Reader:
    page.add_init_script(FAKE.replace("VOICES", json.dumps(voices)))
    reader = Reader(page, site, language)
    reader.open(path)
    page.wait_for_load_state("networkidle")
    return reader


def told(page: Page) -> list[list]:
    return page.evaluate("told")


def say(page: Page):
    return page.locator("[data-say]")


def read_to_the_end(page: Page) -> str:
    for _ in range(200):
        if not page.evaluate("!!window.now"):
            break
        page.evaluate("window.now.onend()")
    return " ".join(text for text, _voice, _rate in told(page))


@pytest.mark.parametrize(
    ("language", "voice", "name"), [("zh-hans", MANDARIN, "听一听"), ("en", ENGLISH, "Listen")],
)  # fmt: skip
def test_step_is_read_by_a_voice_of_the_device(page: Page, site: str, language: str, voice: dict, name: str) -> None:
    opened(page, site, LESSON, language, FAR, FAR_ENGLISH, CANTONESE, voice)
    expect(say(page)).to_have_accessible_name(name)

    say(page).click()
    read = read_to_the_end(page)

    heading, lead = page.locator(".stepbox h1").inner_text(), page.locator(".stepbox .lead").inner_text()
    assert read.startswith(" ".join(heading.split()))
    assert "".join(lead.split()) in "".join(read.split())
    assert {(used, rate) for _text, used, rate in told(page)} == {(voice["name"], 1)}
    assert page.locator("#steprow a").last.inner_text() not in [text for text, _voice, _rate in told(page)]
    expect(say(page)).to_have_accessible_name(name)


def test_folded_text_is_read_once_it_is_opened(page: Page, site: str) -> None:
    opened(page, site, LESSON, "en", ENGLISH)
    fold = page.locator("#walk .stepbox details:not(.no-print):not(.where)").first
    inside = fold.locator("> :not(summary)").first
    answer = "".join(inside.evaluate("node => node.textContent").split())
    assert answer
    say(page).click()
    assert answer not in "".join(read_to_the_end(page).split())

    fold.locator("summary").click()
    say(page).click()

    assert answer in "".join(read_to_the_end(page).split())


def test_listener_hears_whether_an_answer_was_right(page: Page, site: str) -> None:
    reader = opened(page, site, ASKED, "en", ENGLISH)
    for given, word in (wrong_answer(reader.question), "not right:"), (right_answer(reader.question), "right:"):
        reader.give(reader.question, given)
        before = len(told(page))
        say(page).click()
        read_to_the_end(page)

        assert word in [text for text, _voice, _rate in told(page)[before:]]


def test_end_of_a_lesson_is_read(page: Page, site: str) -> None:
    opened(page, site, LESSON_END, "en", ENGLISH)

    say(page).click()

    assert "".join(page.locator("#lesson-end .rule b").inner_text().split()) in "".join(read_to_the_end(page).split())


@pytest.mark.parametrize("voices", [(), (FAR,), (ENGLISH,), (CANTONESE,)])
def test_listen_is_hidden_without_a_fitting_voice(page: Page, site: str, voices: tuple) -> None:
    opened(page, site, LESSON, "zh-hans", *voices)

    expect(say(page)).to_be_hidden()


def test_pause_goes_on_where_it_was(page: Page, site: str) -> None:
    opened(page, site, LESSON, "en", ENGLISH)
    say(page).click()
    page.evaluate("window.now.onend()")

    say(page).click()
    expect(say(page)).to_have_accessible_name("Go on listening")
    assert page.evaluate("window.now") is None
    say(page).click()

    first, second, again = (text for text, _voice, _rate in told(page))
    assert (second, first != second) == (again, True)
    page.locator("[data-stop]").click()
    say(page).click()
    assert told(page)[-1][0] == first


def test_speed_is_kept_from_step_to_step(page: Page, site: str) -> None:
    reader = opened(page, site, LESSON, "en", ENGLISH)
    say(page).click()

    page.locator("[data-speed]").select_option("1.25")
    assert [rate for _text, _voice, rate in told(page)] == [1, 1.25]
    page.locator("#steprow a", has_text="Continue").click()
    page.wait_for_url(reader.address(f"{LESSON}2/"))

    expect(say(page)).to_have_accessible_name("Listen")
    assert page.evaluate("window.now") is None
    say(page).click()
    assert told(page)[-1][2] == 1.25
    assert told(page)[-1][0] == " ".join(page.locator("[data-heading]").inner_text().split())


def test_reading_stops_when_the_reader_leaves(page: Page, site: str) -> None:
    opened(page, site, LESSON, "en", ENGLISH)
    say(page).click()

    page.evaluate("dispatchEvent(new Event('pagehide'))")

    assert page.evaluate("window.now") is None
    expect(say(page)).to_have_accessible_name("Listen")


def test_after_an_answer_its_question_is_read_with_what_was_wrong(page: Page, site: str) -> None:
    reader = opened(page, site, ASKED, "en", ENGLISH)
    reader.choose(wrong_answer(reader.question))
    reader.check_button.click()
    expect(reader.region.locator(".done.no .tag")).to_be_visible()

    say(page).click()
    read = read_to_the_end(page)

    told_apart = [text for text, _voice, _rate in told(page)]
    assert " ".join(page.locator("[data-heading]").inner_text().split()) not in read
    assert "not right:" in told_apart
    assert "your choice" in told_apart
    page.evaluate("told.length = 0")
    say(page).click()
    assert told(page)[0][0] == " ".join(page.locator("[data-heading]").inner_text().split())


def test_choices_of_a_match_are_read_once_and_what_was_chosen_again(page: Page, site: str) -> None:
    opened(page, site, step_with("q-which-sum"), "en", ENGLISH)
    lines = page.locator("#q-which-sum .pair")
    choices = [" ".join(text.split()) for text in lines.first.locator("label").all_inner_texts()]

    say(page).click()
    read_to_the_end(page)
    once = [text for text, _voice, _rate in told(page)]
    lines.nth(1).locator("input").first.check()
    page.evaluate("told.length = 0")
    say(page).click()
    read_to_the_end(page)
    again = [text for text, _voice, _rate in told(page)]

    assert [once.count(choice) for choice in choices] == [1] * len(choices)
    assert again.count(choices[0]) == 2
