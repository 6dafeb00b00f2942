"""Addresses of the exercises; they carry no figures."""

from django.urls import path

from courses.exercises import views

app_name = "exercises"
urlpatterns = [
    path("", views.exercises, name="exercises"),
    path("<slug:kind>/", views.exercise, name="exercise"),
]
