"""Addresses of organisations and groups; each subject has its own list."""

from courses.organizations.assigning.plans.urls import urlpatterns as plans
from courses.organizations.assigning.urls import urlpatterns as assigning
from courses.organizations.groups.attendance.urls import urlpatterns as attendance
from courses.organizations.groups.urls import urlpatterns as groups
from courses.organizations.joining.rosters.urls import urlpatterns as rosters
from courses.organizations.joining.urls import urlpatterns as joining
from courses.organizations.reaching.urls import urlpatterns as reaching
from courses.organizations.reports.evaluation.urls import urlpatterns as evaluation
from courses.organizations.reports.urls import urlpatterns as reports
from courses.organizations.staffing.urls import urlpatterns as staffing
from courses.organizations.workshops.calendars.urls import urlpatterns as calendars
from courses.organizations.workshops.urls import urlpatterns as workshops

app_name = "organizations"
urlpatterns = [
    *staffing,
    *groups,
    *joining,
    *rosters,
    *workshops,
    *attendance,
    *assigning,
    *plans,
    *calendars,
    *reports,
    *reaching,
    *evaluation,
]
