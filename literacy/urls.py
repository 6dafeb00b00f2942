"""The site map: every page stands under its language; what a machine asks for does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from courses.learning.certificates.urls import short_urlpatterns
from literacy import help_views, reference_views, views

handler400 = "literacy.errors.bad_request"
handler404 = "literacy.errors.not_found"
handler500 = "literacy.errors.server_error"
handler429 = "literacy.errors.too_many_requests"  # asked for by allauth's limits

urlpatterns = [
    path("health/", views.health, name="health"),
    path("", include("courses.organizations.short_links.urls")),
    *short_urlpatterns,
    *i18n_patterns(
        path("", views.home, name="home"),
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
        path("exercises/", include("courses.exercises.urls")),
        path("", include("courses.organizations.urls")),
        path("", include("courses.accounts.urls")),
        path("account/", include("courses.accounts.allauth_urls")),
        path("", include("courses.privacy.urls")),
    ),
]
