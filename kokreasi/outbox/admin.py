"""Mails on their way, for administrators: to read, and to try again."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.outbox import services
from kokreasi.outbox.models import Message


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin[Message]):
    list_display = ("posted_at", "to", "subject", "state", "attempts", "next_try_at", "last_error")
    list_filter = ("state",)
    search_fields = ("to", "key")
    exclude = ("body", "calendar", "unsubscribe", "digest")
    actions = ("try_again",)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _thing: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _thing: Any = None) -> bool:
        return False

    @admin.action(description=_("Try again what was given up"), permissions=["view"])
    def try_again(self, _request: HttpRequest, given_up: QuerySet[Message]) -> None:
        services.try_again(given_up, now=timezone.now())
