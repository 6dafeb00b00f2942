"""People who use a site that is being broken: they answer, create an account and sign in."""

from dataclasses import dataclass
from itertools import count

from tests.learning.server import Person
from tests.repository.programs import PATIENCE

PASSWORD = "seven quiet harbours 28"  # noqa: S105 - of accounts that live as long as a check
_NUMBERS = count()


@dataclass(frozen=True)
class Site:
    """Where a site is; what `Person` asks a server for."""

    port: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"


def somebody(port: int) -> Person:
    return Person(Site(port), timeout=PATIENCE)  # type: ignore[arg-type]


def answer(person: Person, number: int = 0) -> tuple[int, str]:
    """Give the right answer to a question of the first lesson that asks; the status, and the key of the row."""
    from courses.catalog.published.library import catalog
    from literacy.demo.learner import right_answer

    lesson = next(one for course in catalog().courses.values() for one in course.lessons if one.marked_questions)
    question = lesson.marked_questions[number % len(lesson.marked_questions)]
    path = f"/en/learn/{lesson.course}/{lesson.slug}/"
    key = person.form_key(f"{path}all/")
    sent = {"key": key, "version": question.version, **question.fields(right_answer(question))}
    return person.post(f"{path}questions/{question.id}/", sent), f"{key.partition('.')[0]}:lesson:{question.id}"


def sign_up(person: Person) -> int:
    person.get("/en/account/signup/")
    return person.post("/en/account/signup/", {"username": f"person{next(_NUMBERS)}", "password1": PASSWORD})


def try_to_sign_in(person: Person) -> int:
    """With a wrong name: 422 where attempts are counted, 503 where they cannot be."""
    person.get("/en/account/login/")
    return person.post("/en/account/login/", {"login": "nobody-of-this-name", "password": PASSWORD})


def is_signed_in(person: Person) -> bool:
    return person.read("/en/account/")[0] == 200
