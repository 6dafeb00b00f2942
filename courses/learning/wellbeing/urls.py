"""Addresses of the questionnaire. Ids have at most nine digits, so that every database can look for them."""

from django.urls import path, re_path

from courses.learning.wellbeing import views

urlpatterns = [
    path("wellbeing/", views.questionnaire, name="wellbeing"),
    path("wellbeing/keep/", views.keep, name="wellbeing-keep"),
    path("wellbeing/results/", views.results, name="wellbeing-results"),
    re_path(r"^wellbeing/results/(?P<result>[0-9]{1,9})/remove/$", views.remove, name="wellbeing-remove"),
]
