"""Addresses of the exercises; they carry no figures."""

from django.urls import path

from courses.exercises import views

app_name = "exercises"
urlpatterns = [
    path("", views.exercises, name="exercises"),
    path("for-your-site/", views.for_your_site, name="for-your-site"),
    path("<slug:kind>/", views.exercise, name="exercise"),
]
