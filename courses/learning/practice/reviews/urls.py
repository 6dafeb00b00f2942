"""Addresses of the day's review. A question is named by its place, so nobody's cards can be counted or guessed."""

from django.urls import path

from courses.learning.practice.reviews import views

PLACE = "review/<slug:course>/<slug:lesson>/<slug:question>/"
urlpatterns = [
    path("review/", views.review, name="review"),
    path(PLACE, views.question, name="review-question"),
    path(f"{PLACE}answer/", views.answer, name="review-answer"),
    path(f"{PLACE}show/", views.show, name="review-show"),
]
