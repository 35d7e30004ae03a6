from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "kokreasi.proposals"

    def ready(self) -> None:
        from kokreasi.proposals import receivers  # noqa: F401, PLC0415
