"""The pages of an import, and who may open them."""

import pytest
from django.test import Client

from courses.organizations.joining.rosters.actions import keep_draft
from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.models import Group, Member
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.joining.rosters.importing.roster_files import NAMES, present, upload


def test_facilitator_uploads_looks_and_imports(browser, group) -> None:
    reply = upload(browser, group, "昵称\n小林\n小林\n阿梅\n=1+1\n".encode())
    assert reply.status_code == 303
    page = browser.get(reply["Location"]).content.decode()
    assert "Nothing has been changed yet." in page
    assert "stands in an earlier row too" in page
    assert "a formula without a stored result" in page
    assert Member.objects.count() == 0

    assert browser.post(f"{reply['Location']}run/").status_code == 422  # who the second 小林 is was not said
    done = browser.post(f"{reply['Location']}run/", {"others": "no"})
    assert (done.status_code, done["Location"]) == (303, reply["Location"])
    assert "2 names were added." in browser.get(reply["Location"]).content.decode()
    assert present(group) == ["小林", "阿梅"]
    assert browser.post(f"{reply['Location']}run/").status_code == 303
    assert Member.objects.count() == 2


def test_wrong_file_is_422_with_a_reason(browser, group) -> None:
    reply = upload(browser, group, b"\xd0\xcf\x11\xe0")

    assert reply.status_code == 422
    assert "old Excel file" in reply.content.decode()
    assert browser.post(f"/en/groups/{group.pk}/people/import/", {}).status_code == 422


def test_progress_page_says_how_far_the_import_is(browser, group) -> None:
    url = upload(browser, group, NAMES.encode())["Location"]

    assert browser.get(f"{url}progress/").status_code == 200


@pytest.mark.parametrize("path", ["", "1/", "1/run/", "1/progress/"])
def test_strangers_and_other_facilitators_get_404(group, owner, path) -> None:
    draft = keep_draft(group=group, file=read_roster(NAMES.encode()), key="k", actor=owner, now=NOW)
    stranger = sign_in(Client(), make_account("stranger"))
    url = f"/en/groups/{group.pk}/people/import/{path.replace('1', str(draft.pk))}"

    reply = stranger.post(url) if path.endswith("run/") else stranger.get(url)

    assert reply.status_code == 404


def test_closed_group_takes_no_names(browser, group) -> None:
    Group.objects.update(archived_at=NOW)

    assert browser.get(f"/en/groups/{group.pk}/people/import/").status_code == 409
