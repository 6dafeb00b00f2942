"""Whoever follows the links of the pages about groups, in any role, never meets a page that is not there for them."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from tests.learning.answers import wrong_answer
from tests.organizations.cast import make_group, make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import answer, give, work

pytestmark = pytest.mark.django_db
FIRST_PAGE = "/en/groups/"
LINKS = re.compile(r'<a [^>]*href="([^"]+)"')
ENOUGH = 2  # addresses of one route


@pytest.fixture
def busy_group(group, course, lesson):
    """Six people, something given and learned, a group in the archive, a workshop."""
    give(group, course)
    give(group, course, lesson.slug)
    wrong = lesson.marked_questions[0]
    for number in range(6):
        member = make_member(group, f"Learner {number}")
        work(member.learner, lesson, at=timezone.now())
        answer(member.learner, wrong, wrong_answer(wrong))
    make_group(group.organization, "Archived group", archived_at=timezone.now())
    return group


def links_of(page: str, address: str) -> set[str]:
    """Addresses of this site that a page leads to."""
    found = {urldefrag(urljoin(address, unescape(link)))[0] for link in LINKS.findall(page)}
    return {link for link in found if link.startswith("/en/")}


def route(address: str) -> str:
    """The name of an address of groups and organisations; "" for others and for files."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return f"no route: {address}"
    is_ours = found.namespace == "organizations" and "pack" not in found.url_name
    return found.url_name if is_ours else ""


def walk(client: Client, first: str) -> dict[str, int]:
    """Follow links to pages about groups, some of each kind; the status of everything met."""
    met: dict[str, int] = {}
    ahead, kinds = [first], Counter([route(first)])
    while ahead:
        address = ahead.pop()
        reply = client.get(address)
        met[address] = reply.status_code
        if reply.status_code != 200 or not reply["Content-Type"].startswith("text/html"):
            continue
        for link in sorted(links_of(reply.content.decode(), address)):
            kind = route(link)
            if kind and link not in met and link not in ahead and kinds[kind] < ENOUGH:
                kinds[kind] += 1
                ahead.append(link)
    return met


@pytest.mark.parametrize("role", ["viewer", "owner", "facilitator", "member", "stranger"])
def test_no_link_leads_to_a_page_that_is_not_there(busy_group, role, request) -> None:
    met = walk(request.getfixturevalue(f"{role}_client"), FIRST_PAGE)

    assert {address: status for address, status in met.items() if status != 200} == {}
    assert len(met) > 3


def test_viewer_comes_to_the_totals_of_each_group_from_where_groups_are_listed(busy_group, viewer_client) -> None:
    totals = url("group-totals", busy_group.pk)
    places = (FIRST_PAGE, url("organization", busy_group.organization_id))
    more = url("organization-totals", busy_group.organization_id)

    assert [totals in links_of(viewer_client.get(page).content.decode(), page) for page in (*places, more)] == [
        True
    ] * 3
    assert "Totals: " in viewer_client.get(totals).content.decode()


def test_facilitator_comes_to_the_people_of_her_group_instead(busy_group, facilitator_client) -> None:
    page = links_of(facilitator_client.get(FIRST_PAGE).content.decode(), FIRST_PAGE)
    first = url("group", busy_group.pk)

    assert first in page
    assert url("group-totals", busy_group.pk) not in page
    assert url("people", busy_group.pk) in links_of(facilitator_client.get(first).content.decode(), first)
