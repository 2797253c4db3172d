import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0004_registers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='apitoken',
            name='scopes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('statistics', 'read statistics'), ('records', 'read records'), ('write', 'write records')], max_length=20), size=None, verbose_name='may fetch'),
        ),
    ]
