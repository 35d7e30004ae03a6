"""Words of the sign-in library and of Django that our catalogue says in our own way.

They are only named here, so that `makemessages` keeps them; what we translate wins over theirs.
"""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Email"),
    _("Email address"),
    _("Confirmation email sent to %(email)s."),
    _("Unable to confirm %(email)s because it is already confirmed by a different account."),
    _("You have confirmed %(email)s."),
    _("Removed email address %(email)s."),
    _("Please type your current password."),
    _("The email address and/or password you specified are not correct."),
    _("This email address is already associated with this account."),
    _("Too many failed login attempts. Try again later."),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
)
