"""Rows that belong together: an answer and the progress it made, a place in a group and the account behind it."""

import sqlite3

HALVES = (
    "SELECT count(*) FROM learning_answer LEFT JOIN learning_lessonprogress AS other ON"
    " other.learner_id = learning_answer.learner_id AND other.course = learning_answer.course"
    " AND other.lesson = learning_answer.lesson WHERE other.id IS NULL",
    "SELECT count(*) FROM accounts_user WHERE username LIKE 'm-%' AND id NOT IN"
    " (SELECT learner_id FROM organizations_member WHERE learner_id IS NOT NULL)",
)


def half_written(database: sqlite3.Connection) -> int:
    """How many rows lack their other half."""
    return sum(database.execute(query).fetchone()[0] for query in HALVES)
