"""One thing changed at a time: a button that says which boxes it fills differently, beside the reader’s figures."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

CHANGE = "change"  # the name of such a button


def change_between(now: Mapping[str, str], then: Mapping[str, str]) -> str:
    """The value of the button that makes one set of boxes into the other; an empty text clears a box."""
    names = [name for name in {**now, **then} if now.get(name, "") != then.get(name, "")]
    return urlencode({name: then.get(name, "") for name in names})


def with_change(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was sent, with the change of the button that was pressed; without such a button, as it is."""
    if CHANGE not in sent:
        return sent
    return {**{name: sent[name] for name in sent}, **QueryDict(str(sent[CHANGE])).dict()}
