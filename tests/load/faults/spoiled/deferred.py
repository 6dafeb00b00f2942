"""The site with the transactions that Django begins by default: a read in one is not yet a place in the queue."""

from django.conf import settings

from literacy.wsgi import application

for one in settings.DATABASES.values():
    one["OPTIONS"]["transaction_mode"] = "DEFERRED"

__all__ = ("application",)
