"""Links in mails to people without an account."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kokreasi.conversations.keys import own_key
from kokreasi.conversations.models import Correspondent


def own_link(correspondent: Correspondent) -> str:
    """Give the address of somebody's own page of proposals, in that person's language."""
    with override(correspondent.language):
        return settings.ORIGIN + reverse("own-proposals", args=[own_key(correspondent.seed)])
