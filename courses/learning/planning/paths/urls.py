"""Addresses of a learner's own path."""

from django.urls import path

from courses.learning.planning.paths import views

PATH = "me/path/<int:path>/"

urlpatterns = [
    path("me/path/", views.show, name="path"),
    path("me/path/new/", views.new, name="path-new"),
    path(f"{PATH}put-away/", views.put_away, name="path-put-away"),
    path(f"{PATH}take-up/", views.take_up, name="path-take-up"),
    path(f"{PATH}<int:place>/", views.question, name="path-question"),
    path(f"{PATH}<int:place>/save/", views.save, name="path-save"),
    path(f"{PATH}<int:place>/unknown/", views.unknown, name="path-unknown"),
    path(f"{PATH}<int:place>/make/", views.make, name="path-make"),
    path(f"{PATH}<int:place>/leave-out/", views.leave_out, name="path-leave-out"),
]
