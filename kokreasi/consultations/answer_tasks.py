"""What the worker does with files of answers."""

from django_tasks import task

from kokreasi.consultations import answer_importing


@task()
def import_answers(file_id: int) -> None:
    answer_importing.import_answers(file_id)
