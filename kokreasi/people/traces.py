"""What sign-in keeps about a person beside the account itself."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from kokreasi.outbox.models import Message
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor


def remember_address(user: User) -> None:
    """Note that the person has proved to own the address."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def has_second_factor(user: Visitor) -> bool:
    """Tell whether an app or a key protects the account; recovery codes alone do not count."""
    if not user.is_authenticated:
        return False
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def remove_sign_in(user: User) -> None:
    """Delete addresses, second factors and links to other providers, and empty mails to them."""
    Message.objects.filter(to=user.email).update(to="", subject="", body="")
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    user.last_login = None
