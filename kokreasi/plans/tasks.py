"""What the worker does for plans."""

from django_tasks import task

from kokreasi.plans import document_writing


@task()
def write_document(document_id: int) -> None:
    document_writing.write_document(document_id)
