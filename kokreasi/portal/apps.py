from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kokreasi.portal"
