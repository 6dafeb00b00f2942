"""Pages and files of a report."""

import re


def text(client, address: str) -> str:
    """What the page says, in one line, without what differs every time."""
    main = client.get(address).content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())
