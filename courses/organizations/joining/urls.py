"""Addresses of joining, coming back, and a learner's own groups."""

from django.urls import path

from courses.organizations.joining import places, returning, views

urlpatterns = [
    path("join/", views.code, name="join-code"),
    path("join/<str:code>/", views.join, name="join"),
    path("sign-in/group/", returning.sign_in, name="group-sign-in"),
    path("c/<str:token>/", returning.card, name="card"),
    path("me/groups/", places.mine, name="mine"),
    path("me/groups/<int:place>/welcome/", places.welcome, name="welcome"),
    path("me/groups/<int:place>/leave/", places.leave, name="leave"),
    path("me/groups/<int:place>/stop-sharing/", places.stop_sharing, name="stop-sharing"),
]
