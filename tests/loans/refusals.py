"""What a call of the loan mathematics refuses: which input, and why."""

from collections.abc import Callable

import pytest

from courses.loans.errors import InvalidInput


def refused(call: Callable[[], object]) -> tuple[str, str]:
    """The field and the code of the InvalidInput that `call` raises."""
    with pytest.raises(InvalidInput) as caught:
        call()
    return caught.value.field, caught.value.code
