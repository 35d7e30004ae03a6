from django.apps import AppConfig


class VocabulariesConfig(AppConfig):
    name = "kokreasi.vocabularies"
