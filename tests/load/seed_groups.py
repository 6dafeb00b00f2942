"""An organisation of many learners for measuring: one group of 10,000 people, the others of 1,000."""

import random
import sys
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

BIG, SMALL = 10_000, 1_000
BATCH = 2_000


def seed(learners: int) -> tuple[int, int]:
    """The numbers of the organisation and of its big group."""
    from django.utils import timezone

    from courses.accounts.models import User
    from courses.catalog.published.library import catalog
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

    Every fiftieth joined later than they began to learn, and does not share what was before.
    """
    from courses.accounts.models import User
    from courses.learning.course_progress.summaries import summary_of
    from courses.learning.models import CheckAttempt, CourseProgress, LessonProgress
    from courses.organizations.forms.names import folded, sort_key
    from courses.organizations.joining.stays import note_stays
    from courses.organizations.models import Member

    users = [User(username=f"m-{name}-{number}", password="!", date_joined=now) for number in range(count)]
    users = User.objects.bulk_create(users)
    early, late = now - timedelta(days=60), now - timedelta(days=20)
    members = Member.objects.bulk_create(
        Member(
            organization_id=group.organization_id, group=group, learner=user, nickname=(nick := f"小{number:05}"),
            folded=folded(nick + name), sort_key=sort_key(nick + name), listed_at=early,
            joined_at=early if number % 50 else late, began_here=True,
        )
        for number, user in enumerate(users)
    )  # fmt: skip
    note_stays([member.pk for member in members], now=early)
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
    sent = {one.learner_id: [(one.sent_at, one.passed)] for one in attempts if one.kind == CheckAttempt.FINAL}
    summaries = (
        summary_of(list(own), sent.get(learner, ())) for learner, own in groupby(rows, key=attrgetter("learner_id"))
    )
    CourseProgress.objects.bulk_create((one for one in summaries if one), batch_size=BATCH)
    CheckAttempt.objects.bulk_create(attempts, batch_size=BATCH)
    answers(rows, course, chance)


def answers(rows, course, chance: random.Random) -> None:
    """One right answer to each question of a finished lesson; before it, sometimes a wrong one."""
    from courses.learning.models import Answer
    from literacy.demo.learner import right_answer, wrong_answer

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
