from django.apps import AppConfig
from django.core.checks import Tags, register

from kokreasi.core.checks import check_durability


class CoreConfig(AppConfig):
    name = "kokreasi.core"

    def ready(self) -> None:
        register(check_durability, Tags.database)
