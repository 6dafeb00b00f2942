"""Starts the site; broken content stops the start with all its problems listed."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
application = get_wsgi_application()

from courses.catalog.library import catalog  # noqa: E402 - Django must be set up first

catalog()
