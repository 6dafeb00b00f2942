"""Names the package for Django, and has it look at the set-up and keep the language of a page by thread."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class LiteracyConfig(AppConfig):
    name = "literacy"
    label = "literacy"

    def ready(self) -> None:
        from courses.accounts.pages.declared import declare
        from literacy.serving.language_of_thread import keep_language_by_thread
        from literacy.setup.checks import check_machine, check_setup

        keep_language_by_thread()
        register(check_setup, Tags.security)
        register(check_machine, Tags.security, deploy=True)
        declare(goes_through=("already-late",))  # help asks nobody to sign in, and no answer may be carried
