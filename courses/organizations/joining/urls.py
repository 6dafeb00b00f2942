"""Addresses of joining, coming back, and a learner's own groups."""

from django.urls import path

from courses.organizations.joining import cards, places, returning, rooms, views

urlpatterns = [
    path("join/", views.code, name="join-code"),
    path("join/<str:code>/", views.join, name="join"),
    path("sign-in/group/", returning.sign_in, name="group-sign-in"),
    path("sign-in/card/", cards.card_here, name="card-here"),
    path("sign-in/room/end/", rooms.end_room, name="room-end"),
    path("c/<str:token>/", cards.card, name="card"),
    path("me/groups/", places.mine, name="mine"),
    path("me/groups/<int:place>/welcome/", places.welcome, name="welcome"),
    path("me/groups/<int:place>/leave/", places.leave, name="leave"),
    path("me/groups/<int:place>/stop-sharing/", places.stop_sharing, name="stop-sharing"),
]
