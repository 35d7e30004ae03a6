"""The other yardstick: a bare Django view that inserts one row, in the same database as ours."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import env
from config.databases import postgresql, sqlite

WORDS = "x" * 600  # as long as an answer to ten questions

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="bench",
    DATABASES={
        "default": postgresql(env.DATABASE, pool=env.DATABASE_POOL)
        if env.DATABASE
        else sqlite(env.DATA / "kokreasi.sqlite3")
    },
)


def insert(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare (words) VALUES (%s)", [WORDS])
    return HttpResponse("kept")


urlpatterns = [path("", insert)]
application = get_wsgi_application()
