"""Addresses of exercises done: what keeps one, the list of all, and the way back."""

from django.urls import path

from courses.learning.outcomes import views

urlpatterns = [
    path("learn/exercise-done/", views.done, name="exercise-done"),
    path("me/exercises/", views.exercises_done, name="exercises-done"),
    path("me/exercises/<int:outcome>/take-back/", views.take_back, name="exercise-take-back"),
    path("me/exercises/<int:outcome>/keep/", views.keep_again, name="exercise-keep"),
]
