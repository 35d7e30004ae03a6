"""Meetings that exist already are found by their series, as those that are written from now on."""

from django.db import migrations

SERIES = "series"
AT_ONCE = 500


def write(apps, _schema):
    meeting = apps.get_model("meetings", "Meeting")
    facet = apps.get_model("register", "Facet")
    rows = meeting.objects.exclude(series=None).values_list("record_id", "series_id")
    facet.objects.bulk_create(
        (facet(record_id=record, name=SERIES, value=str(series)) for record, series in rows),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("register", "0004_proposals")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
