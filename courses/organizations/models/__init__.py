"""Rows of community organisations, by subject; every row that belongs to one carries its id."""

from courses.organizations.models.access_log import AccessLog
from courses.organizations.models.assignments import Assignment, AssignmentMember, GroupMail
from courses.organizations.models.attendance import Attendance, Meeting
from courses.organizations.models.calendars import CalendarLink, PlannedWorkshop
from courses.organizations.models.groups import FormerCode, Group, GroupFacilitator
from courses.organizations.models.members import Card, GuardianConsent, Member, Stay
from courses.organizations.models.organizations import Event, Invitation, Membership, Organization
from courses.organizations.models.plans import Giving, Plan
from courses.organizations.models.rosters import RosterDraft
from courses.organizations.models.sessions import (
    HandCount,
    SessionAnswer,
    SessionQuestion,
    SessionRun,
)
from courses.organizations.models.terms import Term

__all__ = (
    "AccessLog",
    "Assignment",
    "AssignmentMember",
    "Attendance",
    "CalendarLink",
    "Card",
    "Event",
    "FormerCode",
    "Giving",
    "Group",
    "GroupFacilitator",
    "GuardianConsent",
    "HandCount",
    "Invitation",
    "Meeting",
    "Member",
    "Membership",
    "GroupMail",
    "Organization",
    "Plan",
    "PlannedWorkshop",
    "RosterDraft",
    "SessionAnswer",
    "SessionQuestion",
    "SessionRun",
    "Stay",
    "Term",
)
