"""What stands already is asked about before it is given once more: neither refused nor silently doubled."""

import pytest

from courses.organizations.models import Assignment
from tests.organizations.cast import make_member
from tests.organizations.pages import key_in, url
from tests.organizations.reports.learning import give

FORM = {"scope": "course", "who": "all", "due": "never", "note": ""}
ASKED = "This was given to them already"


def send(client, group, course, **changes):
    """Fill the form in and press “Assign”, whatever the page between says."""
    address = url("assign-course", group.pk, course.slug)
    asked = client.post(address, {**FORM, **changes}).content.decode()
    return client.post(address, {**FORM, **changes, "stage": "send", "key": key_in(asked)})


def test_same_course_twice_is_asked_about(facilitator_client, group, course) -> None:
    (row,) = give(group, course)

    answer = send(facilitator_client, group, course)

    page = answer.content.decode()
    assert (answer.status_code, Assignment.objects.count()) == (200, 1)
    assert ASKED in page
    assert ('name="again" value="on"' in page, ">Assign<" in page) == (True, False)
    assert url("assignment-day", group.pk, row.pk) in page


def test_same_course_is_given_again_when_that_is_wanted(facilitator_client, group, course) -> None:
    give(group, course)

    assert send(facilitator_client, group, course, again="on").status_code == 303
    assert Assignment.objects.count() == 2


def test_pressing_twice_is_not_asked_about(facilitator_client, group, course) -> None:
    address = url("assign-course", group.pk, course.slug)
    sent = {**FORM, "stage": "send", "key": key_in(facilitator_client.post(address, FORM).content.decode())}

    assert [facilitator_client.post(address, sent).status_code for _press in range(2)] == [303, 303]
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("stands", "wanted", "is_asked"),
    [
        ("course", "lesson", True),
        ("lesson", "course", True),
        ("lesson", "lesson", True),
        ("other lesson", "lesson", False),
        ("first check", "course", False),
        ("first check", "check", True),
        ("first check", "course and check", True),
        ("withdrawn", "course", False),
        ("for somebody else", "lesson for 小林", False),
        ("for somebody else", "lesson", True),
    ],
)
def test_only_the_same_for_the_same_people_is_asked_about(
    facilitator_client, group, member, course, stands, wanted, is_asked
) -> None:
    first, second = course.lessons[0].slug, course.lessons[1].slug
    lesson = {"scope": "lessons", "lessons": [first]}
    {
        "course": lambda: give(group, course),
        "lesson": lambda: give(group, course, first),
        "other lesson": lambda: give(group, course, second),
        "first check": lambda: give(group, course, is_first_check=True),
        "withdrawn": lambda: give(group, course) and Assignment.objects.update(withdrawn_at="2026-11-25T08:00Z"),
        "for somebody else": lambda: give(group, course, people=(make_member(group, "Lee"),)),
    }[stands]()
    sent = {
        "course": {},
        "lesson": lesson,
        "check": {"scope": "check"},
        "course and check": {"first_check": "on"},
        "lesson for 小林": {**lesson, "who": "some", "people": [str(member.pk)]},
    }[wanted]

    page = facilitator_client.post(url("assign-course", group.pk, course.slug), {**FORM, **sent}).content.decode()

    assert (ASKED in page) == is_asked
