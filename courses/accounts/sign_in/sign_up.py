"""Creating an account with an e-mail address and a code, without a password."""

from allauth.account.views import SignupView

from courses.accounts.sign_in.forms import EmailSignUpForm


class EmailSignUpView(SignupView):  # type: ignore[misc]
    """As allauth's sign-up, with its own form. A known address gets the same answer, and a mail that says so."""

    template_name = "account/signup_by_email.html"

    def get_form_class(self) -> type[EmailSignUpForm]:
        return EmailSignUpForm
