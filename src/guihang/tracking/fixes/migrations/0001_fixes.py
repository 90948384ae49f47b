"""The first tables of positions; they are written in the words of each database."""

from django.db import migrations

from guihang.tracking.fixes import tables


def make(_apps, editor):
    """Make the tables."""
    tables.make(editor.connection)


class Migration(migrations.Migration):
    """Nothing here is another application's."""

    initial = True
    operations = [migrations.RunPython(make)]
