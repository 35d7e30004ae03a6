from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "kokreasi.conversations"

    def ready(self) -> None:
        from kokreasi.conversations import receivers  # noqa: F401, PLC0415
