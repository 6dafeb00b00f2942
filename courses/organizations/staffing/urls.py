"""Addresses of organisations and of the people who run them."""

from django.urls import path

from courses.organizations.staffing import deleting_views, views
from courses.organizations.staffing.colleagues import views as colleagues

urlpatterns = [
    path("organizations/new/", views.new, name="organization-new"),
    path("organizations/<int:pk>/", views.organization, name="organization"),
    path("organizations/<int:pk>/edit/", views.edit, name="organization-edit"),
    path("organizations/<int:pk>/archive/", views.archive, name="archive"),
    path("organizations/<int:pk>/restore/", views.restore, name="restore"),
    path("organizations/<int:pk>/all.zip", deleting_views.take, name="organization-file"),
    path("organizations/<int:pk>/delete/", deleting_views.delete, name="organization-delete"),
    path("organizations/<int:pk>/record/", views.record, name="record"),
    path("organizations/<int:pk>/leave/", colleagues.leave, name="organization-leave"),
    path("organizations/<int:pk>/invite/", colleagues.invite, name="invite"),
    path("organizations/<int:pk>/invitations/<int:invitation>/withdraw/", colleagues.withdraw, name="withdraw"),
    path("organizations/<int:pk>/people/removed/", colleagues.removed, name="colleagues-removed"),
    path("organizations/<int:pk>/people/<int:membership>/", colleagues.colleague, name="colleague"),
    path("organizations/<int:pk>/people/<int:membership>/remove/", colleagues.remove, name="colleague-remove"),
    path("organizations/<int:pk>/people/<int:membership>/hand-over/", colleagues.hand_over, name="hand-over"),
    path("invitations/<str:token>/", colleagues.invitation, name="invitation"),
]
