"""What a typed figure is asked about."""

import pytest

from courses.loans.errors import InvalidInput


def problem_of(call) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        call()
    return caught.value
