import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0002_chosen_columns"),
        ("cases", "0005_campaigns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True)),
                (
                    "sort",
                    models.CharField(
                        choices=[("worn", "positioning device"), ("phone", "phone")], max_length=10
                    ),
                ),
                ("protocol", models.CharField(max_length=20)),
                (
                    "datum",
                    models.CharField(
                        choices=[("wgs-84", "WGS_84"), ("gcj-02", "GCJ_02"), ("bd-09", "BD_09")],
                        default="wgs-84",
                        max_length=10,
                    ),
                ),
                ("secret", models.CharField(blank=True, max_length=64)),
                ("unit_path", models.CharField(max_length=200)),
                ("enrolled_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "enrolled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.unit",
                    ),
                ),
            ],
            options={
                "ordering": ("key",),
            },
        ),
        migrations.CreateModel(
            name="Basis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("order", "device order"),
                            ("check", "spot check"),
                            ("sharing", "sharing during leave"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60)),
                ("ground", models.CharField(max_length=60)),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("spacing", models.PositiveIntegerField(default=0)),
                ("most", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("time", "its time was over"),
                            ("taken_off", "the device came off"),
                            ("closed", "the correction ended"),
                            ("stopped", "the person stopped it"),
                            ("answered", "the spot check was answered"),
                            ("called_off", "the agency called it off"),
                        ],
                        max_length=20,
                    ),
                ),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bases",
                        to="cases.case",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bases",
                        to="tracking.device",
                    ),
                ),
            ],
            options={
                "ordering": ("-begins", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Episode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sign",
                    models.CharField(
                        choices=[
                            ("left", "left the city or county"),
                            ("entered", "entered a prohibited place"),
                            ("astray", "away from the permitted trip"),
                            ("silent", "the device is silent"),
                            ("low_battery", "low battery"),
                            ("removed", "strap opened or device taken off"),
                            ("apart", "phone and wearer apart"),
                            ("mocked", "the place was made up"),
                            ("still", "not moved for long"),
                            ("sos", "the person calls for help"),
                            ("fall", "the person may have fallen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("zone", models.CharField(blank=True, max_length=80)),
                ("zone_name", models.CharField(blank=True, max_length=80)),
                ("ground", models.CharField(blank=True, max_length=60)),
                ("since", models.DateTimeField()),
                ("raised_at", models.DateTimeField()),
                ("cleared_at", models.DateTimeField(null=True)),
                ("noted_at", models.DateTimeField()),
                ("proof", models.JSONField(default=dict)),
                (
                    "basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="episodes",
                        to="tracking.basis",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="episodes",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ("-raised_at", "-pk"),
            },
        ),
        migrations.AddIndex(
            model_name="basis",
            index=models.Index(fields=["ended_at", "ends"], name="basis_by_time"),
        ),
        migrations.AddConstraint(
            model_name="basis",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))),
                name="basis_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="basis",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("sort", "order")),
                fields=("device",),
                name="order_once_in_force_on_a_device",
            ),
        ),
        migrations.AddConstraint(
            model_name="basis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_because", "")),
                    models.Q(
                        ("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="an_end_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.UniqueConstraint(
                fields=("case", "sign", "zone", "raised_at"), name="episode_stands_once"
            ),
        ),
    ]
