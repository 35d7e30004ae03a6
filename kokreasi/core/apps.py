from django.apps import AppConfig
from django.core.checks import Tags, register
from django.urls import register_converter

from kokreasi.core.addresses import IdConverter
from kokreasi.core.checks import check_durability


class CoreConfig(AppConfig):
    name = "kokreasi.core"

    def ready(self) -> None:
        register(check_durability, Tags.database)
        register_converter(IdConverter, "id")
