import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0009_goals"),
        ("tracking", "0001_positions"),
    ]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="device",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tracking.device",
            ),
        ),
    ]
