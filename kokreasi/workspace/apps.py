from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "kokreasi.workspace"
