"""Addresses of answering with somebody's help."""

from django.urls import path

from courses.learning.assisted import views

urlpatterns = [
    path("me/with-help/", views.about, name="assisted"),
    path("me/with-help/begin/", views.begin, name="assisted-begin"),
    path("me/with-help/end/", views.end, name="assisted-end"),
]
