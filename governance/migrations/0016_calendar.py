"""The district's own calendar: years that it entered itself, and its own days."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import governance.tenancy.constraints


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0015_summaries'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='day')),
                ('kind', models.CharField(choices=[('off', 'day off'), ('working', 'working day')], max_length=8, verbose_name='kind of day')),
                ('name', models.CharField(max_length=60, verbose_name='occasion')),
                ('document', models.CharField(max_length=200, verbose_name='document')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['on'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='governance_calendarday_tenant', shape='district'), models.UniqueConstraint(fields=('district', 'id'), name='governance_calendarday_key'), models.UniqueConstraint(fields=('district', 'on'), name='governance_calendarday_once', violation_error_message='The district has said something of this day already. Correct that entry.'), models.CheckConstraint(condition=models.Q(('on__year__gte', 2000), ('on__year__lte', 2100)), name='governance_calendarday_plausible', violation_error_message="This year can't be right.")],
            },
        ),
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('document', models.CharField(max_length=200, verbose_name='document')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['year'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='governance_calendaryear_tenant', shape='district'), models.UniqueConstraint(fields=('district', 'id'), name='governance_calendaryear_key'), models.UniqueConstraint(fields=('district', 'year'), name='governance_calendaryear_once', violation_error_message='This year is entered already.'), models.CheckConstraint(condition=models.Q(('year__gte', 2000), ('year__lte', 2100)), name='governance_calendaryear_plausible', violation_error_message="This year can't be right.")],
            },
        ),
    ]
