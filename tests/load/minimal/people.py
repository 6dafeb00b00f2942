"""Makes the minimal site's tables and as many signed-in people as asked for; prints their sessions."""

import json
import os
import sys
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.load.minimal.settings"
django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402


def session_of(person: User) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def main() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    people = [User.objects.create(username=f"person{number}", password="!") for number in range(int(sys.argv[1]))]
    print(json.dumps([session_of(person) for person in people]))


if __name__ == "__main__":
    main()
