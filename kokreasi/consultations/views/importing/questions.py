"""A questionnaire made from the columns of a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kokreasi.consultations.forms.importing_questions import QuestionsForm
from kokreasi.consultations.imports.answers.proposing import proposed, titles_of
from kokreasi.consultations.models import AnswerFile
from kokreasi.consultations.queries.answer_files import commitments_of, table_of
from kokreasi.consultations.queries.regions import codes_by_words
from kokreasi.consultations.services.building import taking
from kokreasi.consultations.services.importing import files
from kokreasi.consultations.views.building.frame import attempted
from kokreasi.consultations.views.importing.files import INVALID, file_for, shown, to
from kokreasi.people.visitors import SignedInRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Say what each column is asked as, and make the questionnaire of it."""
    file = file_for(request, reference, pk)
    if file.state not in files.OPEN:
        return to(file)

    form = _form(request, file)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        made = attempted(
            request, lambda: files.build(file, form.decided(), seen=seen, by=request.user)
        )
        if made:
            messages.success(request, _("The questionnaire was made from the file."))
            return to(file)
    context = {
        "form": form,
        "before": file.consultation.questions.count(),
        "seen": taking.print_of(file.consultation),
    }
    return shown(
        request, file, "questions", context, status=INVALID if request.method == "POST" else 200
    )


def _form(request: SignedInRequest, file: AnswerFile) -> QuestionsForm:
    table = table_of(file)
    titles = titles_of(commitments_of(file.consultation))
    proposals = proposed(table, titles, codes_by_words(on=localdate()))
    return QuestionsForm(request.POST or None, table=table, proposals=proposals)
