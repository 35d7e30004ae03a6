"""Read a questionnaire that was written as JSON, here or by hand."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.exports.questionnaire_json import FORMAT, VERSION
from kokreasi.consultations.imports.incoming import ForeignQuestionnaireError, Incoming, vet
from kokreasi.consultations.services.building.taking import portable
from kokreasi.reading.limits import MEGABYTE

MOST_BYTES = 5 * MEGABYTE


@dataclass(frozen=True, slots=True)
class _File:
    """What stands around the questionnaire; fields that nobody knows are passed over."""

    definition: dict[str, Any] = field(default_factory=dict)
    format: str = ""
    version: int = 1


def read_json(data: bytes) -> Incoming:
    """Read a questionnaire. Raises `ForeignQuestionnaireError` with the place that is wrong."""
    if len(data) > MOST_BYTES:
        raise ForeignQuestionnaireError(_("A questionnaire as JSON has at most 5 MB."))
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ForeignQuestionnaireError(_("This is no questionnaire as JSON.")) from error
    if file.format != FORMAT:
        raise ForeignQuestionnaireError(_("This is JSON, but no questionnaire of Kokreasi."))
    if file.version > VERSION:
        raise ForeignQuestionnaireError(_("The file was written by a newer Kokreasi."))
    return Incoming(vet(portable(_definition(file.definition))))


def _definition(content: dict[str, Any]) -> Definition:
    try:
        return Definition.read(content)
    except (msgspec.ValidationError, RecursionError) as error:
        words = _("The questionnaire cannot be read: %(reason)s") % {"reason": str(error)[:300]}
        raise ForeignQuestionnaireError(words) from error
