"""Server CPU time, queries and bytes per request of what users do, beside a yardstick: `python -m tests.load.bench`.

A minimal Django page (session, user, one template, three queries) is served in the same run by the same server, so
that ratios mean the same on every machine. CPU time is what the server's processes used, by their own clocks. Lessons
are read in turn, in both languages, with at least 37 of them loaded. Exit code 1 when a goal is missed.
"""

import argparse
import itertools
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.load.site.exercises import filled_exercises
from tests.load.site.server import Caller, Reply, Site, form_key, question_forms, site

LESSONS = 37
TURNS = 10
LANGUAGES = ("zh-hans", "en")
YARDSTICK = "yardstick"
AFFORD = {
    "income": "8000", "essentials": "4500", "debts": "1200", "savings": "6000", "purpose": "goods",
    "received": "10000", "interval": "month", "count": "12", "rate": "18", "unit": "year", "fees": "none",
    "repayment": "equal_instalments", "lender": "consumer_finance",
}  # fmt: skip

OFFER = {
    "amount": "10000", "received": "10000", "interval": "month", "count": "12", "rate": "12", "unit": "year",
    "fees": "some", "guarantee": "83.33", "guarantee_when": "each_instalment", "stated_all_in": "12",
    "lender": "platform_bank", "late_rate": "50", "late_unit": "more", "late_fee": "0", "early": "2",
}  # fmt: skip

Act = Callable[[], Reply]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing that users do; `ratio` and `queries` are goals: the most yardsticks of CPU, and the most queries."""

    name: str
    act: Act
    ratio: float | None = None
    queries: int | None = None
    warm_up: int = 20


@dataclass(frozen=True, slots=True)
class Figures:
    scenario: Scenario
    cpu_ms: float
    last: Reply
    most_queries: int

    def missed(self, yardstick: float) -> bool:
        ratio, queries = self.scenario.ratio, self.scenario.queries
        is_slow = ratio is not None and self.cpu_ms / yardstick > ratio
        return is_slow or (queries is not None and self.most_queries > queries)


def measure(scenarios: list[Scenario], served: Site, requests: int) -> list[Figures]:
    """CPU a request of each scenario, in turns so that a busy moment of the machine falls on all alike."""
    used = dict.fromkeys((one.name for one in scenarios), 0.0)
    last: dict[str, Reply] = {}
    queries = dict.fromkeys(used, 0)
    for one in scenarios:
        for _ in range(one.warm_up):
            one.act()
    for turn in range(TURNS):
        print(f"turn {turn + 1} of {TURNS} …", file=sys.stderr)
        for one in scenarios:
            before = served.cpu_seconds()
            for _ in range(requests * turn // TURNS, requests * (turn + 1) // TURNS):
                last[one.name] = one.act()
                assert last[one.name].status in (200, 303), f"{one.name}: status {last[one.name].status}"
                queries[one.name] = max(queries[one.name], last[one.name].queries)
            used[one.name] += served.cpu_seconds() - before
    return [Figures(one, used[one.name] / requests * 1000, last[one.name], queries[one.name]) for one in scenarios]


def in_turn(caller: Caller, paths: list[str]) -> Act:
    """A reader who opens one page after the other."""
    endless = itertools.cycle(paths)
    return lambda: caller.get(next(endless))


class Readers:
    """The browsers of the run and the pages they open."""

    def __init__(self, served: Site, requests: int) -> None:
        self.served = served
        self.visitor = Caller(served.port)
        self.signed_in = {name: Caller(served.port, {"sessionid": key}) for name, key in served.sessions.items()}
        self.courses = self._links("/zh-hans/courses/", r"/courses/[a-z0-9-]+/")
        self.lessons = [
            path for course in self.courses for path in self._links(course, r"/learn/[a-z0-9-]+/[a-z0-9-]+/")
        ]
        self.both = [f"/{language}{_bare(path)}" for path in self._steps() for language in LANGUAGES]
        self.whole = [f"/{language}{_bare(path)}all/" for path in self.lessons for language in LANGUAGES]
        self.tokens = itertools.cycle([secrets.token_urlsafe(16) for _ in range(2 * requests + 80)])
        self.answered: list[str] = []
        self.forms = question_forms(self.visitor.get(self._lesson_with_two_questions()).text)
        assert len(self.lessons) >= LESSONS, f"{len(self.lessons)} lessons found, {LESSONS} wanted"

    def _links(self, page: str, pattern: str) -> list[str]:
        text = self.visitor.get(page).text
        return list(dict.fromkeys(re.findall(rf'href="(/zh-hans{pattern})"', text)))

    def _steps(self) -> list[str]:
        """Every step of every lesson, as the lesson's first page lists them."""
        found = []
        for lesson in self.lessons:
            text = self.visitor.get(lesson).text
            found += dict.fromkeys(re.findall(rf'href="({lesson}(?:[0-9]+/)?)"', text))
        return found

    def _lesson_with_two_questions(self) -> str:
        pages = (f"{path}all/" for path in self.lessons)
        return next(path for path in pages if len(question_forms(self.visitor.get(path).text)) > 1)

    def first_answer(self) -> Reply:
        token = next(self.tokens)
        self.answered.append(token)
        return self._answer(0, token)

    def second_answer(self) -> Reply:
        return self._answer(1, self.answered.pop(0))

    def _answer(self, number: int, token: str) -> Reply:
        form = self.forms[number]
        return self.visitor.post(form.path, {**form.fields, "key": form_key(token)}, {"visitor": token})

    def guest(self) -> Caller:
        """A browser in which one question was answered."""
        token = secrets.token_urlsafe(16)
        assert self._answer(0, token).status == 303
        return Caller(self.served.port, {"visitor": token})


def _bare(path: str) -> str:
    """A page's address without its language."""
    return "/" + path.split("/", 2)[2]


def scenarios_of(readers: Readers) -> list[Scenario]:
    both, fresh, finished = readers.both, readers.signed_in["fresh"], readers.signed_in["finished"]
    pages, visitor = len(readers.both), readers.visitor
    orders = 40  # a visitor’s page has one of eight orders of choices, each kept: 1 in 200 is new after so many turns
    home, courses = [f"/{one}/" for one in LANGUAGES], [f"/{one}{_bare(path)}" for path in readers.courses
                                                      for one in LANGUAGES]  # fmt: skip
    me, data = [f"/{one}/me/" for one in LANGUAGES], [f"/{one}/me/data/" for one in LANGUAGES]
    exercise = [f"/{one}/exercises/can-i-afford/" for one in LANGUAGES]
    sent = itertools.cycle(exercise)
    offers = itertools.cycle(f"/{one}/exercises/true-cost/" for one in LANGUAGES)
    found = [f"/zh-hans/search/?q={word}" for word in ("%E5%88%A9%E7%8E%87", "%E9%80%BE%E6%9C%9F", "12%25")]
    return [
        Scenario(YARDSTICK, in_turn(fresh, ["/yardstick/"])),
        Scenario("step, visitor", in_turn(visitor, both), 0.5, 0, warm_up=pages * orders),
        Scenario("step, guest", in_turn(readers.guest(), both), 1.5, 4, warm_up=pages),
        Scenario("step, signed in, fresh", in_turn(fresh, both), 1.5, 6, warm_up=pages),
        Scenario("step, signed in, all done", in_turn(finished, both), 1.5, 6, warm_up=pages),
        Scenario("whole lesson, visitor", in_turn(visitor, readers.whole), 1.0, 0, warm_up=len(readers.whole) * orders),
        Scenario("first answer", readers.first_answer, 3.5, 14),
        Scenario("second answer", readers.second_answer, 2.5, 8),
        Scenario("home, visitor", in_turn(visitor, home), 1.0, 0),
        Scenario("home, all done", in_turn(finished, home), 5.0, 12),
        Scenario("course, visitor", in_turn(visitor, courses), 1.0, 0),
        Scenario("course, all done", in_turn(finished, courses), 3.0, 8),
        Scenario("My progress, all done", in_turn(finished, me), 8.0, 20),
        Scenario("My data, all done", in_turn(finished, data), None, 16),
        Scenario("exercise, form", in_turn(visitor, exercise), 1.5, 0),
        Scenario("exercise, result", lambda: visitor.post(next(sent), AFFORD), 5.0, 0),
        Scenario("exercise, true cost", lambda: visitor.post(next(offers), OFFER), 5.0, 0),
        Scenario("help now", in_turn(visitor, [f"/{one}/help-now/" for one in LANGUAGES]), 1.0, 0),
        Scenario("search", in_turn(visitor, found), 2.5, 0),
        *(one for kind, filled in filled_exercises().items() for one in exercise_scenarios(visitor, kind, filled)),
    ]


def exercise_scenarios(visitor: Caller, kind: str, filled: Mapping[str, str]) -> tuple[Scenario, Scenario]:
    """The form and the result of one kind of exercise."""
    pages = [f"/{one}/exercises/{kind}/" for one in LANGUAGES]
    sent = itertools.cycle(pages)
    return (
        Scenario(f"{kind}, form", in_turn(visitor, pages), 1.5, 0),
        Scenario(f"{kind}, result", lambda: visitor.post(next(sent), filled), 5.0, 0),
    )


def report(figures: list[Figures]) -> bool:
    """Print the table; whether every goal was met."""
    yardstick = next(one.cpu_ms for one in figures if one.scenario.name == YARDSTICK)
    heads = f"{'CPU ms':>7} {'ratio':>6} {'goal':>5} {'queries':>8} {'goal':>5} {'bytes':>8} {'gzip':>6}"
    print(f"{'request':28} {heads}")
    for one in figures:
        ratio, queries = one.scenario.ratio, one.scenario.queries
        print(
            f"{one.scenario.name:28} {one.cpu_ms:7.2f} {one.cpu_ms / yardstick:6.2f} {_goal(ratio):>5} "
            f"{one.most_queries:8d} {_goal(queries):>5} {len(one.last.body):8d} {one.last.sent:6d}"
            f"{'  MISSED' if one.missed(yardstick) else ''}"
        )
    return not any(one.missed(yardstick) for one in figures)


def _goal(value: float | None) -> str:
    return "–" if value is None else str(value)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=300, help="measured requests a scenario (default: 300)")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--only", default="", help="measure only what has this in its name, beside the yardstick")
    chosen = parser.parse_args()
    if chosen.requests < 1:
        parser.error("--requests: at least 1")
    with site(chosen.port, lessons=LESSONS) as served:
        readers = Readers(served, chosen.requests)
        scenarios = [one for one in scenarios_of(readers) if one.name == YARDSTICK or chosen.only in one.name]
        figures = measure(scenarios, served, chosen.requests)
    return 0 if report(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
