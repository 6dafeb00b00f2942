"""docs/operate.md works as printed: three set-ups, an update and the way back, ten breakages and their cures."""

import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest

from courses.catalog.model.lessons import Lesson
from courses.catalog.published.library import load_content
from literacy.demo.learner import right_answer
from tests.catalog.sample import SAMPLE, TODAY
from tests.learning.answers import fields
from tests.literacy.operating import page
from tests.literacy.operating.box import Box, needed, require_programs
from tests.literacy.operating.mail_sink import MailSink
from tests.literacy.operating.storage import Storage
from tests.literacy.operating.visitor import Visitor
from tests.repository.alone import ROOT

pytestmark = pytest.mark.processes
CHAPTERS = {
    "One machine": 8, "Updates": 0, "Ten ways it breaks": 11, "A community room without internet": 0,
    "Several machines": 7, "Settings": 0,
}  # fmt: skip
DEPLOY = ROOT / "deploy"
AS_THE_SITE_CONNECTS = """
```sh run fails
psql "$(sed -n 's/^DATABASE_URL=//p' /srv/learn/env)"
```
```text shown
psql: error: … certificate verify failed
```
"""
READY = """
```sh run
curl -sS --retry 240 --retry-delay 1 --retry-connrefused --fail \\
  --cacert /srv/learn/servers.pem -H "Host: $HOST" https://127.0.0.1:8000/ready/
```
"""
OWN_ADDRESS = {"HOST=10.0.0.12": "HOST=127.0.0.1", "10.0.0.12:8000": "127.0.0.1:8000"}
BETWEEN_ANSWERS = 0.3  # seconds
SAMPLE_LESSON = {"reading-a-loan/one-yardstick": "fair-price/ask-first"}
MAIL = "smtp+tls://learn:PASSWORD@mail.example.org:587"


@pytest.fixture
def mail() -> Iterator[MailSink]:
    with closing(MailSink()) as sink:
        yield sink


@pytest.fixture
def boxes(tmp_path: Path) -> Iterator[ExitStack]:
    require_programs()
    with ExitStack() as stack:
        yield stack


def as_in_sed(text: str) -> str:
    return text.replace("/", r"\/")


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    loaded = load_content(SAMPLE, TODAY)
    assert loaded.catalog is not None
    return next(iter(loaded.catalog.courses.values())).lessons[0]


def answer(visitor: Visitor, lesson: Lesson) -> None:
    question = lesson.marked_questions[0]
    given = {"version": question.version, **fields(question, right_answer(question))}
    visitor.answer(f"/en/learn/{lesson.course}/{lesson.slug}/", question.id, given)


def learn(visitor: Visitor, lesson: Lesson, name: str) -> None:
    """What the page asks to try at the end: an answer, an account, out and in again."""
    answer(visitor, lesson)
    visitor.sign_up(name)
    visitor.sign_in(name)


def look_around(visitor: Visitor) -> None:
    """Pages, forms and files come through the proxy, and a refused password is not shown again."""
    page = visitor.read("/en/account/login/")
    status, refused = visitor.send("/en/account/login/", {"login": "nobody", "password": "not-the-password"})
    style = re.search(r'href="(/static/css/[^"]+\.css)"', page)[1]

    assert (status, "not-the-password" in refused) == (422, False), refused[:500]
    assert visitor.read(style)
    assert visitor.read("/zh-hans/")


def test_every_chapter_of_the_page_is_run() -> None:
    assert page.titles(2) == list(CHAPTERS)
    assert len(page.titles(3)) == sum(CHAPTERS.values())
    assert page.blocks(page.PAGE.read_text())  # each of a kind that is known
    assert {"sh", "text"} >= {line.partition(" ")[0] for line in re.findall(r"^```(.+)$", page.PAGE.read_text(), re.M)}


def test_units_are_sound_and_leave_little_to_touch(tmp_path) -> None:
    analyze = needed("systemd-analyze")
    units = []
    for file in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")):
        units.append(tmp_path / file.name)  # the programs themselves are not there
        units[-1].write_text(re.sub("^ExecStart=.*", "ExecStart=/bin/true", file.read_text(), flags=re.MULTILINE))
    said = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    safe = subprocess.run(
        [analyze, "security", "--offline=true", "--threshold=25", tmp_path / "learn.service"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert len(units) == 5
    assert (said.returncode, said.stderr) == (0, "")
    assert safe.returncode == 0, safe.stdout.splitlines()[-1]


def test_caddyfile_is_valid(tmp_path) -> None:
    caddy = needed("caddy")
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True, env={"HOME": str(tmp_path)}, check=False)

    assert done.returncode == 0, done.stderr
    assert "reverse_proxy 127.0.0.1:8000" in (DEPLOY / "Caddyfile").read_text()


def test_one_machine_is_set_up_updated_broken_and_mended(tmp_path, boxes, mail, lesson) -> None:
    sink = f"smtp://127.0.0.1:{mail.port}"
    box = boxes.enter_context(
        closing(Box(tmp_path / "box", {MAIL: sink, as_in_sed(MAIL): as_in_sed(sink), **SAMPLE_LESSON}))
    )
    box.add_release("1.0")
    box.add_release("1.1", has_more=True)

    *set_up, copies = page.titles(3, "One machine")
    for title in set_up:
        box.run(page.section(title))
    assert [one for one in mail.taken if "Mails of this site arrive." in one]
    look_around(box.visitor())
    learn(box.visitor(), lesson, "anna")
    erased = box.visitor()
    erased.sign_up("berta")
    erased.erase_account()

    box.run(page.section(copies))
    box.run(page.section("Updates"))
    box.run(page.section("Ten ways it breaks"))
    box.visitor().sign_in("anna")


def test_room_without_internet_learns_over_plain_http(tmp_path, boxes, lesson) -> None:
    box = boxes.enter_context(closing(Box(tmp_path / "box", {"192.168.1.10": "127.0.0.1"})))
    box.add_release("1.0")

    box.run(page.section("A community room without internet"))

    learn(Visitor(f"127.0.0.1:{box.port}", box.port), lesson, "anna")
    assert "Strict-Transport-Security" not in Visitor("127.0.0.1", box.port).ask("GET", "/en/")[1]


@dataclass(frozen=True)
class Site:
    """The machine with the database, and two that serve the site."""

    machines: dict[str, Box]
    database: str

    @property
    def first(self) -> Box:
        return self.machines[""]

    def run(self, title: str) -> None:
        for blocks in page.by_machine(page.section(title)):
            self.machines[blocks[0].machine].run(blocks)

    def answers(self) -> int:
        with psycopg.connect(self.database) as connection:
            return connection.execute("SELECT count(*) FROM learning_answer").fetchone()[0]


@pytest.fixture
def site(tmp_path, boxes, mail) -> Site:
    storage = Storage(tmp_path / "storage", boxes)
    second = boxes.enter_context(closing(Box(tmp_path / "second", {**OWN_ADDRESS, **storage.addresses})))
    here = {MAIL: f"smtp://127.0.0.1:{mail.port}", "10.0.0.12:8000": f"127.0.0.1:{second.port}", **storage.addresses}
    first = boxes.enter_context(closing(Box(tmp_path / "first", here)))
    machines = {"": first, "second": second, "storage": storage.box}
    for box in machines.values():
        (box.folder / "home-of-10.0.0.11").write_text(str(first.home))
        (box.folder / "home-of-10.0.0.12").write_text(str(second.home))
    database = f"postgres://learn:PASSWORD@{storage.addresses['10.0.0.20:5432']}/learn?sslmode=require"
    return Site(machines, database)


def erase_on_the_second(site: Site, visitor: Visitor) -> None:
    """The site does not run on the first one meanwhile, so that the list of the second alone knows of it."""
    site.first.systemctl("stop", "learn")
    visitor.erase_account()
    site.first.systemctl("start", "learn")
    site.first.run(page.blocks(READY))


@contextmanager
def answering(site: Site, lesson: Lesson) -> Iterator[None]:
    """One after another comes and answers meanwhile; no answer may be refused, and each must have been kept once."""
    stop, given, failed = threading.Event(), list[None](), list[Exception]()

    def go_on() -> None:
        while not stop.wait(BETWEEN_ANSWERS):
            try:
                given.append(answer(site.first.visitor(), lesson))
            except (OSError, HTTPException, AssertionError) as problem:
                failed.append(problem)

    before, thread = site.answers(), threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    assert failed == []
    assert site.answers() == before + len(given) > before + 10


def refuse_another_certificate(box: Box) -> None:
    """One that is as good, for the same address, but not that of the machine with the database."""
    known = box.folder / "srv/learn/storage.pem"
    right = known.read_text()
    known.write_text(box.authority.read_text())
    box.run(page.blocks(AS_THE_SITE_CONNECTS))
    known.write_text(right)


def test_several_machines_serve_one_site_and_bring_back_what_was_lost(site, lesson) -> None:
    for box in (site.first, site.machines["second"]):
        box.add_release("1.0")
        box.add_release("1.1", has_more=True)
        for title in page.titles(3, "One machine")[:2]:
            box.run(page.section(title))
    storage, servers, copies, lost, update, *others = page.titles(3, "Several machines")
    site.run(storage)
    site.run(servers)
    refuse_another_certificate(site.first)
    anna, berta = site.first.visitor(), site.first.visitor()
    learn(anna, lesson, "anna")
    berta.sign_up("berta")

    site.run(copies)
    erase_on_the_second(site, berta)
    site.run(lost)

    assert anna.ask("GET", "/en/account/")[0] == 302  # everybody is signed out
    anna.sign_in("anna")
    assert f"<td>{lesson.marked_questions[0].id}</td>" in anna.read("/en/me/data/")
    assert berta.try_to_sign_in("berta")[0] == 422
    with answering(site, lesson):
        site.run(update)
    for title in others:
        site.run(title)
    anna.sign_in("anna")
