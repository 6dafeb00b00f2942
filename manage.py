#!/usr/bin/env python3
"""The front door: `python3 manage.py demo`, `python3 manage.py test`, and every Django command."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told so in words
    message = (
        "This project needs Python 3.11 or newer; this is Python %d.%d.\n"
        "Install a newer Python and start again, for example: python3.12 manage.py demo"
    )
    sys.exit(message % sys.version_info[:2])


def main() -> None:
    if sys.argv[1:] in (["version"], ["--version"]):  # Django would say its own
        from literacy import __version__

        sys.stdout.write(f"{__version__}\n")
        return
    from literacy.setup import bootstrap

    bootstrap.enter(sys.argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, execute_from_command_line
    from django.db import InterfaceError, OperationalError, ProgrammingError

    from literacy.setup.guarding import require_own_settings

    try:
        require_own_settings(sys.argv)
        execute_from_command_line(sys.argv)
    except (CommandError, ImproperlyConfigured) as refused:
        sys.exit(f"{type(refused).__name__}: {refused}")
    except (OperationalError, InterfaceError, ProgrammingError) as problem:
        if "--traceback" in sys.argv:
            raise
        look = "What is wrong with it: python3 manage.py doctor (where that finds nothing: --traceback)"
        sys.exit(f"The database cannot be used for this: {str(problem).strip()}\n{look}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. What was not finished was not kept: the same command can be given again.")


if __name__ == "__main__":
    main()
