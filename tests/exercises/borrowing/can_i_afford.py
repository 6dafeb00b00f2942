"""A filled form of "Can I afford this loan?"."""

from tests.exercises.kinds import Sample
from tests.exercises.sample import FILLED

SAMPLE = Sample(FILLED, typed=("income", "essentials", "debts", "savings", "received", "rate", "count"))
