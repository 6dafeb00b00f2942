"""Plants faults and tells which no test notices: `python -m tests.repository.mutation [suite …] [--some N] …`.

How it works and what it found: docs/tests.md.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.repository.mutation.suites import SUITES

ROOT = Path(__file__).resolve().parents[3]
RESULTS = ROOT / ".mutation"
SEED = 20261129
GIVEN_ON = ("some", "seed", "only", "tried")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.repository.mutation", description=__doc__)
    asked.add_argument("suites", nargs="*", metavar="suite", help=f"of {', '.join(SUITES)}; all without")
    asked.add_argument("--some", type=int, default=0, help="only so many faults of each suite, the same each time")
    asked.add_argument("--seed", type=int, default=SEED, help="another number takes another sample")
    tried = asked.add_mutually_exclusive_group()
    tried.add_argument(
        "--tried", action="store_true", default=None, help="only faults that were tried before: who notices them now?"
    )
    tried.add_argument(
        "--untried", action="store_false", dest="tried", help="only others: a sample that no test was written for"
    )
    asked.add_argument("--again", action="store_true", help="forget what was found before")
    asked.add_argument("--only", default="", help="only modules whose path holds this")
    options = asked.parse_args()
    RESULTS.mkdir(parents=True, exist_ok=True)
    for name in options.suites or SUITES:
        kept = RESULTS / f"{name}.jsonl"
        if options.again:
            kept.unlink(missing_ok=True)
            kept.with_suffix(".map.json").unlink(missing_ok=True)
        given = {"suite": name, "kept": str(kept), **{one: getattr(options, one) for one in GIVEN_ON}}
        plugins = ("-p", "no:cacheprovider", "-p", "tests.repository.mutation.running")
        command = [sys.executable, "-m", "pytest", "-q", *plugins]
        done = subprocess.run(
            [*command, "-o", "addopts=--strict-markers -p tests.repository.alone", *SUITES[name].tests],
            cwd=ROOT, env={**os.environ, "MUTATION": json.dumps(given)}, check=False,
        )  # fmt: skip
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
