"""Codes of learning records: too many to guess, easy to read aloud, forgiving to type."""

import re
import secrets

from courses.accounts.codes import LONGEST, pasted_code
from courses.accounts.codes import PAPER as ALPHABET

LENGTH = 26  # of 31 signs: log2(31) * 26 = 128.8 bits
GROUP = 5
_FORM = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code in what somebody typed or pasted, a whole link too; None where there is none.

    How it is written does not matter (courses/accounts/codes.py).
    """
    if len(typed) > LONGEST:
        return None
    bare = pasted_code(typed)
    return bare if _FORM.fullmatch(bare) else None


def groups(code: str) -> tuple[str, ...]:
    """The code in pieces of five, the last one longer."""
    last = len(code) // GROUP * GROUP - GROUP
    return (*(code[start : start + GROUP] for start in range(0, last, GROUP)), code[last:])
