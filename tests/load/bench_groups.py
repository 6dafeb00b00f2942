"""Queries and server CPU of the pages about groups: `python -m tests.load.bench_groups [--learners 100000]`.

Seeds an organisation (one group of 10,000 people, the others of 1,000) in a file of SQLite, or with --postgres on a
server of its own, and asks each page as its facilitator does. Prints for each: queries; CPU of the first view with an
empty cache (the middle of five processes that have shown only another group's page before, so that templates are read);
the middle CPU of the views after it. CPU is that of Python and of the server's process for it. A yardstick, a sum that
always takes as many steps, runs before and after each view: with it, both figures are also given for the machine at its
quietest moment, and the goal is set for those.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from literacy.serving.stack_chunks import in_one_chunk
from tests.load.seed_groups import seed
from tests.repository.on_postgres import own_server

PAGES, PROCESSES = 20, 5
GOAL_MS, GOAL_QUERIES = 60, 10
GLANCE, GLANCE_QUERIES = "the group at a glance", 12  # the list, bars of lessons and the hardest question on one page
MORE_ROWS = "500 rows"  # no goal is set for this page


def addresses(organization: int, group: int) -> Iterator[tuple[str, str]]:
    from courses.organizations.models import Assignment, Member

    members = Member.objects.filter(group=group).order_by("pk")
    count = members.count()
    member, last = members[4321 % count], max(1, count // 50)
    part = Assignment.objects.filter(group=group, for_all=False).order_by("pk").first()
    results = f"/en/groups/{group}/results/"
    yield GLANCE, f"/en/groups/{group}/"
    for order in ("pressing", "name", "done", "active"):
        yield f"results by {order}", f"{results}?order={order}"
        yield f"results by {order}, last page", f"{results}?order={order}&page={last}"
        if part:
            yield f"results by {order}, some lessons", f"{results}?order={order}&task={part.course}.{part.pk}"
    yield f"results on paper ({MORE_ROWS})", f"{results}print/"
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
    """Milliseconds, those included that PostgreSQL's process for this connection has worked."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return 1000 * (used.ru_utime + used.ru_stime) + cpu_of_server()


def cpu_of_server() -> float:
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    numbers = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return int(numbers.split()[0]) / 1e6


def cpu_of(work: Callable[[], object]) -> float:
    began = cpu()
    work()
    return cpu() - began


def yardstick() -> float:
    return cpu_of(lambda: sum(number * number for number in range(100_000)))


@dataclass(frozen=True)
class View:
    """CPU of one view, and of the yardstick right before and after it, in milliseconds."""

    cost: float
    yardstick: float

    def on_quiet(self, quiet: float) -> float:
        """What it would have cost on a machine whose yardstick is `quiet`."""
        return self.cost * quiet / self.yardstick


def view_of(client, address: str) -> View:
    asked = in_one_chunk(client.get)  # as literacy/wsgi.py calls the site
    before = yardstick()
    began = cpu()
    status = asked(address).status_code
    cost = cpu() - began
    assert status == 200, f"{address} answers {status}"
    return View(cost, (before + yardstick()) / 2)


@dataclass(frozen=True)
class Seen:
    """What one process measured of one page."""

    name: str
    queries: int
    first: View
    later: list[View]


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
        client.get("/en/accessibility/")
        first, *later = [view_of(client, address) for _turn in range(1 + PAGES // PROCESSES)]
        with CaptureQueriesContext(connections["default"]) as found:
            client.get(address)
        queries = len([one for one in found if not one["sql"].startswith(("BEGIN", "COMMIT"))])
        seen.append(Seen(name, queries, first, later))
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
    return report(looks)


def report(looks: list[list[Seen]]) -> bool:
    """A line for each page: as measured, and as it would be if the machine were as quiet as at its best moment."""
    views = [view for seen in chain(*looks) for view in (seen.first, *seen.later)]
    quiet = min(view.yardstick for view in views)
    print(f"yardstick: {quiet:.1f} ms at best, {median(view.yardstick for view in views):.1f} ms in the middle")
    print(f"{'page':36}{'queries':>8}{'first ms':>10}{'then ms':>9}{'quiet: first':>14}{'then':>7}")
    all_good = True
    for seen in zip(*looks, strict=True):
        first, later = [one.first for one in seen], [view for one in seen for view in one.later]
        on_quiet = [median(view.on_quiet(quiet) for view in found) for found in (first, later)]
        raw = [median(view.cost for view in found) for found in (first, later)]
        queries = max(one.queries for one in seen)
        most = GLANCE_QUERIES if seen[0].name == GLANCE else GOAL_QUERIES
        is_good = MORE_ROWS in seen[0].name or (queries <= most and max(on_quiet) <= GOAL_MS)
        all_good = all_good and is_good
        figures = f"{queries:8}{raw[0]:10.1f}{raw[1]:9.1f}{on_quiet[0]:14.1f}{on_quiet[1]:7.1f}"
        print(f"{seen[0].name:36}{figures}{'' if is_good else '  beyond the goal'}")
    return all_good


def set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--learners", type=int, default=100_000)
    options.add_argument("--postgres", action="store_true", help="on a PostgreSQL started for this")
    options.add_argument("--database", type=Path, help="keep the file here, and use it again if it is there")
    wanted = options.parse_args()
    with own_server() if wanted.postgres else own_file(wanted.database) as address:
        os.environ["DATABASE_URL"] = address
        set_up()
        return 0 if measure(*seeded(wanted.learners)) else 1


@contextmanager
def own_file(kept: Path | None) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-groups-") as folder:
        yield f"sqlite:///{kept or Path(folder) / 'groups.sqlite3'}"


def seeded(learners: int) -> tuple[int, int, int]:
    """The numbers of the organisation, of its big group and of another; seeds them where there are none."""
    from django.core.management import call_command
    from django.db import connection, connections

    from courses.organizations.models import Group, Organization

    call_command("migrate", verbosity=0)
    if "attempts" in connections:
        call_command("createcachetable", verbosity=0, database="attempts")
    if not Organization.objects.exists():
        began = time.monotonic()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA synchronous=OFF")
            seed(learners)
            cursor.execute("ANALYZE")
        print(f"seeded in {time.monotonic() - began:.0f} s", file=sys.stderr)
    big, other = Group.objects.order_by("pk").values_list("pk", flat=True)[:2]
    return Organization.objects.values_list("pk", flat=True)[0], big, other


if __name__ == "__main__":
    sys.exit(main())
