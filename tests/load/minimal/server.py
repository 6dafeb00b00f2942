"""Serves the minimal site: `granian tests.load.minimal.server:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.load.minimal.settings"
application = get_wsgi_application()
