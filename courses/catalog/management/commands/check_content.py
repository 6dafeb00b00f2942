"""Checks the content and prints every problem: `manage.py check_content`."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from courses.catalog.lint.questions.cues import cues_of
from courses.catalog.model.values.problems import Level, Problem
from courses.catalog.published.library import load_content
from courses.catalog.reading.content import read_content
from courses.languages.counting import counted


class Command(BaseCommand):
    help = (
        "Checks the content and prints one line per problem, with -v0 nothing else; ends with 1 when there are errors."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
        parser.add_argument("--content", type=Path, metavar="DIR", help="the folder to check (default: CONTENT_DIR)")

    def handle(self, *args: Any, **options: Any) -> None:
        root = options["content"] or settings.CONTENT_DIR
        problems = load_content(root, timezone.localdate()).problems
        if options["format"] == "json":
            self.stdout.write(json.dumps([_as_json(problem) for problem in problems], ensure_ascii=False, indent=1))
        else:
            for problem in problems:
                self.stdout.write(str(problem))
            if options["verbosity"]:
                self._say_more(root, problems)
        if any(problem.level is Level.ERROR for problem in problems):
            sys.exit(1)

    def _say_more(self, root: Path, problems: Iterable[Problem]) -> None:
        for cues in cues_of(read_content(root)[0]):
            self.stdout.write(str(cues))
        self.stdout.write(summary(problems))


def summary(problems: Iterable[Problem]) -> str:
    """How many problems of each level there are, in one line."""
    levels = [problem.level for problem in problems]
    errors, warnings, dated = (levels.count(level) for level in (Level.ERROR, Level.WARNING, Level.DATED))
    said = counted(errors, "{} error", "{} errors"), counted(warnings, "{} warning", "{} warnings")
    return f"{', '.join(said)}, {dated} due by date."


def _as_json(problem: Problem) -> dict[str, str | int]:
    place = problem.place
    return {
        "file": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "level": problem.level.value,
        "message": problem.message,
    }
