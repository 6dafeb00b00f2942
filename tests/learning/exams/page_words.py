"""The words of a page of a check."""

import re


def text_of_html(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def text_of(response) -> str:
    return text_of_html(response.content.decode())
