"""The site map: every page stands under its language; what a machine asks for does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from courses.learning.sharing.certificates.urls import short_urlpatterns
from literacy.help import reference_views
from literacy.help import views as help_views
from literacy.pages import views
from literacy.setup import machine_views

handler400 = "literacy.pages.errors.bad_request"
handler404 = "literacy.pages.errors.not_found"
handler500 = "literacy.pages.errors.server_error"
handler429 = "literacy.pages.errors.too_many_requests"  # asked for by allauth's limits

urlpatterns = [
    path("health/", machine_views.health, name="health"),
    path("ready/", machine_views.ready, name="ready"),
    path("metrics/", machine_views.metrics, name="metrics"),
    path("", include("courses.organizations.short_links.urls")),
    *short_urlpatterns,
    *i18n_patterns(
        path("", views.home, name="home"),
        path("exercises/", include("courses.exercises.urls")),
        path("courses/", views.courses, name="courses"),
        path("courses/<slug:course>/", views.course, name="course"),
        path("courses/<slug:course>/print/", views.course_print, name="course-print"),
        path("me/", views.me, name="me"),
        path("search/", views.search, name="search"),
        path("glossary/", views.glossary, name="glossary"),
        path("help-now/", help_views.help_now, name="help-now"),
        path("help-now/numbers/", help_views.help_numbers, name="help-numbers"),
        path("help-now/print/", help_views.help_print, name="help-print"),
        path("help-now/<slug:situation>/", help_views.help_situation, name="help-situation"),
        path("reference/", reference_views.references, name="references"),
        path("reference/<slug:page>/", reference_views.reference, name="reference-page"),
        path("already-late/", help_views.already_late, name="already-late"),
        path("how-we-teach/", views.how_we_teach, name="how-we-teach"),
        path("accessibility/", views.accessibility, name="accessibility"),
        path("leave/", views.leave, name="leave"),
        path("", include("courses.learning.urls")),
        path("", include("courses.organizations.urls")),
        path("", include("courses.accounts.own_account.urls")),
        path("account/", include("courses.accounts.sign_in.allauth_urls")),
        path("", include("courses.privacy.urls")),
    ),
]
