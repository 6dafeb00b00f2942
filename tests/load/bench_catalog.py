"""How long 60 lessons in two languages take to load, how much memory they hold, and how fast search is.

    python3 -m tests.load.bench_catalog

Prints figures and their goals; copies the real lessons into a temporary folder until there are enough.
"""

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings

if TYPE_CHECKING:
    from courses.catalog.search_index.index import SearchIndex

LESSONS = 60
PER_COURSE = 9
QUERIES = (
    ("利率", "zh-hans"),
    ("逾期", "zh-hans"),
    ("年化利率怎么算", "zh-hans"),
    ("率", "zh-hans"),
    ("12%", "zh-hans"),
    ("yearly rate", "en"),
    ("how do i find the lender", "en"),
    ("fee", "en"),
    ("nothing like it", "en"),
)
ROUNDS = 50


def copy_lessons(source: Path, root: Path, *, lessons: int = LESSONS) -> int:
    """Copy `source` to `root` and add courses made of copies until there are `lessons` or more; returns how many."""
    shutil.copytree(source, root)
    drawn = dict(re.findall(r"^    ([a-z0-9-]+): (\[.*\])", _course_texts(root), re.MULTILINE))
    lessons_there = (path.parent for path in root.glob("courses/*/*/questions.yaml"))
    real = sorted(lesson for lesson in lessons_there if lesson.name in drawn)  # those of a course with a check
    missing = max(0, lessons - len(real))
    used = set(re.findall(r"^code: C(\d)$", _course_texts(root), re.MULTILINE))
    free = [number for number in range(1, 10) if str(number) not in used]
    for course in range(-(-missing // PER_COURSE)):
        _add_course(root, real, drawn, course, free[course])
    return len(list(root.glob("courses/*/*/questions.yaml")))


def _course_texts(root: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in root.glob("courses/*/course.yaml"))


def _add_course(root: Path, real: list[Path], drawn: dict[str, str], course: int, code: int) -> None:
    folder = root / f"courses/copied-{course}"
    slugs, lines = [], []
    for position in range(PER_COURSE):
        lesson = real[(course * PER_COURSE + position) % len(real)]
        slug = f"{lesson.name}-{course}-{position}"
        shutil.copytree(lesson, folder / slug)
        plan = folder / slug / "questions.yaml"
        text = plan.read_text(encoding="utf-8")
        plan.write_text(re.sub(r'code: "\d\.\d"', f'code: "{code}.{position + 1}"', text, count=1), encoding="utf-8")
        slugs.append(slug)
        lines.append(f"    {slug}: {drawn[lesson.name]}\n")
    (folder / "course.yaml").write_text(
        f'code: C{code}\ntitle: {{en: "Copied {course}", zh-hans: "副本 {course}"}}\n'
        f'summary: {{en: "Copied.", zh-hans: "副本。"}}\nstatus: published\nversion: 1\nlessons: [{", ".join(slugs)}]\n'
        f"check:\n  pass: 8\n  draw:\n{''.join(lines)}",
        encoding="utf-8",
    )


def resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def milliseconds(index: "SearchIndex", query: str, language: str) -> float:
    """How long one search computes; other processes do not count."""
    start = time.process_time()
    index.find(query, language)
    return (time.process_time() - start) * 1000


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()
    from courses.catalog.published.library import ContentProblems, catalog, search_index

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "content"
        lessons = copy_lessons(settings.CONTENT_DIR, root)
        settings.CONTENT_DIR = root
        before, start, cpu = resident_megabytes(), time.perf_counter(), time.process_time()
        try:
            catalog()
        except ContentProblems as problem:
            print(problem, file=sys.stderr)
            return 1
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        added = resident_megabytes() - before
    start = time.perf_counter()
    index = search_index(lambda _language: iter(()))
    print(f"{lessons} lessons loaded in {seconds:.2f} s, of them {cpu:.2f} s of computing (goal: under 3 s)")
    print(f"resident memory: {added:.0f} MB more (goal: under 60 MB)")
    print(f"search index built in {time.perf_counter() - start:.2f} s, {resident_megabytes() - before:.0f} MB with it")
    times = [(milliseconds(index, *query), query[0]) for _ in range(ROUNDS) for query in QUERIES]
    median, (slowest, words) = statistics.median(taken for taken, _ in times), max(times)
    print(f'search: median {median:.2f} ms, slowest {slowest:.2f} ms, for "{words}", of computing (goal: under 5 ms)')
    return 0


if __name__ == "__main__":
    sys.exit(main())
