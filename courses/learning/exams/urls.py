"""Addresses of a course's check, before and after it."""

from django.urls import path

from courses.learning.exams import views
from courses.learning.models import CheckAttempt

FINAL, DIAGNOSTIC = {"kind": CheckAttempt.FINAL}, {"kind": CheckAttempt.DIAGNOSTIC}
COURSE = "courses/<slug:course>/"
ATTEMPT = f"{COURSE}check/<int:attempt>/"

urlpatterns = [
    path(f"{COURSE}check/", views.begin, FINAL, name="check"),
    path(f"{COURSE}check/start/", views.start, FINAL, name="check-start"),
    path(f"{COURSE}diagnostic/", views.begin, DIAGNOSTIC, name="diagnostic"),
    path(f"{COURSE}diagnostic/start/", views.start, DIAGNOSTIC, name="diagnostic-start"),
    path(ATTEMPT, views.answers, name="check-answers"),
    path(f"{ATTEMPT}send/", views.send, name="check-send"),
    path(f"{ATTEMPT}result/", views.result, name="check-result"),
    path(f"{ATTEMPT}<int:place>/", views.question, name="check-question"),
    path(f"{ATTEMPT}<int:place>/save/", views.save, name="check-save"),
    path(f"{ATTEMPT}<int:place>/unknown/", views.unknown, name="check-unknown"),
]
