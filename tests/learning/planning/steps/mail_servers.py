"""Mail servers that misbehave: one that nobody reaches, one that hangs up after taking the mail, one that kills."""

from smtplib import SMTPServerDisconnected

from django.core.mail.backends.locmem import EmailBackend


class Down(EmailBackend):
    def open(self):
        raise ConnectionRefusedError("nobody listens")


class HangsUp(EmailBackend):
    """Takes the mail, then the connection breaks before it says so."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SMTPServerDisconnected("Connection unexpectedly closed")


class Refuses(EmailBackend):
    """Does not take the mail for one address."""

    def send_messages(self, messages):
        if messages[0].to == ["first@example.org"]:
            raise SMTPServerDisconnected("refused")
        return super().send_messages(messages)


class Killed(BaseException):
    """Stands for kill -9 between handing over and noting it."""


class Kills(EmailBackend):
    def send_messages(self, messages):
        super().send_messages(messages)
        raise Killed
