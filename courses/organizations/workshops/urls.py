"""Addresses of workshops: pages for anybody who teaches, a group's sessions, and the page for phones."""

from django.urls import path

from courses.organizations.workshops import phone_views, views
from courses.organizations.workshops.materials import views as public_views
from courses.organizations.workshops.results import views as report_views

LESSON = "learn/<slug:course>/<slug:lesson>"
RUN = "groups/<int:pk>/workshops/<int:run>"

urlpatterns = [
    path(f"{LESSON}/workshop/", public_views.workshop, name="workshop"),
    path(f"{LESSON}/slides/", public_views.slides, name="slides"),
    path(f"{LESSON}/worksheet/", public_views.worksheet, name="worksheet"),
    path(f"{LESSON}/handouts/<slug:handout>/", public_views.handout, name="handout"),
    path(f"{LESSON}/workshop-pack/", public_views.lesson_pack, name="lesson-pack"),
    path("courses/<slug:course>/workshop-pack/", public_views.course_pack, name="course-pack"),
    path("groups/<int:pk>/workshops/", views.workshops, name="workshops"),
    path(f"{RUN}/", views.wall, name="wall"),
    path(f"{RUN}/steps/<str:step>/", views.step, name="workshop-step"),
    path(f"{RUN}/text/", views.text_size, name="wall-text"),
    path(f"{RUN}/end/", views.end, name="workshop-end"),
    path(f"{RUN}/reopen/", views.reopen, name="workshop-reopen"),
    path(f"{RUN}/who-was-there/", views.note_day, name="workshop-note-day"),
    path(f"{RUN}/questions/<int:position>/counts/", report_views.counts, name="counts"),
    path(f"{RUN}/report/", report_views.report, name="workshop-report"),
    path(f"{RUN}/report.csv", report_views.report_csv, name="workshop-csv"),
    path("s/", phone_views.ask_code, name="session-code"),
    path("s/<str:code>/here/", phone_views.here, name="session-here"),
    path("s/<str:code>/", phone_views.session, name="session"),
]
