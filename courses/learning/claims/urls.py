"""Addresses of adding a guest's learning to an account."""

from django.urls import path

from courses.learning.claims import views

urlpatterns = [
    path("me/claim/", views.claim, name="claim"),
    path("me/claim/add/", views.add, name="claim-add"),
    path("me/claim/leave-out/", views.leave_out, name="claim-leave-out"),
    path("me/claim/undo/", views.undo, name="claim-undo"),
]
