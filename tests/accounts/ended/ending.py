"""The end of a sign-in, and what the page says then."""

import re
from html import unescape

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client


def end(client: Client, how: str, clock) -> None:
    """The ways in which a sign-in ends without a press."""
    if how == "unused":
        clock.shift(15 * 86_400)
    elif how == "ended elsewhere":
        Session.objects.all().delete()
    else:
        del client.cookies[settings.SESSION_COOKIE_NAME]


def form_in(page: str, address: str) -> dict[str, str]:
    """The hidden fields and the choice of the form that is sent there."""
    inside = re.search(rf'<form[^>]*action="{re.escape(address)}"[^>]*>(.*?)</form>', page, re.DOTALL)[1]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside))
    chosen = re.search(r'value="([^"]+)"[^>]* checked', inside)
    return {name: unescape(value) for name, value in fields.items()} | ({"choice": chosen[1]} if chosen else {})
