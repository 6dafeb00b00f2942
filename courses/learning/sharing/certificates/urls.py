"""Addresses of learning records: a learner's own, the public check, and its short form without a language."""

from django.urls import path, re_path

from courses.learning.sharing.certificates import public_views, views

OWN = "me/records/<int:record>/"

urlpatterns = [
    path("me/records/", views.records, name="records"),
    path("me/records/new/<slug:course>/", views.new, name="record-new"),
    path(OWN, views.record, name="record"),
    path(f"{OWN}change/", views.change, name="record-change"),
    path(f"{OWN}reissue/", views.reissue, name="record-reissue"),
    path(f"{OWN}revoke/", views.revoke, name="record-revoke"),
    path(f"{OWN}restore/", views.restore, name="record-restore"),
    path("verify/", public_views.verify, name="verify"),
    path("v/<str:code>/", public_views.code, name="verify-code"),
]
short_urlpatterns = [  # capitals too: a QR code holds them in less room
    re_path(r"^[vV](?:/(?P<code>[^/]+))?/?$", public_views.short, name="verify-short"),
]
