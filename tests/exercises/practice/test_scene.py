"""Scenes as they are played: by links alone, with a way back, and to an ending that says what to do."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from courses.catalog.published.library import catalog
from courses.exercises.practice.scene.play import Moment, moment
from tests.learning.planning.steps.presser import bare

PAGE = "/en/exercises/scene/"
SCENES = sorted(catalog().scenes)


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def choices(page: str) -> list[str]:
    listed = page.partition('<ul class="pick one">')[2].partition("</ul>")[0]
    return [html.unescape(address) for address in re.findall(r'href="([^"]+)"', listed)]


def arrived(about: str, at: str) -> Moment:
    found = moment(about, at, "en")
    assert found is not None
    return found


@pytest.mark.parametrize("about", SCENES)
def test_every_path_is_played_to_its_end_by_links(client: Client, about: str) -> None:
    waiting, ends = [f"{PAGE}?about={about}"], set()
    while waiting:
        page = read(client, waiting.pop())
        assert page.count(" autofocus") <= 1
        found = choices(page)
        waiting += found
        if not found:
            ends.add(re.search(r'class="verdict (good|bad)"', page)[1])  # type: ignore[index]
    assert ends == {"good", "bad"}


@pytest.mark.parametrize("about", SCENES)
def test_harmed_ending_says_what_to_do_now_and_whom_to_call(client: Client, about: str) -> None:
    scene = catalog().scenes[about]
    with override("en"):
        help_pages = {key: reverse("help-situation", args=(key,)) for key in catalog().situations}
    for name, node in scene.nodes.items():
        for key, choice in node.choices.items():
            ending = scene.nodes[choice.to].ending
            if ending and ending.kind == "harmed":
                page = read(client, f"{PAGE}?about={about}&at={name}.{key}")
                assert "do this now" in page
                assert f'href="{help_pages[ending.help]}"' in page
                assert 'href="tel:' in page


def test_choice_shows_its_consequence_and_a_way_back(client: Client) -> None:
    page = read(client, f"{PAGE}?about=pay-first&at=frozen.deduct")
    text = bare(page)
    assert "Write: take it out of the loan" in text
    assert "It changes its tone." in text
    assert f'href="{PAGE}?about=pay-first&amp;at=frozen"' in page


def test_ending_tells_what_the_other_choices_would_have_brought(client: Client) -> None:
    text = bare(read(client, f"{PAGE}?about=pay-first&at=once-more.pay-again"))
    assert "Stop and call the police" in text
    assert "have all of it in the chat" in text


@pytest.mark.parametrize("at", ["", "nowhere", "frozen.nothing", "a.b.c", "%00", "<script>", "." * 200])
def test_unknown_place_is_the_beginning(client: Client, at: str) -> None:
    page = read(client, f"{PAGE}?about=pay-first&at={at}")
    assert "What do you do?" in page
    assert "<script>" not in page.partition("<main")[2]


@pytest.mark.parametrize("about", ["", "nowhere", "<script>"])
def test_unknown_scene_is_the_list_of_all(client: Client, about: str) -> None:
    page = read(client, f"{PAGE}?about={about}")
    assert all(f'href="{PAGE}?about={one}"' in page for one in SCENES)


def test_came_by_is_known_so_that_a_moment_reached_two_ways_tells_the_right_one() -> None:
    first, second = (arrived("pay-first", at) for at in ("frozen.pay", "pressed.pay-after-all"))
    assert first.at == second.at == "once-more"
    assert first.chosen.then != second.chosen.then
