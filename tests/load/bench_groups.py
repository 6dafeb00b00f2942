"""Queries and server CPU of the pages about groups: `python -m tests.load.bench_groups [--learners 100000]`.

Seeds an organisation (one group of 10,000 people, the others of 1,000) in a SQLite file of its own and asks each page
as its facilitator does. Prints for each: queries; CPU of the first view with an empty cache (the middle of five
processes that have shown only another group's page before, so that templates are read); the middle CPU of the views
after it; and what a sum that always takes as many steps cost just then, which tells how busy the machine was.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from operator import attrgetter
from pathlib import Path
from statistics import median

BIG, SMALL, PAGES, PROCESSES = 10_000, 1_000, 20, 5
GOAL_MS, GOAL_QUERIES = 60, 10
BATCH = 2_000


def seed(learners: int) -> tuple[int, int]:
    """The numbers of the organisation and of its big group."""
    from django.utils import timezone

    from courses.accounts.models import User
    from courses.catalog.library import catalog
    from courses.organizations.models import Assignment, Group, Membership, Organization

    now, course = timezone.now(), next(iter(catalog().courses.values()))
    chance = random.Random(1)  # noqa: S311 - not a secret
    organization = Organization.objects.create(
        name="Bench", language="en", time_zone="Asia/Shanghai", key="bench", created_at=now
    )
    owner = User.objects.create(username="owner", date_joined=now)
    Membership.objects.create(organization=organization, user=owner, role="owner", since=now)
    sizes = [min(BIG, learners), *[SMALL] * (max(0, learners - BIG) // SMALL)]
    groups = [
        Group.objects.create(
            organization=organization, name=f"Group {number:03}", code=f"BENCH{number:03}", key=f"group-{number}",
            time_zone="Asia/Shanghai", ends_on=date(2099, 12, 31), created_at=now,
        )
        for number in range(len(sizes))
    ]  # fmt: skip
    for group, size in zip(groups, sizes, strict=True):
        Assignment.objects.create(
            organization=organization, group=group, key="bench", course=course.slug, created_at=now,
            due_on=timezone.localdate() - timedelta(days=3),
        )  # fmt: skip
        for start in range(0, size, BATCH):
            people(group, f"{group.pk}-{start}", min(BATCH, size - start), course, chance, now)
        print(f"  {group.name}: {size} people", file=sys.stderr)
    give_a_part(groups[0], course, now)
    return organization.pk, groups[0].pk


def give_a_part(group, course, now) -> None:
    """Some lessons, to every second person by one form."""
    from courses.organizations.models import Assignment, AssignmentMember, Member

    for lesson in course.lessons[1:4]:
        row = Assignment.objects.create(
            organization=group.organization, group=group, key="part", course=course.slug, lesson=lesson.slug,
            created_at=now, for_all=False,
        )  # fmt: skip
        AssignmentMember.objects.bulk_create(
            AssignmentMember(organization=group.organization, assignment=row, member=member)
            for member in Member.objects.filter(group=group).order_by("pk")[::2]
        )


def people(group, name: str, count: int, course, chance: random.Random, now) -> None:
    """Learners who joined two months ago and have done most of a course, with their answers and checks.

    Every fiftieth joined later than she began to learn, and does not share what was before.
    """
    from courses.accounts.models import User
    from courses.learning.models import CheckAttempt, CourseProgress, LessonProgress
    from courses.learning.summaries import summary_of
    from courses.organizations.models import Member
    from courses.organizations.names import folded, sort_key

    users = [User(username=f"m-{name}-{number}", password="!", date_joined=now) for number in range(count)]
    users = User.objects.bulk_create(users)
    early, late = now - timedelta(days=60), now - timedelta(days=20)
    Member.objects.bulk_create(
        Member(
            organization_id=group.organization_id, group=group, learner=user, nickname=(nick := f"小{number:05}"),
            folded=folded(nick + name), sort_key=sort_key(nick + name), listed_at=early,
            joined_at=early if number % 50 else late,
        )
        for number, user in enumerate(users)
    )  # fmt: skip
    rows, attempts = [], []
    for user in users:
        for lesson in course.lessons[: chance.randrange(len(course.lessons) + 1)]:
            at = now - timedelta(days=chance.randrange(1, 50))
            rows.append(
                LessonProgress(
                    learner=user, course=course.slug, lesson=lesson.slug, opened_at=at, touched_at=at,
                    completed_at=at if chance.random() < 0.8 else None, stuck_at=at if chance.random() < 0.1 else None,
                )
            )  # fmt: skip
        for kind in ("diagnostic", "final")[: chance.randrange(3)]:
            right = chance.randrange(11)
            attempts.append(
                CheckAttempt(
                    learner=user, key=kind, course=course.slug, course_version=1, kind=kind, seed=1, drawn=[],
                    started_at=now, sent_at=now, right=right, asked=10, passed=right >= 8,
                )
            )  # fmt: skip
    LessonProgress.objects.bulk_create(rows, batch_size=BATCH)
    summaries = (summary_of(list(own)) for _learner, own in groupby(rows, key=attrgetter("learner_id")))
    CourseProgress.objects.bulk_create((one for one in summaries if one), batch_size=BATCH)
    CheckAttempt.objects.bulk_create(attempts, batch_size=BATCH)
    answers(rows, course, chance)


def answers(rows, course, chance: random.Random) -> None:
    """One right answer to each question of a finished lesson; before it, sometimes a wrong one."""
    from courses.learning.models import Answer
    from literacy.demo_data import right_answer, wrong_answer

    known = {
        lesson.slug: [(one, right_answer(one), wrong_answer(one)) for one in lesson.marked_questions]
        for lesson in course.lessons
    }
    made = []
    for row in rows:
        for question, right, wrong in known[row.lesson]:
            place = {
                "learner_id": row.learner_id, "course": row.course, "lesson": row.lesson, "question": question.id,
                "version": question.version, "at": row.touched_at,
            }  # fmt: skip
            key = f"{row.lesson}-{question.id}"
            if wrong and chance.random() < 0.4:
                made.append(Answer(**place, key=f"{key}-wrong", given=wrong, result="wrong"))
            made.append(Answer(**place, key=key, given=right, result="right"))
    Answer.objects.bulk_create(made, batch_size=BATCH)


def addresses(organization: int, group: int) -> Iterator[tuple[str, str]]:
    from courses.organizations.models import Assignment, Member

    members = Member.objects.filter(group=group).order_by("pk")
    count = members.count()
    member, last = members[4321 % count], max(1, count // 50)
    part = Assignment.objects.filter(group=group, for_all=False).order_by("pk").first()
    results = f"/en/groups/{group}/results/"
    for order in ("pressing", "name", "done", "active"):
        yield f"results by {order}", f"{results}?order={order}"
        yield f"results by {order}, last page", f"{results}?order={order}&page={last}"
        if part:
            yield f"results by {order}, some lessons", f"{results}?order={order}&task={part.course}.{part.pk}"
    yield "results on paper (500 rows)", f"{results}print/"
    yield "one person", f"{results}people/{member.pk}/"
    yield "hard questions", f"{results}questions/"
    yield "before and after", f"{results}gains/"
    yield "assignments", f"/en/groups/{group}/assignments/"
    yield "people of the group", f"/en/groups/{group}/people/"
    yield "people, last page", f"/en/groups/{group}/people/?page={last}"
    yield "people, a nickname sought", f"/en/groups/{group}/people/?q=0432"
    yield "totals of the group", f"/en/groups/{group}/totals/"
    yield "totals of the organisation", f"/en/organizations/{organization}/totals/"
    yield "groups and organisations", "/en/groups/"


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return 1000 * (used.ru_utime + used.ru_stime)


def cpu_of(work: Callable[[], object]) -> float:
    began = cpu()
    work()
    return cpu() - began


@dataclass(frozen=True)
class Seen:
    """What one process measured of one page."""

    name: str
    queries: int
    first: float
    later: float
    yardstick: float
    goes_beyond: bool  # more rows than a page has: no goal is set


def ask(client, address: str) -> None:
    status = client.get(address).status_code
    assert status == 200, f"{address} answers {status}"


def look(organization: int, group: int, other: int) -> list[Seen]:
    """Ask each page: for the other group once, then for the one that counts, first and again."""
    from django.core.cache import cache
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from courses.accounts.models import User

    client, seen = Client(), []
    client.force_login(User.objects.get(username="owner"))
    for (name, address), (_name, before) in zip(
        addresses(organization, group), warming(organization, group, other), strict=True
    ):
        client.get(before)
        cache.clear()
        ask(client, "/en/accessibility/")
        first, *later = [cpu_of(partial(ask, client, address)) for _turn in range(1 + PAGES // PROCESSES)]
        yardstick = cpu_of(lambda: sum(number * number for number in range(200_000)))
        with CaptureQueriesContext(connections["default"]) as found:
            client.get(address)
        queries = len([one for one in found if not one["sql"].startswith(("BEGIN", "COMMIT"))])
        seen.append(Seen(name, queries, first, median(later), yardstick, "500 rows" in name))
    return seen


def warming(organization: int, group: int, other: int) -> Iterator[tuple[str, str]]:
    """The same pages of another group."""
    from courses.organizations.models import Member

    members = Member.objects.order_by("pk")
    for name, address in addresses(organization, group):
        moved = address.replace(f"/groups/{group}/", f"/groups/{other}/").partition("&task=")[0]
        if "/results/people/" in moved:
            moved = f"/en/groups/{other}/results/people/{members.filter(group=other)[0].pk}/"
        yield name, moved


def measure(organization: int, group: int, other: int) -> bool:
    """Print a line for each page; whether all reached the goal."""
    looks = []
    for _process in range(PROCESSES):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=set_up) as pool:
            looks.append(pool.submit(look, organization, group, other).result())
    all_good = True
    print(f"{'page':36}{'queries':>9}{'first ms':>10}{'then ms':>9}{'yardstick':>11}")
    for seen in zip(*looks, strict=True):
        first, later = median(one.first for one in seen), median(one.later for one in seen)
        queries = max(one.queries for one in seen)
        is_good = seen[0].goes_beyond or (queries <= GOAL_QUERIES and max(first, later) <= GOAL_MS)
        all_good = all_good and is_good
        figures = f"{queries:9}{first:10.1f}{later:9.1f}{median(one.yardstick for one in seen):11.1f}"
        print(f"{seen[0].name:36}{figures}{'' if is_good else '  beyond the goal'}")
    return all_good


def set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--learners", type=int, default=100_000)
    options.add_argument("--database", type=Path, help="keep the file here, and use it again if it is there")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-groups-") as folder:
        file = wanted.database or Path(folder) / "groups.sqlite3"
        is_new = not file.exists()
        os.environ["DATABASE_URL"] = f"sqlite:///{file}"
        set_up()
        from django.core.management import call_command
        from django.db import connection

        from courses.organizations.models import Group, Organization

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0, database="attempts")
        if is_new:
            began = time.monotonic()
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=OFF")
            seed(wanted.learners)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            print(f"seeded in {time.monotonic() - began:.0f} s, {file.stat().st_size / 1e6:.0f} MB", file=sys.stderr)
        big, other = Group.objects.order_by("pk").values_list("pk", flat=True)[:2]
        return 0 if measure(Organization.objects.values_list("pk", flat=True)[0], big, other) else 1


if __name__ == "__main__":
    sys.exit(main())
