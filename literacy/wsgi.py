"""Starts the site; broken content or a set-up that cannot work stops the start, in words."""

import os

from django.core.wsgi import get_wsgi_application

from literacy.serving.stack_chunks import in_one_chunk

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
# PostgreSQL, and only for requests (a migration may take longer): nobody waits for ever for a lock or a server
os.environ.setdefault("PGCONNECT_TIMEOUT", "3")
os.environ.setdefault(
    "PGOPTIONS", "-c lock_timeout=20s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
)
application = in_one_chunk(get_wsgi_application())

from courses.catalog.published.library import catalog  # noqa: E402 - Django must be set up first
from literacy.setup.starting import prepare  # noqa: E402

prepare()
catalog()
