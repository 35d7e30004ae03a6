"""What the register does later."""

from django_tasks import task

from kokreasi.register import search


@task()
def read_whole(record_id: int) -> None:
    """Let a record with a very long text be found by the roots of all its words."""
    search.read_whole(record_id)
