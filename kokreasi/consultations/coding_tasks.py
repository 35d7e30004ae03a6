"""What the worker does for those who read what people wrote."""

from django_tasks import task

from kokreasi.consultations import theme_making


@task()
def suggest_themes(suggestion_id: int) -> None:
    theme_making.make(suggestion_id)
