"""Serves the site with the yardstick page, counting queries: `granian tests.load.yardstick_server:application`."""

import os

from django.core.wsgi import get_wsgi_application

from literacy.serving.stack_chunks import in_one_chunk

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")

from django.conf import settings

settings.ROOT_URLCONF = "tests.load.yardstick"
settings.MIDDLEWARE = ["tests.load.yardstick.CountQueries", *settings.MIDDLEWARE]
application = in_one_chunk(get_wsgi_application())

from courses.catalog.published.library import catalog  # noqa: E402 - Django must be set up first

catalog()
