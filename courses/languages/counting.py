"""Numbers in what commands say, which is English: operators and authors read it."""


def counted(count: int, one: str, several: str) -> str:
    """`one` where `count` is 1, else `several`; each holds the number as `{}`."""
    return (one if count == 1 else several).format(count)
