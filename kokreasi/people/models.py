"""People, their roles, the invitations that bring them here, and a history of all three."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import LANGUAGES
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.fields import BilingualField
from kokreasi.people.choices import OFFICES, Event, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make somebody administrator from today; `createsuperuser` calls this."""
        user = self.create_user(email, password, **fields)
        RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR, starts_on=today_in_jakarta())
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in, known by one e-mail address."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=[(code, code) for code in LANGUAGES], default="id"
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined at"), auto_now_add=True)
    erased_at = models.DateTimeField(_("personal data erased at"), null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="user_erased_may_not_sign_in", condition=Q(erased_at=None) | Q(is_active=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def current_grants(self) -> list["RoleGrant"]:
        """The roles held today; read once a request, so that a removed one counts at the next."""
        return list(self.grants.held_on(today_in_jakarta()))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.current_grants)

    @property
    def bodies(self) -> frozenset[str]:
        """References of the organisations for which the person acts today."""
        return frozenset(grant.body for grant in self.current_grants if grant.body)

    @property
    def speaks_for(self) -> str:
        """Name of the body whose name stands in public beside what this person does."""
        names = (grant.body_name for grant in self.current_grants if grant.body_name)
        return next(names, "")

    @property
    def is_staff(self) -> bool:
        return self.is_superuser

    @property
    def is_superuser(self) -> bool:
        return self.is_active and Role.ADMINISTRATOR in self.roles

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        if not self.is_active:
            return False
        return self.is_superuser or any(
            backend.has_perm(self, perm, obj) for backend in get_backends()
        )

    def has_module_perms(self, _app_label: str) -> bool:
        return self.is_superuser


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def held_on(self, day: date) -> Self:
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, revoked_at=None
        )


class RoleGrant(models.Model):
    """A role held by a person, for a body, from a first day to a last one, both included.

    A revoked one is no longer held from that moment on, also not for the rest of its last day.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    body = models.CharField(_("reference of the body"), max_length=40, blank=True)
    body_name = models.CharField(_("name of the body"), max_length=300, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="grant_open_once",
                fields=["user", "role", "body"],
                condition=Q(ends_on=None),
            ),
            models.CheckConstraint(
                name="grant_revoked_has_ended",
                condition=Q(revoked_at=None) | Q(ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.body_name or self.user}"

    def is_held_on(self, day: date) -> bool:
        if self.revoked_at is not None:
            return False
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, now: datetime) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)

    def visible_to(self, visitor: "User | AnonymousUser") -> Self:
        """Keep all for those who invite anybody, and for others those into their own bodies."""
        if not isinstance(visitor, User) or not visitor.is_active:
            return self.none()
        if visitor.roles & OFFICES:
            return self
        return self.filter(body__in=visitor.bodies)


class Invitation(models.Model):
    """An offer of a role to an e-mail address; whoever opens its link owns the address.

    Of the link only a hash is kept, so that nobody who reads the database can accept for another.
    """

    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[(code, code) for code in LANGUAGES], default="id"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    body = models.CharField(_("reference of the body"), max_length=40, blank=True)
    body_name = models.CharField(_("name of the body"), max_length=300, blank=True)
    key_hash = models.CharField(_("hash of the link"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    invited_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("accepted by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="invitation_open_once",
                fields=["email", "role", "body"],
                condition=Q(accepted_at=None, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="invitation_not_both_accepted_and_withdrawn",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="invitation_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.body_name or self.name}"

    def is_open_at(self, now: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at


class Entry(models.Model):
    """A line about accounts: who invited, gave or took away a role, closed or erased, and when.

    Its words name roles and bodies, never people, so that a person can be erased.
    """

    event = models.CharField(_("event"), max_length=30, choices=Event)
    person = models.ForeignKey(
        User,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("person"),
    )
    says = BilingualField(_("what happened"))
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("line about an account")
        verbose_name_plural = _("history of accounts")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.says)
