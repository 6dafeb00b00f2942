"""The server's clock jumps: 15 days ahead, 400 days back, and two servers ten minutes apart on one database."""

import sqlite3
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.learning.server import Person
from tests.load.faults.checks import Check, Outcome
from tests.load.faults.hard_times import served
from tests.load.faults.people import Site, answer, is_signed_in, sign_up, somebody
from tests.repository.ports import free_port

BY_NUMBER, BY_TIME = "id", "at"


def _clock(shift: str) -> dict[str, str]:
    found = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not shift:
        return {}
    return {
        "LD_PRELOAD": str(found),
        "FAKETIME": shift,
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }


def _jump(order: str) -> Outcome:
    wrong: list[str] = []
    given: list[str] = []
    with tempfile.TemporaryDirectory(prefix="clocks-") as name:
        folder, port = Path(name), free_port()
        guest, account = somebody(port), somebody(port)

        def go_on(when: str, *, stays_signed_in: bool) -> None:
            status, key = answer(guest, len(given))
            given.append(key)
            if status != 303:
                wrong.append(f"{when}: an answer got {status}")
            if is_signed_in(account) != stays_signed_in:
                wrong.append(f"{when}: signed in is {not stays_signed_in}")

        with served(port, folder=folder):
            sign_up(account)
            go_on("now", stays_signed_in=True)
        with served(port, folder=folder, **_clock("+13d")):
            go_on("13 days on", stays_signed_in=True)
        with served(port, folder=folder, **_clock("-400d")):
            go_on("400 days back", stays_signed_in=False)  # a beginning in the future is none
            sign_up(account)
        with served(port, folder=folder):
            go_on("now again", stays_signed_in=False)  # nobody has been here for 400 days
        _two_hosts(folder, guest, given, wrong)
        kept = sqlite3.connect(folder / "site.sqlite3")
        found = [key for (key,) in kept.execute(f"SELECT key FROM learning_answer ORDER BY {order}")]  # noqa: S608 - ours
        kept.close()
    if found != given:
        wrong.append("answers do not come in the order in which they were given")
    told = (
        "; ".join(wrong)
        or "each kept, in the order given; signed out where the sign-in is too old or lies in the future"
    )
    return Outcome(f"{len(given)} answers under four clocks and two servers ten minutes apart: {told}", not wrong)


def _two_hosts(folder: Path, guest: Person, given: list[str], wrong: list[str]) -> None:
    with ExitStack() as both:
        ports = free_port(), free_port()
        for port, shift in zip(ports, ("+10m", ""), strict=True):
            both.enter_context(served(port, folder=folder, **_clock(shift)))
        for port in ports:
            guest.server = Site(port)  # type: ignore[assignment]
            status, key = answer(guest, len(given))
            given.append(key)
            if status != 303:
                wrong.append(f"ten minutes apart: an answer got {status}")


CHECK = Check(
    name="clocks",
    goal="every answer is kept, order is that of giving, sign-in ends by rule",
    run=lambda _size: _jump(BY_NUMBER),
    spoiled="answers ordered by time",
    control=lambda: _jump(BY_TIME),
    whole=1,
)
