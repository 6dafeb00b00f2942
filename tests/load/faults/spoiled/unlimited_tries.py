"""The site without limits on tries: what the control of guessing is served by."""

from django.conf import settings

from literacy.wsgi import application

settings.ACCOUNT_RATE_LIMITS = False

from courses.accounts.rate_limits import throttle  # noqa: E402 - Django is set up by the application

throttle.LIMITS.update(dict.fromkeys(throttle.LIMITS, "1000000/m"))

__all__ = ("application",)
