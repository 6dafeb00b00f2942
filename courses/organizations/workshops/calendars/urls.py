"""Addresses of calendars, and of workshops to come."""

from django.urls import path

from courses.organizations.workshops.calendars import views, workshop_views

urlpatterns = [
    path("me/calendar/", views.page, name="calendar"),
    path("me/calendar/new/", views.new, name="calendar-new"),
    path("me/calendar/end/", views.end, name="calendar-end"),
    path("me/calendar/restore/", views.restore, name="calendar-restore"),
    path("me/calendar/earlier/", views.earlier, name="calendar-earlier"),
    path("calendar/<str:token>.ics", views.file, name="calendar-file"),
    path("groups/<int:pk>/workshops/coming/", workshop_views.coming, name="workshops-coming"),
    path("groups/<int:pk>/workshops/coming/<int:coming>/move/", workshop_views.move, name="workshop-move"),
    path(
        "groups/<int:pk>/workshops/coming/<int:coming>/move/<int:number>/back/",
        workshop_views.move_back,
        name="workshop-move-back",
    ),  # fmt: skip
    path("groups/<int:pk>/workshops/coming/<int:coming>/cancel/", workshop_views.cancel, name="workshop-cancel"),
    path("groups/<int:pk>/workshops/coming/<int:coming>/restore/", workshop_views.restore, name="workshop-restore"),
]
