"""Rows of one learner's record, by subject."""

from courses.learning.models.answers import Answer, CourseProgress, LessonProgress
from courses.learning.models.certificates import LearningRecord
from courses.learning.models.claims import Claim, ClaimOffer
from courses.learning.models.exams import CheckAnswer, CheckAttempt, Regrade
from courses.learning.models.outcomes import ExerciseOutcome
from courses.learning.models.paths import LearningPath
from courses.learning.models.reviews import ReviewCard
from courses.learning.models.steps import ReminderSent, StepChoice
from courses.learning.models.wellbeing import WellbeingResult

__all__ = (
    "Answer",
    "CheckAnswer",
    "CheckAttempt",
    "Claim",
    "ClaimOffer",
    "CourseProgress",
    "ExerciseOutcome",
    "LearningPath",
    "LearningRecord",
    "LessonProgress",
    "Regrade",
    "ReminderSent",
    "ReviewCard",
    "StepChoice",
    "WellbeingResult",
)
