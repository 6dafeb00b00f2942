"""Signs that show nothing although they are letters or marks: with one, a name looks like somebody else's."""

BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
VARIANTS = dict.fromkeys(range(0xE0100, 0xE01F0))  # for str.translate: which form of a character a font draws
