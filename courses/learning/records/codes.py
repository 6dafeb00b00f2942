"""Codes of learning records: too many to guess, easy to read aloud, forgiving to type."""

import re
import secrets
import unicodedata

# Without 0 O 1 I L there are 31 signs, so 26 of them hold log2(31) * 26 = 128.8 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 26
GROUP = 5
LONGEST_TYPED = 300
_FORM = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code in what somebody typed or pasted, a whole link too; None where there is none.

    Small letters, full-width forms, spaces, hyphens and invisible signs do not matter.
    """
    if len(typed) > LONGEST_TYPED:
        return None
    plain = unicodedata.normalize("NFKC", typed).strip().rstrip("/").rpartition("/")[2]
    bare = "".join(sign for sign in plain if not _is_between(sign)).upper()
    return bare if _FORM.fullmatch(bare) else None


def _is_between(sign: str) -> bool:
    """Spaces, dashes of any kind, the minus sign, and what cannot be seen."""
    return sign.isspace() or sign in "_·.\N{MINUS SIGN}" or unicodedata.category(sign) in ("Pd", "Cf")


def groups(code: str) -> tuple[str, ...]:
    """The code in pieces of five, the last one longer."""
    last = len(code) // GROUP * GROUP - GROUP
    return (*(code[start : start + GROUP] for start in range(0, last, GROUP)), code[last:])
