"""What the worker does for meetings."""

from django_tasks import task

from kokreasi.meetings import note_reading


@task()
def read_note(note_id: int) -> None:
    note_reading.read_note(note_id)
