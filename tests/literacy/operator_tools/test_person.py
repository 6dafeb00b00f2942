"""`manage.py person`: found by what they name, given their data, and erased for good."""

import errno
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from courses.accounts.models import User
from courses.organizations.models import Card, Member
from courses.organizations.short_links.codes import letters_hash, new_token, token_hash
from courses.privacy.erasure.tombstones import is_noted
from courses.privacy.finding import WantedPerson, find_people, shown
from courses.privacy.models import ErasureMark
from tests.conftest import NOW, make_account
from tests.literacy.operator_tools.conftest import by_operator
from tests.organizations.cast import make_group, make_member, make_organization, make_staff
from tests.privacy.rows import CANARY, fill

LETTERS = "7K4M2PXQ"


@pytest.fixture
def learner(member: Member) -> User:
    """Learns in a group, has an address and a card."""
    EmailAddress.objects.create(user=member.learner, email="Lin@example.org", verified=True, primary=True)
    return member.learner


@pytest.fixture
def token(member: Member) -> str:
    token = new_token()
    Card.objects.create(
        organization=member.organization, member=member, token=token_hash(token), issued_at=NOW,
        letters=letters_hash(member.group_id, LETTERS),
    )  # fmt: skip
    return token


def test_person_is_found_by_each_thing_they_can_name(learner, member, token) -> None:
    make_member(member.group, "another")
    ways = [
        WantedPerson(user_name=learner.username.upper()),
        WantedPerson(email="lin@example.org"),
        WantedPerson(card=token.upper()),
        WantedPerson(card="7k4m-2pxq", group=member.group.code),
        WantedPerson(nickname=" 小 林 ", group=member.group.code.lower()),
        WantedPerson(nickname="小林", group=str(member.group_id)),
    ]

    assert [list(find_people(one)) for one in ways] == [[learner]] * len(ways)


def test_code_of_digits_alone_is_no_number_of_a_group(learner, member) -> None:
    member.group.code = "23456789"
    member.group.save()

    assert list(find_people(WantedPerson(nickname="小林", group="23456789"))) == [learner]


def test_what_is_shown_is_how_much_and_never_what(account, run) -> None:
    fill(account)
    User.objects.filter(pk=account.pk).update(username="xiaolin")  # their own word, not one of what they did

    said = run("person", "--user-name", "xiaolin")

    assert f"{account.pk}  xiaolin, since 2026-11-25" in said
    assert "1  Your answers" in said.replace("     ", "")
    places = ("    learns in group", "    owner of organisation")  # by which an operator sees that it is them
    assert [line for line in said.splitlines() if CANARY in line and not line.startswith(places)] == []
    assert by_operator() == []


def test_places_are_named(learner, member, run) -> None:
    said = run("person", "--email", "lin@example.org")

    assert f"learns in group {member.group_id} of Riverside Centre, as 小林" in said


def test_places_are_their_own_and_in_the_order_in_which_they_came(learner, member) -> None:
    make_member(member.group, "another")
    make_member(make_group(member.organization, "Morning group"), "小林二", learner=learner)

    assert [one.rpartition(" ")[2] for one in shown(learner).places] == ["小林", "小林二"]


def test_export_is_the_one_of_their_own_page(learner, run, tmp_path) -> None:
    file = tmp_path / "data.zip"
    run("person", "--email", "lin@example.org", "--export", file, "--language", "en")

    with zipfile.ZipFile(file) as packed:
        held = json.loads(packed.read("data.json"))["tables"]
        page = packed.read("readable.html").decode()
    assert held["accounts.User"][0]["username"] == learner.username
    assert "My data" in page
    assert file.stat().st_mode & 0o777 == 0o600
    assert by_operator() == [("export", "own data")]


def test_export_overwrites_nothing(learner, run, tmp_path) -> None:
    (tmp_path / "data.zip").write_text("older")

    with pytest.raises(CommandError, match="cannot be written: File exists"):
        run("person", "--email", "lin@example.org", "--export", tmp_path / "data.zip")

    assert (tmp_path / "data.zip").read_text() == "older"
    assert by_operator() == []


def test_erased_person_is_gone_and_noted_so_that_no_copy_brings_them_back(learner, run) -> None:
    said = run("person", "--email", "lin@example.org", "--erase", "--yes")

    marks = frozenset(ErasureMark.objects.values_list("mark", flat=True))
    assert said.splitlines()[-1].startswith("erased: ")
    assert not User.objects.filter(pk=learner.pk).exists()
    assert not Member.objects.filter(nickname="小林").exists()
    assert is_noted(learner, marks)
    assert by_operator() == [("erased", "")]
    with pytest.raises(CommandError, match="Nobody here fits"):
        run("person", "--email", "lin@example.org")


def test_nothing_is_erased_without_yes(learner, run) -> None:
    said = run("person", "--email", "lin@example.org", "--erase")

    assert said.splitlines()[-1] == "Nothing was changed. Add --yes to do it."
    assert User.objects.filter(pk=learner.pk).exists()
    assert not ErasureMark.objects.exists()


def test_one_of_several_is_chosen_by_number(learner, run) -> None:
    other = make_account("other")
    EmailAddress.objects.create(user=other, email="lin@example.org")

    assert list(find_people(WantedPerson(email="lin@example.org"))) == [learner, other]
    with pytest.raises(CommandError, match="Several fit. Say which one with --number"):
        run("person", "--email", "lin@example.org", "--erase", "--yes")
    run("person", "--email", "lin@example.org", "--number", other.pk, "--erase", "--yes")

    assert User.objects.filter(pk=learner.pk).exists()
    assert not User.objects.filter(pk=other.pk).exists()


def test_erasing_refuses_with_another_sites_key(learner, run, settings) -> None:
    run("age_out")
    settings.ERASURE_KEY = "of-another-site-0123456789-0123456789-0123456789"

    with pytest.raises(CommandError, match="ERASURE_KEY is not the key of this database"):
        run("person", "--email", "lin@example.org", "--erase", "--yes")

    assert User.objects.filter(pk=learner.pk).exists()


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ([], "Name one thing"),
        (["--user-name", "a", "--email", "b@example.org"], "Name one thing"),
        (["--nickname", "a"], "Name one thing"),
        (["--group", "7"], "Name one thing"),
        (["--nickname", "a", "--group", "999999"], "No group has this code or number"),
        (["--nickname", "a", "--group", "ZZZZZZZZ"], "No group has this code or number"),
        (["--nickname", "a", "--group", "ZZ"], "No group has this code or number"),
        (["--user-name", "nobody-here"], "Nobody here fits"),
        (["--card", "no-card"], "Nobody here fits"),
        (["--language", "fr"], "choose from 'zh-hans', 'en'"),
    ],
)
def test_wrong_input_is_answered_in_words(db, named, says) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("person", *named)

    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("problem", "seen"),
    [(OSError(errno.ENOSPC, "No space left on device"), CommandError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_export_that_is_cut_off_leaves_no_half_file(run, learner, tmp_path, monkeypatch, problem, seen) -> None:
    def cut_off(*_: object, **__: object) -> bytes:
        raise problem

    monkeypatch.setattr("literacy.management.commands.person.as_zip", cut_off)

    with pytest.raises(seen):
        run("person", "--user-name", learner.username, "--export", tmp_path / "data.zip")

    assert list(tmp_path.iterdir()) == []


def test_longest_number_of_a_group_is_a_number(learner, member) -> None:
    group = make_group(member.organization, "Numbered", pk=1_234_567)
    there = make_member(group, "小林")

    assert list(find_people(WantedPerson(nickname="小林", group="1234567"))) == [there.learner]


def test_nickname_and_card_are_looked_for_in_their_own_group_alone(learner, member, token) -> None:
    other = make_group(member.organization, "Morning group")
    there = make_member(other, "小林")
    for one in (there, make_member(member.group, "Has another card")):
        Card.objects.create(
            organization=one.organization, member=one, token=token_hash(new_token()), issued_at=NOW,
            letters=letters_hash(one.group_id, LETTERS[::-1]),
        )  # fmt: skip

    assert list(find_people(WantedPerson(card=LETTERS, group=member.group.code))) == [learner]
    assert list(find_people(WantedPerson(nickname="小林", group=other.code))) == [there.learner]
    assert list(find_people(WantedPerson(card=LETTERS, group=other.code))) == []


def test_whoever_fits_in_two_ways_is_found_once(learner, member, token) -> None:
    User.objects.filter(pk=learner.pk).update(email="LIN@example.org")
    EmailAddress.objects.create(user=learner, email="Other@example.org")

    assert list(find_people(WantedPerson(email="lin@example.org"))) == [learner]


def test_address_that_only_the_account_holds_is_found(learner, member) -> None:
    person = make_account("signed-up")
    User.objects.filter(pk=person.pk).update(email="Own@example.org")

    assert list(find_people(WantedPerson(email="own@example.org"))) == [person]


def test_places_to_work_at_stand_in_the_order_in_which_they_came(account) -> None:
    first, second = make_organization("First"), make_organization("Second")
    make_staff(first, account)
    make_staff(second, account)

    assert shown(account).places == (
        f"facilitator of organisation {first.pk} First", f"facilitator of organisation {second.pk} Second",
    )  # fmt: skip


def test_only_tables_that_hold_something_are_counted(account) -> None:
    assert [number for _title, number in shown(account).rows] == [1]
