"""The address that keeps that an exercise was done."""

from django.urls import path

from courses.learning.outcomes import views

urlpatterns = [path("learn/exercise-done/", views.done, name="exercise-done")]
