"""Does one thing again and again on a database, and writes down each that is committed: a process to be cut off.

`python -m tests.load.faults.disk.flows NAME,NAME TIMES FILE [SPOILED]`: each line of FILE, written after the commit,
is a query whose one value must be true ever after.
"""

import itertools
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import django
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

Proof = tuple[str, list[Any]]
OWNER = "owner-of-the-flow"
OTHERS = 1_000_000  # who is erased has a number above those of all who stay
UNSYNCED = "an unsynced log"
TORN_APART = "no transaction"
PREPARE = "prepare"


def answer(number: int, now: datetime) -> Proof:
    """A new guest's right answer."""
    from courses.catalog.published.library import catalog
    from courses.learning.lessons.actions import record_answer
    from literacy.demo.learner import right_answer

    lesson = next(one for course in catalog().courses.values() for one in course.lessons if one.marked_questions)
    question = lesson.marked_questions[number % len(lesson.marked_questions)]
    guest = _person(f"guest-{number}", now)
    record_answer(
        learner=lambda _now: guest, lesson=lesson, question=question, occasion="lesson",
        given=right_answer(question), key=f"answer-{number}", now=now,
    )  # fmt: skip
    return (
        "SELECT count(*) = 1 FROM learning_answer JOIN learning_lessonprogress USING (learner_id) WHERE key = %s",
        [f"answer-{number}"],
    )


def finish(number: int, now: datetime) -> Proof:
    """Somebody finishes a lesson without questions."""
    from courses.catalog.published.library import catalog
    from courses.learning.lessons.actions import finish_lesson

    lesson = next(one for course in catalog().courses.values() for one in course.lessons)
    person = _person(f"reader-{number}", now)
    finish_lesson(learner=lambda _now: person, lesson=lesson, now=now)
    return "SELECT count(*) = 1 FROM learning_lessonprogress WHERE learner_id = %s", [person.pk]


def join(number: int, now: datetime) -> Proof:
    """Somebody joins the group with a nickname."""
    from courses.organizations.joining.actions import JoinWish, join_with
    from courses.organizations.joining.secret_codes import check_secret, hashed

    wish = JoinWish(f"Joined {number}", _secret(check_secret, hashed), is_under_14=False, shares_earlier=False)
    join_with(account=None, guest=None, group=_group(), wish=wish, key=f"join-{number}", now=now)
    return "SELECT count(*) = 1 FROM organizations_member WHERE nickname = %s", [wish.nickname]


def listing(number: int, now: datetime) -> Proof:
    """A name is put on the group's list."""
    from courses.organizations.groups.members import list_member

    list_member(group=_group(), nickname=f"Listed {number}", consent="", actor=_owner(), now=now)
    return "SELECT count(*) = 1 FROM organizations_member WHERE nickname = %s", [f"Listed {number}"]


def erasing(number: int, now: datetime) -> Proof:
    """Somebody who has answered erases everything."""
    from courses.privacy.erasure.erase import erase

    answer(number + OTHERS, now)
    erase(learner=_person(f"guest-{number + OTHERS}", now))
    return "SELECT count(*) = 0 FROM accounts_user WHERE username = %s", [f"guest-{number + OTHERS}"]


def editing(number: int, now: datetime) -> Proof:
    """The group gets another name."""
    from courses.organizations.groups.actions import EDITED, edit_group

    group = _group()
    values = {**{name: getattr(group, name) for name in EDITED}, "name": f"Name {number}"}
    edit_group(group=group, version=group.version, values=values, actor=_owner(), now=now)
    return "SELECT count(*) = 1 FROM organizations_group WHERE version > %s", [group.version]


FLOWS: dict[str, Callable[[int, datetime], Proof]] = {
    one.__name__: one for one in (answer, finish, join, listing, erasing, editing)
}


def _person(username: str, now: datetime) -> Any:
    from courses.accounts.models import User

    return User.objects.get_or_create(
        username=username, defaults={"date_joined": now, "last_active_on": now.date()}
    )[0]  # fmt: skip


def _owner() -> Any:
    from courses.accounts.models import User

    return User.objects.get(username=OWNER)


def _group() -> Any:
    from courses.organizations.models import Group

    return Group.objects.get()


_SECRETS: list[str] = []


def _secret(check: Callable[..., str], hashed: Callable[[str], str]) -> str:
    """One hash for all: it costs 0.2 s of CPU."""
    if not _SECRETS:
        _SECRETS.append(hashed(check("of-the-flow-1", nickname="")))
    return _SECRETS[0]


def prepare() -> None:
    """The organisation and group that flows act on."""
    from courses.organizations.groups.actions import create_group
    from courses.organizations.models import Group
    from courses.organizations.staffing.actions import create_organization

    now = timezone.now()
    owner, zone = _person(OWNER, now), settings.TIME_ZONE
    organization = create_organization(
        name="Centre", language="en", place="", time_zone=zone, owner=owner, key="flow", now=now
    )
    values = {
        "name": "Group", "mode": Group.OWN_PHONES, "who_joins": Group.ANYONE, "time_zone": zone,
        "ends_on": now.date() + timedelta(days=30),
    }  # fmt: skip
    create_group(organization=organization, values=values, actor=owner, key="flow", now=now)


def _spoil(how: str) -> None:
    if how == UNSYNCED:
        options = settings.DATABASES["default"]["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
    if how == TORN_APART:
        transaction.Atomic.__enter__ = transaction.Atomic.__exit__ = lambda *_: None


def main(names: Sequence[str], times: int, file: str, how: str = "") -> None:
    """Every flow named, in turns, so many times."""
    acknowledged = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    _spoil(how)
    for number, name in itertools.product(range(times), names):
        try:
            proof = FLOWS[name](number, timezone.now())
        except DatabaseError:  # refused: nobody was told that it is kept
            connection.close()
            continue
        os.write(acknowledged, (json.dumps(proof) + "\n").encode())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()
    if sys.argv[1] == PREPARE:
        prepare()
    else:
        main(sys.argv[1].split(","), int(sys.argv[2]), *sys.argv[3:])
