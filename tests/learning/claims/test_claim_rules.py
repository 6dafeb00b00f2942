"""Adding a guest's learning: what makes a claim of its own, whose rows are touched, and what an undo leaves alone."""

from datetime import timedelta

import pytest

from courses.catalog.published.library import catalog
from courses.learning.claims import actions
from courses.learning.claims.merging import RULES, rule_named
from courses.learning.claims.offers import claim_to_undo, left_out, offer_of, open_offer
from courses.learning.course_progress.summaries import wrong_summaries
from courses.learning.models import (
    Answer,
    CheckAttempt,
    Claim,
    ClaimOffer,
    ExerciseOutcome,
    LearningPath,
    LearningRecord,
    LessonProgress,
    ReviewCard,
    StepChoice,
    WellbeingResult,
)
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_account, make_guest
from tests.learning.claims.claimer import LATER, add, answer, fill

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
PLACE = {"course": "reading-a-loan", "lesson": "one-yardstick"}
NEW = {  # one row of each table in which a guest's learning shows, written at a moment
    "answer": lambda who, at: Answer.objects.create(
        learner=who, key="new", question="q", given="a", result="right", version="1", at=at, **PLACE
    ),
    "lesson": lambda who, at: LessonProgress.objects.create(learner=who, opened_at=NOW, touched_at=at, **PLACE),
    "check": lambda who, at: CheckAttempt.objects.create(
        learner=who, key="new", course="reading-a-loan", course_version=1, kind="final", seed=1, drawn=[], started_at=at
    ),
    "step": lambda who, at: StepChoice.objects.create(learner=who, action="a", choice="will", chosen_at=at, **PLACE),
    "wellbeing": lambda who, at: WellbeingResult.objects.create(
        learner=who, key="new", occasion="after", age="18-61", mode="self", answers=[2] * 10, score=50, at=at
    ),
    "record": lambda who, at: LearningRecord.objects.create(
        learner=who, key="new", code="NEW", course="reading-a-loan", course_version=1, right=8, asked=10,
        passed_on=NOW.date(), issued_at=at,
    ),
    "path": lambda who, at: LearningPath.objects.create(
        learner=who, key="new", goals=["late"], seed=1, drawn=[], begun_at=NOW, touched_at=at, made_at=NOW
    ),
}  # fmt: skip


KEPT_OF_ACCOUNT = {"action", "choice", "chosen_at", "wants_mail"}  # of a step: what the account said stands


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.is_of_place], ids=lambda rule: rule.model.__name__)
def test_every_field_of_a_row_that_both_may_have_is_merged_or_kept(rule) -> None:
    fields = {field.name for field in rule.model._meta.concrete_fields}
    assert fields - {"id", "learner", *rule.same, *rule.changes} <= KEPT_OF_ACCOUNT


def checked(person, key: str, **fields: object) -> CheckAttempt:
    values = {"course": "reading-a-loan", "course_version": 1, "kind": "final", "seed": 1, "drawn": [], **fields}
    return CheckAttempt.objects.create(learner=person, key=key, started_at=NOW, **values)


@pytest.mark.parametrize("kind", NEW)
@pytest.mark.parametrize(("after", "is_new"), [(-SECOND, False), (0 * SECOND, False), (SECOND, True)])
def test_only_what_was_done_after_a_claim_makes_another(account, guest, kind, after, is_new) -> None:
    first = add(account, guest)
    NEW[kind](guest, LATER + after)

    second = add(account, guest, LATER + DAY)

    assert (second.claimed_at == LATER + DAY) is is_new
    assert second.account == first.account


def test_what_somebody_else_did_since_makes_no_claim(account, guest) -> None:
    first, other = add(account, guest), make_guest("another-guest-0001")
    for make in NEW.values():
        make(other, LATER + SECOND)

    assert add(account, guest, LATER + DAY) == first


def test_guest_who_is_an_account_now_is_refused_though_there_are_other_guests(account, guest) -> None:
    make_guest("another-guest-0001")
    guest.username = "now-an-account"
    guest.save()

    with pytest.raises(actions.NotAGuestError):
        add(account, guest)


def test_last_of_several_claims_is_the_one_to_undo(account, guest) -> None:
    first, other = add(account, guest), make_guest("another-guest-0001")
    last = add(account, other, LATER + DAY)

    assert claim_to_undo(account, now=LATER + DAY) == last
    assert claim_to_undo(make_account("somebody"), now=LATER + DAY) is None
    actions.undo(account=account, catalog=catalog(), now=LATER + DAY)
    assert list(Claim.objects.all()) == [first]


def test_adding_answers_the_question_about_this_guest_and_no_other(account, guest) -> None:
    other = make_guest("another-guest-0001")
    for one in (guest, other):
        actions.offer(account=account, guest=one, now=NOW)

    add(account, guest)

    assert [row.guest for row in ClaimOffer.objects.all()] == [other]


def test_question_moves_to_the_last_sign_in_until_it_is_declined(account, guest) -> None:
    actions.offer(account=account, guest=guest, now=NOW)
    assert actions.offer(account=account, guest=guest, now=NOW + SECOND).pk
    asked = ClaimOffer.objects.get()
    actions.decline(account=account, guest=guest, now=NOW + 2 * SECOND)
    actions.offer(account=account, guest=guest, now=NOW + DAY)
    declined = ClaimOffer.objects.get()

    assert (asked.offered_at, declined.offered_at) == (NOW + SECOND, NOW + SECOND)
    assert declined.declined_at == NOW + 2 * SECOND


def test_summaries_of_both_are_true_after_adding_and_after_undoing(account, guest, lesson) -> None:
    for question in lesson.marked_questions:
        answer(guest, lesson, question, right_answer(question), f"g-{question.id}")

    add(account, guest)
    after_adding = wrong_summaries()
    actions.undo(account=account, catalog=catalog(), now=LATER + DAY)

    assert (after_adding, wrong_summaries()) == ([], [])


def test_sent_check_and_made_path_move_where_the_account_has_open_ones(account, guest) -> None:
    checked(account, "open")
    checked(guest, "sent", sent_at=NOW, right=8, asked=10, passed=True)
    common = {"goals": ["late"], "seed": 1, "drawn": [], "begun_at": NOW, "touched_at": NOW}
    LearningPath.objects.create(learner=account, key="being-made", **common)
    LearningPath.objects.create(learner=guest, key="made", made_at=NOW, **common)

    add(account, guest)

    assert set(CheckAttempt.objects.filter(learner=account).values_list("key", flat=True)) == {"open", "sent"}
    assert set(LearningPath.objects.filter(learner=account).values_list("key", flat=True)) == {"being-made", "made"}


def test_rounds_of_both_are_all_kept(account, guest) -> None:
    for person in (account, guest):
        ExerciseOutcome.objects.create(learner=person, key=f"round-{person.pk}", kind="spot-ad", judged={}, at=NOW)

    add(account, guest)

    assert ExerciseOutcome.objects.filter(learner=account).count() == 2


def test_lesson_that_both_have_only_begun_is_not_complete_together(account, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    for person in (account, guest):
        answer(person, lesson, question, right_answer(question), f"a-{person.pk}")

    add(account, guest)

    assert LessonProgress.objects.get(learner=account).completed_at is None


def test_undo_leaves_lessons_complete_that_were_so_before_or_elsewhere(account, guest, lesson, course) -> None:
    """A lesson that is complete without answers that say so: its questions were others then."""
    other = next(one for one in course.lessons if one.slug != lesson.slug and one.marked_questions)
    common = {"learner": account, "course": course.slug, "opened_at": NOW, "touched_at": NOW}
    LessonProgress.objects.create(lesson=lesson.slug, completed_at=NOW, **common)
    answer(guest, lesson, lesson.marked_questions[0], right_answer(lesson.marked_questions[0]), "g")
    add(account, guest)
    LessonProgress.objects.create(lesson=other.slug, completed_at=LATER + SECOND, **common)

    actions.undo(account=account, catalog=catalog(), now=LATER + DAY)

    complete = LessonProgress.objects.filter(learner=account, completed_at__isnull=False)
    assert set(complete.values_list("lesson", flat=True)) == {lesson.slug, other.slug}


def test_undo_passes_over_a_row_that_is_gone(account, guest, lesson) -> None:
    for person in (account, guest):
        question = lesson.marked_questions[0]
        answer(person, lesson, question, right_answer(question), f"a-{person.pk}", at=NOW + person.pk * SECOND)
    add(account, guest)
    LessonProgress.objects.filter(learner=account).delete()

    actions.undo(account=account, catalog=catalog(), now=LATER + DAY)

    assert not Claim.objects.exists()


def test_offer_counts_this_guest_alone_also_after_a_claim(account, guest) -> None:
    add(account, guest)
    NEW["answer"](guest, LATER + SECOND)
    fill(make_guest("another-guest-0001"))
    WellbeingResult.objects.update(at=LATER + DAY)

    offer = offer_of(guest)

    assert (offer.answers, offer.results, offer.last_at) == (1, 0, LATER + SECOND)


def test_claim_of_another_guest_hides_nothing_of_this_ones(account, guest) -> None:
    NEW["answer"](guest, NOW)
    add(make_account("somebody"), make_guest("another-guest-0001"), LATER)

    assert offer_of(guest).answers == 1


def test_sign_in_where_one_guest_learned_moves_no_question_about_another(account, guest) -> None:
    other = make_guest("another-guest-0001")
    for one in (other, guest):
        actions.offer(account=account, guest=one, now=NOW)

    actions.offer(account=account, guest=guest, now=LATER)

    assert dict(ClaimOffer.objects.values_list("guest", "offered_at")) == {other.pk: NOW, guest.pk: LATER}


def test_nobody_is_asked_about_an_account_or_about_what_others_were_asked(account, guest) -> None:
    somebody = make_account("somebody")
    NEW["answer"](somebody, NOW)
    assert open_offer(account, here=somebody) is None

    fill(guest)
    actions.offer(account=somebody, guest=guest, now=LATER)
    assert open_offer(account) is None
    assert open_offer(somebody).guest == guest


def test_first_question_that_waits_is_asked_first_and_the_last_no_is_shown_first(account, guest) -> None:
    others = [make_guest(f"another-guest-000{number}") for number in range(2)]
    for number, one in enumerate((guest, *others)):
        WellbeingResult.objects.create(
            learner=one, key=f"w-{number}", occasion="before", age="18-61", mode="self", answers=[2] * 10, score=50,
            at=NOW,
        )  # fmt: skip
        actions.offer(account=account, guest=one, now=LATER)

    assert open_offer(account).guest == guest
    assert left_out(account) is None
    actions.decline(account=account, guest=guest, now=LATER)
    actions.decline(account=account, guest=others[0], now=LATER)
    assert left_out(account).guest == others[0]
    WellbeingResult.objects.filter(learner=others[0]).delete()
    assert left_out(account).guest == guest


@pytest.mark.parametrize(
    "row",
    [StepChoice(), ReviewCard(reviewed_at=NOW, rounds=1), LessonProgress(opened_at=NOW, touched_at=NOW)],
    ids=lambda row: type(row).__name__,
)
def test_all_that_is_combined_can_be_taken_back(row) -> None:
    rule = rule_named(type(row).__name__)

    assert set(rule.combine(row, row)) == set(rule.changes)
