"""What the worker does for consultations."""

from django_tasks import task

from kokreasi.consultations import document_writing
from kokreasi.consultations.results import making


@task()
def make_result(result_id: int) -> None:
    """Make a result, and then the documents of it."""
    if making.make_result(result_id):
        write_documents.enqueue(result_id)


@task()
def write_documents(result_id: int) -> None:
    document_writing.write_documents(result_id)
