from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "kokreasi.organisations"

    def ready(self) -> None:
        from kokreasi.organisations import receivers  # noqa: F401, PLC0415
