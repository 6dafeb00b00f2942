"""Which pages the contact sheets show, and in which states: see sheets.py."""

from dataclasses import dataclass

ANSWER = "answer"  # what an act does besides clicking
LEARNER, GRADUATE, LEAD = "learner", "graduate", "lead"
LESSON, EXERCISES, GROUP = "learn/reading-a-loan/one-yardstick/", "exercises/", "groups/1/"
TERMS = "learn/reading-a-loan/term-and-timetable/"
SEND = "main form button.main >> visible=true"


@dataclass(frozen=True, slots=True)
class Look:
    """One page in one state: an address, who opens it, and what they press there; `=box:words` types, and
    `answer:right:course/lesson/question` answers."""

    sheet: str
    name: str
    path: str
    who: str = ""
    acts: tuple[str, ...] = ()
    on_paper: bool = False


PAGES = (
    Look("front", "first visit", ""),
    Look("front", "three boxes, nothing filled", "", acts=("#quick button",)),
    Look(
        "front",
        "three boxes answered",
        "",
        acts=("=received:3000", "=total:3600", "#quick [name=when]", "#quick button"),
    ),
    Look("front", "return", "", LEARNER),
    Look("front", "finished a course", "", GRADUATE),
    Look("front", "leads a group", "", LEAD),
    Look("courses", "courses", "courses/"),
    Look("courses", "course", "courses/reading-a-loan/"),
    Look("courses", "course half-way", "courses/money-in-money-out/", LEARNER),
    Look("courses", "course finished", "courses/money-in-money-out/", GRADUATE),
    Look("courses", "end of a course", "learn/money-in-money-out/which-bill-first/{last}/", GRADUATE),
    Look("courses", "on paper", "courses/reading-a-loan/print/", on_paper=True),
    Look("lesson", "opening", LESSON),
    Look("lesson", "step with a drawing", f"{LESSON}{{drawing}}/"),
    Look("lesson", "list of steps", f"{LESSON}3/", acts=("#walk .where summary",)),
    Look("lesson", "specimens", "learn/reading-a-loan/who-lends/3/"),
    Look("lesson", "exercise", f"{TERMS}{{exercise}}/"),
    Look("lesson", "end, not finished", f"{LESSON}{{last}}/"),
    Look("lesson", "end, finished", "learn/money-in-money-out/month-on-a-page/{last}/", LEARNER),
    Look("lesson", "offered to go on", "learn/money-in-money-out/choose-a-budget/", LEARNER),
    Look("lesson", "whole", f"{LESSON}all/"),
    Look("lesson", "whole, on paper", f"{LESSON}all/", on_paper=True),
    Look("lesson", "worksheet, on paper", f"{LESSON}worksheet/", on_paper=True),
    Look("lesson", "for facilitators", f"{LESSON}guide/"),
    Look("checks", "before the course", "courses/reading-a-loan/diagnostic/"),
    Look("checks", "final check", "courses/reading-a-loan/check/"),
    Look("checks", "a question", "courses/reading-a-loan/check/", acts=(SEND,)),
    Look("checks", "all answers", "courses/reading-a-loan/check/", acts=(SEND, ".pager a >> nth=-1")),
    Look("checks", "passed", "courses/money-in-money-out/check/", GRADUATE, ("main a[href*='/result/']",)),
    Look("mine", "My progress, nobody", "me/"),
    Look("mine", "My progress", "me/", LEARNER),
    Look("mine", "My progress, finished", "me/", GRADUATE),
    Look("mine", "what matters", "me/path/new/"),
    Look("mine", "a question of a path", "me/path/new/", acts=("label[for=id_goals_1]", SEND)),
    Look("mine", "a path", "me/path/new/", LEARNER, ("label[for=id_goals_1]", "main form [value=no]")),
    Look("mine", "review", "review/", LEARNER),
    Look("mine", "rounds kept", "learn/ads/", LEARNER),
    Look("mine", "exercises done", "me/exercises/", LEARNER),
    Look("mine", "one thing to do", "steps/money-in-money-out/month-on-a-page/", LEARNER),
    Look("mine", "records", "me/records/", GRADUATE),
    Look("mine", "make a record", "me/records/new/money-in-money-out/", GRADUATE),
    Look("mine", "record", "me/records/new/money-in-money-out/", GRADUATE, (SEND,)),
    Look("mine", "record on paper", "me/records/", GRADUATE, ("main a[href*='/records/']:not([href*=new])",), True),
    Look("mine", "verify", "verify/"),
    Look("mine", "well-being", "wellbeing/"),
    Look("mine", "My data", "me/data/", LEARNER),
    Look("mine", "My groups", "me/groups/", LEARNER),
    Look("mine", "what the group sees", "me/groups/", LEARNER, ("main a[href$='/seen/']",)),
    Look("accounts", "sign in", "account/login/"),
    Look("accounts", "sign in, nothing filled", "account/login/", acts=(SEND,)),
    Look("accounts", "sign up", "account/signup/"),
    Look("accounts", "locked out", "account/recover/"),
    Look("accounts", "account", "account/", LEARNER),
    Look("accounts", "confirm", "account/reauthenticate/", LEARNER),
    Look("accounts", "display", "display/"),
    Look("accounts", "privacy", "privacy/"),
    Look("help", "help now", "help-now/"),
    Look("help", "money sent", "help-now/sent-money/"),
    Look("help", "cannot pay", "help-now/cannot-pay/"),
    Look("help", "numbers", "help-now/numbers/"),
    Look("help", "on paper", "help-now/print/", on_paper=True),
    Look("help", "leave quickly", "leave/"),
    Look("site", "search", "search/?q=APR"),
    Look("site", "nothing found", "search/?q=zzzz"),
    Look("site", "glossary", "glossary/"),
    Look("site", "how it teaches", "how-we-teach/"),
    Look("site", "accessibility", "accessibility/"),
    Look("site", "not there", "not-there/"),
    Look("site", "bad code", "join/?code=zzzz"),
    Look("group", "for groups", "groups/"),
    Look("group", "groups", "groups/", LEAD),
    Look("group", "organisation", "organizations/1/", LEAD),
    Look("group", "group", GROUP, LEAD),
    Look("group", "group not begun", "groups/2/", LEAD),
    Look("group", "results", f"{GROUP}results/", LEAD),
    Look("group", "a person", f"{GROUP}results/", LEAD, ("main td a, main th a",)),
    Look("group", "people", f"{GROUP}people/", LEAD),
    Look("group", "assign", f"{GROUP}assign/reading-a-loan/", LEAD),
    Look("group", "assignments", f"{GROUP}assignments/", LEAD),
    Look("group", "hard questions", f"{GROUP}results/questions/", LEAD),
    Look("group", "discussion plan", f"{GROUP}results/questions/", LEAD, ("main .card a.button",)),
    Look("group", "before and after", f"{GROUP}results/gains/", LEAD),
    Look("group", "terms", "organizations/1/reports/", LEAD),
    Look("group", "report of a term", "organizations/1/reports/1/", LEAD),
    Look("group", "report of a term, on paper", "organizations/1/reports/1/", LEAD, on_paper=True),
    Look("group", "join sheet, on paper", f"{GROUP}join-sheet/", LEAD, on_paper=True),
    Look("workshop", "workshops", f"{GROUP}workshops/", LEAD),
    Look("workshop", "report", f"{GROUP}workshops/1/report/", LEAD),
    Look("workshop", "code on a screen", f"{GROUP}screen/", LEAD),
    Look("workshop", "wall: join", f"{GROUP}workshops/?lesson=reading-a-loan/one-yardstick", LEAD, (SEND,)),
    Look("workshop", "wall: question", f"{GROUP}workshops/2/", LEAD, ("button[value=next], form button.main",)),
    Look("workshop", "wall: answer", f"{GROUP}workshops/2/", LEAD, ("form[action*=answer] button, form button.main",)),
    Look("workshop", "session code", "s/"),
    Look("workshop", "slides", f"{LESSON}slides/?slide=3"),
    Look("workshop", "pack", f"{LESSON}workshop/"),
)

ROUND, SCENE = f"{EXERCISES}spot-ad/", f"{EXERCISES}scene/"
WALKS = (
    Look("exercises", "spot-ad: decide", ROUND, acts=(SEND,)),
    Look("exercises", "spot-ad: mark", ROUND, acts=(SEND, "button[value=walk]")),
    Look("exercises", "spot-ad: told", ROUND, acts=(SEND, "button[value=fine]")),
    Look("exercises", "scene: choose", SCENE, acts=("main .pick a",)),
)


def looks() -> tuple[Look, ...]:
    """PAGES, and each exercise and each kind of question in each of its states."""
    from courses.catalog.published.library import catalog
    from courses.exercises import registry
    from courses.learning.lessons.addresses import step_url

    found = [*PAGES, Look("exercises", "all", EXERCISES)]
    for kind, exercise in registry.EXERCISES.items():
        page = f"{EXERCISES}{kind.value}/"
        found.append(Look("exercises", f"{kind.value}", page))
        if exercise.page is None:
            result = f"{page}?example=1"
            found.append(Look("exercises", f"{kind.value}: empty", page, acts=(SEND,)))
            found.append(Look("exercises", f"{kind.value}: result", result, acts=(SEND,)))
            found.append(Look("exercises", f"{kind.value}: on paper", result, acts=(SEND,), on_paper=True))
        found.append(Look("exercises", f"{kind.value}: worksheet", f"{page}?print=1&blank=1", on_paper=True))
    found += WALKS
    lessons = [lesson for course in catalog().courses.values() for lesson in course.lessons]
    asked = {one.kind: (lesson, one) for lesson in reversed(lessons) for one in reversed(lesson.marked_questions)}
    for kind, (lesson, question) in asked.items():
        path = step_url(lesson, question=question.id).partition("/zh-hans/")[2].partition("#")[0]
        states = {"": (), "nothing chosen": (f"#q-{question.id} button.main",)}
        states |= {
            how: (f"{ANSWER}:{how}:{question.course}/{question.lesson}/{question.id}",) for how in ("wrong", "right")
        }
        found += [Look("questions", f"{kind} {state}".strip(), path, acts=acts) for state, acts in states.items()]
    return tuple(found)
