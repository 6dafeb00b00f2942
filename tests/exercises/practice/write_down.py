"""A filled form of "Write it down and compare"."""

from tests.exercises.kinds import Sample

SAMPLE = Sample({"about": "stop-rule", "own": "第二期还不上，就不再借"}, typed=("own",))
