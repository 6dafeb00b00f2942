"""What commands of operators share: they name an account, and ask once before anything is changed."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from courses.accounts.models import User
from courses.accounts.sign_in.adapter import normal_name


def account_named(typed: str) -> User:
    found = User.objects.filter(username=normal_name(typed)).first()
    if found is None:
        raise CommandError(f"There is no account with the user name {typed!r}. Nothing was changed.")
    return found


def add_yes(parser: ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do it without asking (for scripts)")


def is_wanted(command: BaseCommand, *, yes: bool) -> bool:
    """Whether to go on after the command has said what it would do. Without a terminal nothing is changed."""
    if yes:
        return True
    if sys.stdin.isatty() and input("Do it? Type yes: ").strip().lower() == "yes":
        return True
    command.stdout.write("Nothing was changed. Add --yes to do it.")
    return False
