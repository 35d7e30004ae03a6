from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "kokreasi.consultations"

    def ready(self) -> None:
        from kokreasi.consultations import receivers  # noqa: F401, PLC0415
