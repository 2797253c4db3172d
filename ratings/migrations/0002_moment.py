"""Rows that are only added are known from their change's moment."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ratings', '0001_initial'),
        ('governance', '0014_seals'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ratingresult',
            name='recorded_at',
            field=models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at'),
        ),
    ]
