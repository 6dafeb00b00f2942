"""Creating an account with an e-mail address and a code, without a password."""

from allauth.account.views import SignupView

from courses.accounts.sign_in.forms import EmailSignUpForm


class EmailSignUpView(SignupView):  # type: ignore[misc]
    """allauth's sign-up with this site's form. A known address gets the same page, and a mail about the account."""

    template_name = "account/signup_by_email.html"

    def get_form_class(self) -> type[EmailSignUpForm]:
        return EmailSignUpForm
