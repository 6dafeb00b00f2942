"""Who and what must not be in the report of a term, each beside somebody who is."""

from datetime import timedelta
from itertools import permutations

import pytest

from courses.learning.models import Answer, CheckAttempt, StepChoice
from courses.organizations.models import Attendance, Member, Term
from courses.organizations.reports.evaluation.closing import close_due_terms
from courses.organizations.reports.evaluation.counting import Pair, Person
from courses.organizations.reports.evaluation.report import GroupPart
from courses.organizations.reports.evaluation.terms import TermsOverlapError, make_term
from literacy.demo.learner import right_answer
from tests.organizations.cast import NOW, make_group, make_organization
from tests.organizations.pages import text_of, url
from tests.organizations.reports.evaluation import terms as made
from tests.organizations.reports.evaluation.persons import some
from tests.organizations.reports.evaluation.terms import BEGINS_ON, ENDS_ON, IN_TERM, first_course, first_lesson
from tests.organizations.reports.learning import answer, check, work

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def term(organization) -> Term:
    return made.make_term(organization)


def only(term: Term):
    (person,) = made.people_in(term)
    return person


def test_whoever_is_on_the_list_and_has_not_come_has_learned_nothing_here(term, group) -> None:
    member = made.learner_of(group, shares_earlier=True)
    made.finish(member)
    made.do_exercise(member)
    Member.objects.filter(pk=member.pk).update(joined_at=None)

    assert made.people_in(term) == ()


@pytest.mark.parametrize("place", [0, 1], ids=["first day", "last day"])
def test_meetings_count_on_both_ends_of_the_term_and_not_beside_them(term, group, place) -> None:
    member = made.learner_of(group)
    day, beside = ((BEGINS_ON, BEGINS_ON - DAY), (ENDS_ON, ENDS_ON + DAY))[place]
    for one in (day, beside):
        made.attend(member, 1, at=IN_TERM.replace(year=one.year, month=one.month, day=one.day))

    assert only(term).attended == 1


@pytest.mark.parametrize("gone", ["left_at", "removed_at"])
def test_meeting_of_whoever_is_gone_or_was_not_there_or_of_others_does_not_count(term, group, gone) -> None:
    stays, absent, left = (made.learner_of(group) for _ in range(3))
    elsewhere = made.learner_of(make_group(make_organization("Elsewhere"), "Other"))
    for member in (stays, absent, left, elsewhere):
        made.attend(member, 1)
    Attendance.objects.filter(member=absent).update(was_there=False)
    Member.objects.filter(pk=left.pk).update(**{gone: IN_TERM + DAY})

    assert only(term).attended == 1


def test_check_of_which_no_question_is_left_is_none(term, group) -> None:
    sent = check(made.learner_of(group).learner, first_course(), 0)
    CheckAttempt.objects.filter(pk=sent.pk).update(asked=0, sent_at=IN_TERM)

    assert made.people_in(term) == ()


def test_what_somebody_will_not_do_is_nothing_taken_up(term, group) -> None:
    made.take_up(made.learner_of(group), "done")
    made.take_up(made.learner_of(group), "done")
    last = StepChoice.objects.last()
    StepChoice.objects.filter(pk=last.pk).update(choice=StepChoice.NOT_FOR_ME)

    assert [person.after_7 for person in made.people_in(term)] == ["done"]


def test_help_before_the_term_is_no_help_in_it(term, group) -> None:
    member = made.learner_of(group, joined_at=IN_TERM - 200 * DAY)
    question = first_lesson().marked_questions[0]
    work(member.learner, first_lesson(), at=IN_TERM, done=False)
    answer(member.learner, question, right_answer(question), at=IN_TERM - 100 * DAY, is_assisted=True)
    check(member.learner, first_course(), 5, at=IN_TERM - 100 * DAY, is_assisted=True)
    made.do_exercise(member, at=IN_TERM - 100 * DAY, is_assisted=True)

    assert not only(term).is_assisted


def test_exercise_done_alone_is_done_without_help(term, group) -> None:
    made.do_exercise(made.learner_of(group))

    assert (only(term).did_exercise, only(term).is_assisted) == (True, False)


def test_last_review_counts_and_what_others_began_does_not(term, group) -> None:
    question = first_lesson().marked_questions[0]
    other, member = made.learner_of(group), made.learner_of(group)
    work(other.learner, first_lesson(), at=IN_TERM - 60 * DAY, done=False)
    for days in (0, 3):
        work(member.learner, first_course().lessons[days // 3], at=IN_TERM + days * DAY, done=False)
    for days in (40, 8):
        at = IN_TERM + days * DAY
        answer(member.learner, question, right_answer(question), at=at, occasion=Answer.REVIEW)

    assert only(term).came_back_after == 40 * DAY


def test_whoever_reviews_without_a_lesson_begun_in_the_group_has_not_come_back(term, group) -> None:
    question = first_lesson().marked_questions[0]
    member = made.learner_of(group)
    answer(member.learner, question, right_answer(question), at=IN_TERM, occasion=Answer.REVIEW)

    assert only(term).came_back_after is None


# ---- which terms


@pytest.mark.parametrize(("early", "closed"), [(timedelta(0), 1), (SECOND, 0)])
def test_term_closes_when_thirty_days_after_it_are_over_where_the_organisation_is(term, early, closed) -> None:
    """16:00 UTC is midnight in Shanghai."""
    over = made.AFTER.replace(month=8, day=31, hour=16, minute=0)

    assert close_due_terms(now=over + 30 * DAY - early) == closed


@pytest.mark.parametrize("fields", [{"removed_at": NOW}, {"figures": {}, "counted_at": NOW}])
def test_term_that_was_removed_or_opened_again_does_not_close_by_itself(term, fields) -> None:
    Term.objects.filter(pk=term.pk).update(**fields)

    assert close_due_terms(now=NOW) == 0


def test_newest_term_stands_first_and_those_of_others_nowhere(owner_client, organization, term) -> None:
    older = made.make_term(organization, BEGINS_ON.replace(year=2025), ENDS_ON.replace(year=2025))
    other = made.make_term(make_organization("Elsewhere"))

    page = owner_client.get(url("terms", organization.pk)).content.decode()

    assert -1 < page.index(url("term", organization.pk, term.pk)) < page.index(url("term", organization.pk, older.pk))
    assert owner_client.get(url("term", organization.pk, other.pk)).status_code == 404


# ---- what the page says


def pairs(people: int, course: str) -> list[Person]:
    return some(people, pairs=[Pair(course, 20, 60, is_assisted=False)])


def shown(client, monkeypatch, term: Term, found: list[Person]) -> str:
    """The page of a term in which these people took part."""
    monkeypatch.setattr("courses.organizations.reports.evaluation.closing.people_of", lambda _term, _courses: found)
    return text_of(client, url("term", term.organization_id, term.pk))


def test_part_is_called_hidden_only_where_none_of_its_numbers_is_shown(owner_client, monkeypatch, term) -> None:
    people = [*some(6, attended=3), *some(6, attended=1), *some(2)]

    page = shown(owner_client, monkeypatch, term, people)

    assert "Once or twice" in page  # beside a number that is hidden
    assert page.count("not shown: too few people") == len(GroupPart) - 1  # in all others everybody is alike


def test_one_small_group_among_others_is_said_to_be_small(owner_client, monkeypatch, term) -> None:
    small, large = pairs(19, "before-you-borrow"), pairs(20, "reading-a-loan")
    words = "Fewer than twenty people are few"

    assert words in shown(owner_client, monkeypatch, term, [*small, *large])
    assert words not in shown(owner_client, monkeypatch, term, large)


@pytest.mark.parametrize("helped", [CheckAttempt.DIAGNOSTIC, CheckAttempt.FINAL, None])
def test_pair_is_given_with_help_where_somebody_helped_before_or_after(term, group, helped) -> None:
    member = made.learner_of(group)
    for days, kind in enumerate((CheckAttempt.DIAGNOSTIC, CheckAttempt.FINAL)):
        check(member.learner, first_course(), 5, kind=kind, at=IN_TERM + days * DAY, is_assisted=kind == helped)

    (pair,) = only(term).pairs

    assert pair.is_assisted is (helped is not None)


@pytest.mark.parametrize("key", [{}, {"key": "of somebody else"}])
def test_form_of_somebody_else_makes_no_term_and_says_so(owner_client, organization, key) -> None:
    days = {"begins_on": BEGINS_ON.isoformat(), "ends_on": ENDS_ON.isoformat()}

    reply = owner_client.post(url("term-make", organization.pk), {**days, **key})

    assert (reply.status_code, Term.objects.count()) == (422, 0)
    assert "This form was made for somebody else, or is too old." in reply.content.decode()


SAID = (
    "done",
    "partly",
    "not-yet",
    "not-for-me",
    "",
)  # what went best first; of the third and fourth neither is better


@pytest.mark.parametrize(("first", "second"), list(permutations(SAID, 2)))
def test_of_two_things_taken_up_the_one_that_went_better_counts(term, group, first, second) -> None:
    member = made.learner_of(group)
    for number, said in enumerate((first, second)):
        row = made.take_up(member, said, said, at=IN_TERM + number * SECOND)
        StepChoice.objects.filter(pk=row.pk).update(lesson=f"lesson-{number}")

    person = only(term)

    best = first if {first, second} == {"not-yet", "not-for-me"} else min(first, second, key=SAID.index)
    assert (person.after_7, person.after_30) == (best, best)


def test_of_several_terms_in_the_way_the_one_that_was_made_first_is_named(organization, owner) -> None:
    first, _second = (made.make_term(organization, day, day + 9 * DAY) for day in (BEGINS_ON, BEGINS_ON + 20 * DAY))

    with pytest.raises(TermsOverlapError) as refused:
        make_term(organization=organization, begins_on=BEGINS_ON, ends_on=ENDS_ON, actor=owner, key="k", now=NOW)

    assert refused.value.other == first
