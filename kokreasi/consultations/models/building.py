"""Pages, questions and options while a questionnaire is written.

People answer the frozen wording (`definition.Definition`), not these rows.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Characteristic, OptionRole, QuestionKind, Repeats
from kokreasi.consultations.definition.keys import is_key
from kokreasi.consultations.models.consultations import Consultation
from kokreasi.core.fields import BilingualField
from kokreasi.register.models import Revised

LONGEST_KEY = 40
LOWEST, HIGHEST = -1_000_000_000, 1_000_000_000


class Page(Revised):
    """A screen of a questionnaire; `shown_if` holds conditions, all of which must hold."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="pages")
    key = models.CharField(_("key"), max_length=LONGEST_KEY, validators=[is_key])
    title = BilingualField(_("title"), blank=True)
    intro = BilingualField(_("introduction"), multiline=True, blank=True)
    repeats = models.CharField(
        _("is asked"), max_length=12, choices=Repeats, default=Repeats.ONCE, blank=True
    )
    shown_if = models.JSONField(_("is shown if"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("page of a questionnaire")
        verbose_name_plural = _("pages of questionnaires")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="page_key_once", fields=["consultation", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key


class Question(Revised):
    """What is asked; its key stays the same whatever becomes of its words and place.

    `lowest` and `highest` bound a scale or number; `fewest` and `most` how many choices are made or
    how many characters are written. `has_other` offers "other" with words of one's own.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="questions")
    page = models.ForeignKey(Page, models.CASCADE, related_name="questions")
    key = models.CharField(_("key"), max_length=LONGEST_KEY, validators=[is_key])
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind)
    wording = BilingualField(_("wording"), multiline=True)
    hint = BilingualField(_("hint"), multiline=True, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    characteristic = models.CharField(
        _("says about the person"), max_length=12, choices=Characteristic, blank=True
    )
    lowest = models.IntegerField(
        _("lowest"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)],
    )
    highest = models.IntegerField(
        _("highest"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)],
    )
    fewest = models.PositiveSmallIntegerField(_("at least"), null=True, blank=True)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)
    has_other = models.BooleanField(_("offers “other” with own words"), default=False)
    asks_commitments = models.BooleanField(
        _("the choices are the commitments of the draft plan"), default=False
    )
    is_quotable = models.BooleanField(_("asks whether one may be quoted"), default=False)
    shown_if = models.JSONField(_("is shown if"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["page__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="question_key_once", fields=["consultation", "key"]),
            models.UniqueConstraint(
                name="characteristic_asked_once",
                fields=["consultation", "characteristic"],
                condition=~Q(characteristic=""),
            ),
            models.CheckConstraint(
                name="characteristic_is_never_required",
                condition=Q(characteristic="") | Q(is_required=False),
            ),
            models.CheckConstraint(
                name="question_bounds_in_order",
                condition=Q(lowest=None) | Q(highest=None) | Q(highest__gte=F("lowest")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.wording)


class Option(models.Model):
    """A choice, the label of a point of a scale, or a row of a matrix."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    role = models.CharField(_("role"), max_length=6, choices=OptionRole, default=OptionRole.CHOICE)
    key = models.CharField(_("key"), max_length=LONGEST_KEY, validators=[is_key])
    wording = BilingualField(_("wording"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="option_key_once", fields=["question", "role", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.wording)


class QuestionnaireTemplate(models.Model):
    """A questionnaire kept to start from; one that was shipped has a code."""

    code = models.SlugField(_("short code"), max_length=40, unique=True, null=True, blank=True)
    title = BilingualField(_("title"))
    content = models.JSONField(_("definition"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("questionnaire template")
        verbose_name_plural = _("questionnaire templates")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.title)
