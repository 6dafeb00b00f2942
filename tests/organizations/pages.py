"""What tests of pages share: addresses in English, the one-time key on a page, its words."""

import re

from django.test import Client
from django.urls import reverse
from django.utils.translation import override


def url(name: str, *args: object) -> str:
    """The English address of a page of the package."""
    with override("en"):
        return reverse(f"organizations:{name}", args=args)


def key_in(page: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def text_of(client: Client, address: str) -> str:
    """The words of a page, without its markup."""
    page = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
    return " ".join(page.split())
