"""Which subject's folder holds the exercise of each kind, by what stands there: `{"cushion": "budgeting", …}`."""

from pathlib import Path

SUBJECTS = {path.parent.name: path.parent.parent.name for path in Path(__file__).parent.glob("*/*/exercise.py")}
