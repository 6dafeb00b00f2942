"""Imports a list of 50,000 names into a group on an own database: `python -m tests.load.bench_roster [--rows N]`.

Prints seconds of computing and the most memory the process held. Goals: read in 2 s, and no request of the way
(reading, looking at a part, importing a part) above 3 s; 300 MB for the whole process.
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
    from courses.organizations.joining.rosters.actions import import_part, keep_draft, part_of, result_of
    from courses.organizations.joining.rosters.reading.files import read_roster
    from courses.organizations.models import Group, Member, Membership, Organization

    call_command("migrate", verbosity=0)
    now = timezone.now()
    owner = User.objects.create(username="owner", date_joined=now)
    organization = Organization.objects.create(name="Bench", key="o", created_at=now, time_zone="UTC", language="en")
    Membership.objects.create(organization=organization, user=owner, role="owner", since=now)
    group = Group.objects.create(
        organization=organization, name="Bench", code="7K4M2PXQ", time_zone="UTC", key="g", created_at=now,
        ends_on=now.date() + timedelta(days=100),
    )  # fmt: skip
    names = (f"林{chr(0x5000 + number // 1_000)}{chr(0x5000 + number % 1_000)}" for number in range(rows))
    content = "\n".join(["姓名", *names]).encode("gb18030")
    begun = time.thread_time()
    roster = read_roster(content)
    reading = time.thread_time() - begun
    draft = keep_draft(group=group, file=roster, key="k", actor=owner, now=now)
    looks, imports = [], []
    while draft.imported_at is None:
        begun = time.thread_time()
        part = part_of(draft)
        part.judged(group)
        looks.append(time.thread_time() - begun)
        begun = time.thread_time()
        import_part(draft=draft, start=part.start, remove=(), actor=owner, now=now)
        imports.append(time.thread_time() - begun)
        draft.refresh_from_db()
        print(f"\r{part.end} of {part.total}", end="", file=sys.stderr, flush=True)
    assert result_of(draft)["added"] == Member.objects.count() == rows
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{rows} rows: read in {reading:.2f} s (goal: 2 s), {len(imports)} parts")
    print(f"longest look at a part {max(looks):.2f} s, longest import of a part {max(imports):.2f} s (goal: 3 s)")
    print(f"most memory held: {most:.0f} MB (goal: under 300 MB)")


if __name__ == "__main__":
    main()
