"""People and roles for administrators: mostly to read, and what only they do."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError
from kokreasi.people import services
from kokreasi.people.choices import Role
from kokreasi.people.models import Entry, RoleGrant, User


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Rows to look at; what changes them goes through services."""

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _thing: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _thing: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("email", "name", "language", "is_active", "last_login")
    list_filter = ("is_active", "language")
    search_fields = ("email", "name")
    exclude = ("password",)
    ordering = ("email",)
    actions = ("close", "reopen", "erase")

    @admin.action(description=_("Close the account"), permissions=["view"])
    def close(self, request: HttpRequest, people: QuerySet[User]) -> None:
        _do_each(request, people, services.close_account)

    @admin.action(description=_("Open the account again"), permissions=["view"])
    def reopen(self, request: HttpRequest, people: QuerySet[User]) -> None:
        _do_each(request, people, services.reopen_account)

    @admin.action(description=_("Erase the personal data, for ever"), permissions=["view"])
    def erase(self, request: HttpRequest, people: QuerySet[User]) -> None:
        _do_each(request, people, services.erase)


@admin.register(RoleGrant)
class RoleGrantAdmin(ReadOnlyAdmin):
    list_display = ("user", "role", "body_name", "starts_on", "ends_on", "revoked_at")
    list_filter = ("role",)
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name", "body", "body_name")
    fields = ("user", "role", "body", "body_name", "starts_on")
    autocomplete_fields = ("user",)
    actions = ("revoke",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("people.give_role")

    def save_model(self, request: HttpRequest, obj: RoleGrant, _form: Any, _change: bool) -> None:  # noqa: FBT001
        obj.pk = services.grant(
            user=obj.user,
            role=Role(obj.role),
            body=obj.body,
            body_name=obj.body_name,
            starts_on=obj.starts_on,
            by=cast("User", request.user),
        ).pk

    @admin.action(description=_("Revoke the role at once"), permissions=["view"])
    def revoke(self, request: HttpRequest, grants: QuerySet[RoleGrant]) -> None:
        _do_each(request, grants.filter(ends_on=None), services.revoke)


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "event", "says", "person", "by")
    list_filter = ("event",)
    list_select_related = ("person", "by")
    date_hierarchy = "at"


def _do_each(request: HttpRequest, things: QuerySet[Any], service: Any) -> None:
    """Call the service for each row, and say for which it refused and why."""
    for thing in things:
        try:
            service(thing, by=request.user)
        except DomainError as refusal:
            messages.error(request, f"{thing}: {refusal}")
