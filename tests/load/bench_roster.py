"""Imports a list of 50,000 names into a group on an own database: `python -m tests.load.bench_roster [--rows N]`.

Prints seconds and the most memory the process held; goals: under 60 seconds and 300 MB.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from datetime import timedelta


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=50_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "literacy.settings",
        }
        import django

        django.setup()
        measure(rows)


def measure(rows: int) -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from courses.accounts.models import User
    from courses.organizations.models import Group, Member, Membership, Organization
    from courses.organizations.rosters.actions import import_roster, keep_draft
    from courses.organizations.rosters.files import read_roster
    from courses.organizations.rosters.judging import judge

    call_command("migrate", verbosity=0)
    now = timezone.now()
    owner = User.objects.create(username="owner", date_joined=now)
    organization = Organization.objects.create(name="Bench", key="o", created_at=now, time_zone="UTC", language="en")
    Membership.objects.create(organization=organization, user=owner, role="owner", since=now)
    group = Group.objects.create(
        organization=organization, name="Bench", code="7K4M2PXQ", time_zone="UTC", key="g", created_at=now,
        ends_on=now.date() + timedelta(days=100),
    )  # fmt: skip
    content = "\n".join(["姓名", *(f"林小{number}" for number in range(rows))]).encode("gb18030")
    begun = time.perf_counter()
    roster = read_roster(content)
    report = judge(roster.lines, group=group)
    looked = time.perf_counter()
    draft = keep_draft(group=group, file=roster, key="k", actor=owner, now=now)

    def show(done: int, total: int) -> None:
        print(f"\r{done} of {total}", end="", file=sys.stderr, flush=True)

    result = import_roster(draft=draft, remove=(), actor=owner, now=now, progress=show)
    ended = time.perf_counter()
    assert result["added"] == len(report.new) == Member.objects.count() == rows
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{rows} rows: read and judged in {looked - begun:.1f} s, imported in {ended - looked:.1f} s (goal: 60 s)")
    print(f"most memory held: {most:.0f} MB (goal: under 300 MB)")


if __name__ == "__main__":
    main()
