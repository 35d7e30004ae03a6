from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "kokreasi.meetings"

    def ready(self) -> None:
        from kokreasi.meetings import receivers  # noqa: F401, PLC0415
