"""The site without its limits on fields and bytes: what the control of the dear requests is served by."""

from django.conf import settings

from literacy.wsgi import application

settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None

__all__ = ("application",)
