"""What the pages of a path say."""

import re


def mains(page: str) -> list[str]:
    return re.findall(r'<(?:a|button)[^>]*class="(?:button )?main"[^>]*>', page)


def headings(page: str) -> list[str]:
    return re.findall(r"<h2>\s*\d\. <a[^>]*>([^<]+)</a>", page)
