"""What the worker does with files of votes."""

from django_tasks import task

from kokreasi.consultations import vote_reading


@task()
def look_into(file_id: int) -> None:
    vote_reading.look_into(file_id)


@task()
def take_over(file_id: int) -> None:
    vote_reading.take_over(file_id)
