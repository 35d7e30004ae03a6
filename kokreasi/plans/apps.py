from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kokreasi.plans"

    def ready(self) -> None:
        from kokreasi.plans import receivers  # noqa: F401, PLC0415
