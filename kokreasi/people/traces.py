"""What sign-in keeps about a person beside the account itself."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from kokreasi.outbox.models import Message
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor


def remember_address(user: User) -> None:
    """Tell the sign-in library that the account's address is proven, which it always is.

    Accounts arise from a mail that was opened, or at the operator's console. Without this note the
    library takes the address for one still to be proven, and drops it when another is entered.
    """
    proven = {"verified": True, "primary": True}
    if not EmailAddress.objects.filter(user=user, email=user.email, **proven).exists():
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=proven)


def has_second_factor(user: Visitor) -> bool:
    """Tell whether an app or a key protects the account; recovery codes alone do not count."""
    if not user.is_authenticated:
        return False
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def remove_sign_in(user: User) -> None:
    """Delete addresses, second factors and links to other providers, and empty mails to them."""
    Message.objects.filter(to=user.email).update(to="", subject="", body="", calendar="")
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    user.last_login = None
