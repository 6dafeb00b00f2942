"""Where passkeys can work: browsers offer them on https, and on this machine itself; elsewhere they stay hidden."""

from django.conf import settings
from django.http import HttpRequest


def passkeys_work(request: HttpRequest) -> bool:
    host = request.get_host().partition(":")[0]
    return bool(settings.HTTPS or host == "localhost")
