"""All faults that are measured."""

from tests.load.faults import bodies, cache_stopped, clocks, connections, copies, guessing, soak
from tests.load.faults.disk import io_errors, killed_postgres, power_cuts

CHECKS = (
    power_cuts.CHECK, io_errors.CHECK, *connections.CHECKS, bodies.CHECK, cache_stopped.CHECK, clocks.CHECK,
    copies.CHECK, killed_postgres.CHECK, guessing.CHECK, soak.CHECK,
)  # fmt: skip
