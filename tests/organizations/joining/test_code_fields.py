"""Fields for codes: what is typed or pasted into them leads to where it belongs."""

import pytest

from courses.organizations.models import Group
from tests.accounts.test_codes import ADDRESSES
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["{0}", " {1} ", "{1:lower}", "７"])
def test_field_for_the_code_forgives_how_it_is_typed(group, client, typed: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in group.code)
    forms = {"{0}": group.code, " {1} ": f" {group.printed_code} ", "{1:lower}": group.printed_code.lower(), "７": wide}

    answer = client.get(url("join-code"), {"code": forms[typed]})

    assert (answer.status_code, answer["Location"]) == (303, url("join", group.code))


@pytest.mark.parametrize("typed", ["", "x" * 100, "%", "\x00", "ü"])
def test_field_for_the_code_says_what_is_wrong(group, client, typed: str) -> None:
    assert client.get(url("join-code"), {"code": typed}).status_code == 422


@pytest.mark.parametrize(
    ("path", "language", "leads_to"),
    [
        ("/j/7k4m-2pxq", "en", "/en/join/7K4M2PXQ/"),
        ("/J/7K4M2PXQ", "zh-CN,zh;q=0.9", "/zh-hans/join/7K4M2PXQ/"),
        ("/j", "en", "/en/join/"),
        ("/j/", "en", "/en/join/"),
        ("/j/---", "en", "/en/join/"),
    ],
)
def test_short_link_leads_to_the_page_in_the_readers_language(client, path: str, language: str, leads_to: str) -> None:
    answer = client.get(path, headers={"accept-language": language})

    assert (answer.status_code, answer["Location"]) == (302, leads_to)


@pytest.mark.parametrize("typed", ADDRESSES)
def test_pasted_address_opens_the_group_from_the_field_for_the_code(group, client, typed: str) -> None:
    Group.objects.update(code="7K4M2PXQ")

    answer = client.get(url("join-code"), {"code": typed})

    assert (answer.status_code, answer["Location"]) == (303, url("join", "7K4M2PXQ"))


def test_fields_for_codes_have_room_for_a_whole_address(group, client) -> None:
    for page in ("join-code", "group-sign-in", "session-code"):
        assert 'maxlength="300"' in client.get(url(page)).content.decode()


@pytest.mark.parametrize(
    ("page", "typed", "leads_to"),
    [
        ("join-code", "https://x.example/en/s/7K4M2P/", "/s/7K4M2P"),
        ("session-code", "https://x.example/j/7K4M2PXQ", "/j/7K4M2PXQ"),
        ("session-code", "https://x.example/zh-hans/s/7k4-m2p/", "/en/s/7K4M2P/"),
    ],
)
def test_address_of_another_box_leads_to_where_it_belongs(db, client, page: str, typed: str, leads_to: str) -> None:
    assert client.get(url(page), {"code": typed})["Location"] == leads_to


def test_join_link_in_the_box_of_a_records_code_leads_to_the_group(db, client) -> None:
    assert client.get("/en/verify/", {"code": "https://x.example/j/7K4M2PXQ"})["Location"] == "/j/7K4M2PXQ"
