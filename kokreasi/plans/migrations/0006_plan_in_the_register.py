"""Stages and challenges that exist already are found by their plan, as those written from now on."""

from django.db import migrations

PLAN = "plan"
AT_ONCE = 500


def write(apps, _schema):
    facet = apps.get_model("register", "Facet")
    for name in ("Stage", "Challenge"):
        rows = apps.get_model("plans", name).objects.values_list(
            "record_id", "plan__record__reference"
        )
        facet.objects.bulk_create(
            (facet(record_id=record, name=PLAN, value=plan) for record, plan in rows),
            batch_size=AT_ONCE,
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_plan_documents"), ("register", "0004_proposals")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
