"""Creating, changing, archiving a group, and who leads it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.organizations.groups import actions
from courses.organizations.models import Event, Group, GroupFacilitator, Member, Membership
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_group, make_lead, make_member, make_staff
from tests.organizations.pages import key_in, url

pytestmark = pytest.mark.django_db
LAST_DAY = timezone.localdate() + timedelta(days=200)
VALUES = {
    "name": "Evening group", "who_joins": "anyone", "mode": "own-phones", "ends_on": str(LAST_DAY),
    "time_zone": "Asia/Shanghai",
}  # fmt: skip


def test_facilitator_creates_a_group_and_leads_it(organization, facilitator, facilitator_client) -> None:
    form = facilitator_client.get(url("group-new", organization.pk)).content.decode()
    sent = {**VALUES, "key": key_in(form)}

    answers = [facilitator_client.post(url("group-new", organization.pk), sent) for _press in range(2)]

    made = Group.objects.get()
    assert [answer["Location"] for answer in answers] == [url("group-ready", made.pk)] * 2
    assert list(Group.objects.led_by(facilitator)) == [made]
    assert made.printed_code in facilitator_client.get(url("group-ready", made.pk)).content.decode()


def test_viewer_creates_no_group(organization, viewer_client) -> None:
    assert viewer_client.get(url("group-new", organization.pk)).status_code == 404
    assert viewer_client.post(url("group-new", organization.pk), VALUES).status_code == 404
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"name": "x" * 200}, {"mode": "bus"}, {"who_joins": ""}, {"ends_on": "tomorrow"},
        {"ends_on": "2001-01-01"}, {"ends_on": "9999-12-31"}, {"time_zone": "Mars/Base"}, {"ends_on": ""},
    ],
    ids=str,
)  # fmt: skip
def test_group_with_wrong_values_is_shown_again(organization, facilitator_client, wrong: dict) -> None:
    form = facilitator_client.get(url("group-new", organization.pk)).content.decode()

    answer = facilitator_client.post(url("group-new", organization.pk), {**VALUES, "key": key_in(form), **wrong})

    assert (answer.status_code, Group.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "form", ["{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0:%Y.%m.%d}", "{0:%Y}年{0.month}月{0.day}日"]
)
def test_last_day_is_read_in_several_ways(organization, facilitator_client, form: str) -> None:
    page = facilitator_client.get(url("group-new", organization.pk)).content.decode()

    facilitator_client.post(
        url("group-new", organization.pk), {**VALUES, "key": key_in(page), "ends_on": form.format(LAST_DAY)}
    )

    assert Group.objects.get().ends_on == LAST_DAY


def test_second_of_two_editors_is_told_and_overwrites_nothing(group, owner_client, facilitator_client) -> None:
    opened = {**VALUES, "version": group.version}
    owner_client.post(url("group-edit", group.pk), {**opened, "name": "Changed by the owner"})

    answer = facilitator_client.post(url("group-edit", group.pk), {**opened, "name": "Changed by the facilitator"})

    group.refresh_from_db()
    page = answer.content.decode()
    assert (answer.status_code, group.name) == (409, "Changed by the owner")
    assert page.count("Changed by the owner") >= 1
    assert 'value="Changed by the facilitator"' in page
    assert f'name="version" value="{group.version}"' in page


def test_second_editor_may_save_after_seeing_both(group, owner_client, facilitator_client) -> None:
    owner_client.post(url("group-edit", group.pk), {**VALUES, "version": group.version, "name": "First"})
    group.refresh_from_db()

    facilitator_client.post(url("group-edit", group.pk), {**VALUES, "version": group.version, "name": "Second"})

    group.refresh_from_db()
    assert (group.name, Event.objects.filter(what="group-edited").count()) == ("Second", 2)


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 30])
def test_edit_without_a_version_is_refused(group, facilitator_client, version: str) -> None:
    answer = facilitator_client.post(url("group-edit", group.pk), {**VALUES, "version": version, "name": "New"})

    group.refresh_from_db()
    assert (answer.status_code, group.name) == (422, "Evening group")


def test_archiving_a_group_can_be_undone_at_once_and_much_later(group, facilitator, facilitator_client) -> None:
    facilitator_client.post(url("group-archive", group.pk))
    banner = facilitator_client.get(url("index")).content.decode()
    facilitator_client.post(url("group-restore", group.pk))
    group.refresh_from_db()
    restored = group.archived_at
    actions.archive_group(group=group, actor=facilitator, now=timezone.now() - timedelta(days=90))

    late = facilitator_client.post(url("group-restore", group.pk)).status_code

    group.refresh_from_db()
    assert (url("group-restore", group.pk) in banner, restored, late, group.archived_at) == (True, None, 303, None)


def test_new_code_replaces_the_old_one(group, facilitator_client) -> None:
    old = group.code

    facilitator_client.post(url("renew-code", group.pk), {"seen": old})

    group.refresh_from_db()
    assert (group.code != old, len(group.code)) == (True, 8)


def test_groups_end_after_their_last_day_in_their_own_time_zone(organization) -> None:
    evening_in_london = NOW.replace(hour=17)  # the next day has begun in Shanghai
    there = make_group(organization, "There", ends_on=NOW.date(), time_zone="Asia/Shanghai")
    here = make_group(organization, "Here", ends_on=NOW.date(), time_zone="Europe/London")

    ended = [actions.end_groups(now=evening_in_london) for _time in range(2)]

    there.refresh_from_db()
    here.refresh_from_db()
    assert (ended, there.archived_at, here.archived_at) == ([1, 0], evening_in_london, None)
    assert Event.objects.get().what == "group-ended"


def test_owner_says_who_leads(organization, group, owner_client) -> None:
    new = make_account("new-lead")
    membership = make_staff(organization, new)

    owner_client.post(url("leads", group.pk), {"membership": membership.pk, "leads": "on"})
    led = list(Group.objects.led_by(new))
    owner_client.post(url("leads", group.pk), {"membership": membership.pk})

    assert (led, list(Group.objects.led_by(new))) == ([group], [])
    assert "new-lead" in owner_client.get(url("leads", group.pk)).content.decode()


def test_facilitator_does_not_say_who_leads(group, facilitator_client, facilitator) -> None:
    mine = Membership.objects.get(user=facilitator)

    answer = facilitator_client.post(url("leads", group.pk), {"membership": mine.pk})

    assert (answer.status_code, GroupFacilitator.objects.count()) == (404, 1)


def test_only_facilitators_of_the_organization_can_lead(group, owner_client, viewer) -> None:
    mine = Membership.objects.get(user=viewer)

    codes = [
        owner_client.post(url("leads", group.pk), {"membership": pk, "leads": "on"}).status_code
        for pk in (mine.pk, 10**12)
    ]

    assert codes == [404, 404]
    assert owner_client.post(url("leads", group.pk), {"membership": "x"}).status_code == 422


@pytest.mark.parametrize("who", ["viewer_client", "stranger_client", "member_client", "other_lead"])
def test_pages_of_a_group_are_not_there_for_others(organization, group, member, who: str, request) -> None:
    if who == "other_lead":
        lead = make_account("other-lead")
        make_lead(make_group(organization, "Morning group"), lead)
        client = sign_in(request.getfixturevalue("client"), lead)
    else:
        client = request.getfixturevalue(who)
    read = [
        url(name, group.pk)
        for name in ("people", "people-add", "group-edit", "group-ready", "join-sheet", "screen", "leads")
    ]
    written = [url(name, group.pk) for name in ("group-archive", "group-restore", "renew-code", "cards")]
    of_one = [
        url(name, group.pk, member.pk)
        for name in ("member-remove", "take-back", "card-new", "card-void", "card-valid", "secret-reset")
    ]

    codes = {client.get(page).status_code for page in [*read, url("access", group.pk, member.pk)]}
    codes |= {client.post(page).status_code for page in [*written, *of_one]}

    assert codes == {404}
    assert not Event.objects.exists()
    assert Member.objects.present().filter(pk=member.pk).exists()


@pytest.mark.parametrize("people", [2, 120])
def test_list_costs_the_same_for_few_and_many_people(
    group, facilitator_client, django_assert_max_num_queries, people: int
) -> None:
    for number in range(people):
        make_member(group, f"learner {number}")

    with django_assert_max_num_queries(10):
        page = facilitator_client.get(url("people", group.pk)).content.decode()

    assert page.count("learner") >= min(people, 50)
    assert page.count("<tr>") == min(people, 50) + 1


def test_list_is_searched_by_nickname(group, member, facilitator_client) -> None:
    make_member(group, "Ann Lee")

    page = facilitator_client.get(url("people", group.pk), {"q": "ＡＮＮ"}).content.decode()
    nobody = facilitator_client.get(url("people", group.pk), {"q": "%"}).content.decode()

    assert ("Ann Lee" in page, "小林" in page, "Ann Lee" in nobody) == (True, False, False)


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=99999999999999999999", "?q=" + "x" * 500, "?q=%00"])
def test_list_with_odd_questions_is_shown_again(group, facilitator_client, query: str) -> None:
    assert facilitator_client.get(url("people", group.pk) + query).status_code == 422


def test_people_stand_by_pinyin_or_as_they_came_on_the_list(group, facilitator_client) -> None:
    for minute, name in enumerate(["张三", "李四", "Lee", "阿梅"]):
        make_member(group, name, listed_at=NOW + timedelta(minutes=minute))

    def shown(query: str) -> list[str]:
        page = facilitator_client.get(f"{url('people', group.pk)}{query}").content.decode()
        return re.findall(r'<th scope="row">.*?<bdi>([^<]+)</bdi>', page, re.DOTALL)

    assert shown("") == ["Lee", "阿梅", "李四", "张三"]
    assert shown("?order=listed") == ["张三", "李四", "Lee", "阿梅"]
    assert shown("?order=other") == shown("")


def test_order_of_the_list_is_kept_on_its_next_page(group, facilitator_client) -> None:
    for number in range(51):
        make_member(group, f"n{number}")

    page = facilitator_client.get(f"{url('people', group.pk)}?order=listed&q=n").content.decode()

    assert "?q=n&amp;order=listed&amp;page=2" in page
