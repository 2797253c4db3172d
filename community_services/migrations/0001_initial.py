"""The tables of complaints, repairs, projects and social organisations."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0009_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Incubator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('valid_from', models.GeneratedField(db_persist=True, expression=governance.tenancy.fields.FirstDay('valid'), output_field=models.DateField())),
                ('valid_to', models.GeneratedField(db_persist=True, expression=governance.tenancy.fields.DayAfterLast('valid'), output_field=models.DateField())),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('project_class', models.CharField(choices=[('daily', 'daily services'), ('relief', 'assistance and relief'), ('spaces', 'shared spaces'), ('elderly', 'care for the elderly'), ('children', 'care for children'), ('health', 'health'), ('culture', 'culture and sports'), ('environment', 'environment')], max_length=12, verbose_name='class')),
                ('need_source', models.CharField(blank=True, max_length=120, verbose_name='source of the need')),
                ('resource_party', models.CharField(blank=True, max_length=120, verbose_name='who brings the resources')),
                ('stage', models.CharField(choices=[('collected', 'need collected'), ('matched', 'resources matched'), ('landed', 'landed in a courtyard'), ('completed', 'completed')], default='collected', max_length=10, verbose_name='stage')),
                ('entered_on', models.DateField(verbose_name='in the ledger since')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='planned for')),
                ('completed_on', models.DateField(blank=True, null=True, verbose_name='completed on')),
                ('budget_fen', models.BigIntegerField(default=0, verbose_name='budget')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProjectSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('children', "children's micro-park"), ('elderly', 'activity area for the elderly'), ('rehabilitation', 'rehabilitation station'), ('aesthetics', 'micro-aesthetics of the courtyard'), ('other', 'other matters')], max_length=16, verbose_name='kind')),
                ('completed_on', models.DateField(blank=True, null=True, verbose_name='completed on')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('project', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='community_services.serviceproject', verbose_name='service project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SocialOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('valid_from', models.GeneratedField(db_persist=True, expression=governance.tenancy.fields.FirstDay('valid'), output_field=models.DateField())),
                ('valid_to', models.GeneratedField(db_persist=True, expression=governance.tenancy.fields.DayAfterLast('valid'), output_field=models.DateField())),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('social_class', models.CharField(choices=[('charity', 'charity'), ('affairs', 'community affairs'), ('culture', 'culture and sports'), ('daily', 'daily services')], max_length=10, verbose_name='class')),
                ('field', models.CharField(blank=True, choices=[('governance', 'courtyard governance'), ('health', 'health'), ('elderly', 'care for the elderly'), ('children', 'care for children')], max_length=12, verbose_name='field of work')),
                ('registered_on', models.DateField(blank=True, null=True, verbose_name='registered on')),
                ('registration_number', models.CharField(blank=True, max_length=40, verbose_name='registration number')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='filed on')),
                ('filing_number', models.CharField(blank=True, max_length=40, verbose_name='filing number')),
                ('leader', models.CharField(blank=True, max_length=40, verbose_name='leader')),
                ('members', models.PositiveIntegerField(default=0, verbose_name='members')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('incubator', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='community_services.incubator', verbose_name='incubator')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, verbose_name='number')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('source', models.CharField(choices=[('phone', 'telephone'), ('counter', 'service counter'), ('online', 'online'), ('hotline', 'hotline 12345')], default='phone', max_length=10, verbose_name='came by')),
                ('category', models.CharField(choices=[('performance', 'performance of the service contract'), ('facilities', 'facilities'), ('charges', 'charges'), ('parking', 'parking'), ('common_areas', 'common areas'), ('building', 'quality of the building'), ('safety', 'safety and emergencies'), ('decoration', 'decoration works'), ('neighbours', 'neighbours'), ('violations', 'violations of law'), ('committee', 'self-governance of the committee'), ('other', 'other matters')], max_length=16, verbose_name='category')),
                ('summary', models.CharField(max_length=300, verbose_name='summary')),
                ('handler', models.CharField(blank=True, max_length=80, verbose_name='dealt with by')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('way', models.CharField(blank=True, choices=[('mediated', 'mediated'), ('transferred', 'handed on'), ('dismissed', 'dismissed')], max_length=12, verbose_name='way')),
                ('result', models.CharField(blank=True, max_length=200, verbose_name='outcome reached')),
                ('called_back_on', models.DateField(blank=True, null=True, verbose_name='called back on')),
                ('satisfaction', models.CharField(blank=True, choices=[('satisfied', 'satisfied'), ('unsatisfied', 'unsatisfied'), ('not_reached', 'not reached')], max_length=12, verbose_name='said when called back')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['district', 'received_on'], name='community_complaint_on')],
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='community_services_complaint_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='community_services_complaint_key'), governance.tenancy.constraints.TenantReference(field='street', name='community_services_complaint_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='community_services_complaint_courtyard_ref', street=True), models.UniqueConstraint(fields=('district', 'number'), name='community_services_complaint_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('received_on')), _connector='OR'), models.Q(('called_back_on__isnull', True), models.Q(('called_back_on__gte', models.F('closed_on')), ('closed_on__isnull', False)), _connector='OR')), name='community_services_complaint_goes_its_way', violation_error_message='A complaint goes its way: it is received, closed, then the caller is called back.')],
            },
        ),
        migrations.CreateModel(
            name='EmergencyRepair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('water', 'water supply'), ('drains', 'drains'), ('power', 'electricity'), ('lift', 'lift'), ('roof', 'roof and outer wall'), ('gate', 'gates and doors'), ('other', 'other matters')], max_length=10, verbose_name='category')),
                ('reported_at', models.DateTimeField(verbose_name='reported at')),
                ('arrived_at', models.DateTimeField(blank=True, null=True, verbose_name='arrived at')),
                ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='completed at')),
                ('cost_fen', models.BigIntegerField(default=0, verbose_name='cost')),
                ('fund_source', models.CharField(blank=True, max_length=80, verbose_name='paid from')),
                ('accepted_by', models.CharField(blank=True, max_length=80, verbose_name='repair accepted by')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['district', 'reported_at'], name='community_repair_at')],
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='community_services_emergencyrepair_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='community_services_emergencyrepair_key'), governance.tenancy.constraints.TenantReference(field='street', name='community_services_emergencyrepair_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='community_services_emergencyrepair_courtyard_ref', street=True), models.CheckConstraint(condition=models.Q(models.Q(('arrived_at__isnull', True), ('arrived_at__gte', models.F('reported_at')), _connector='OR'), models.Q(('completed_at__isnull', True), models.Q(('arrived_at__isnull', False), ('completed_at__gte', models.F('arrived_at'))), _connector='OR')), name='community_services_repair_goes_its_way', violation_error_message='A repair goes its way: it is reported, somebody arrives, then it is completed.'), models.CheckConstraint(condition=models.Q(('cost_fen__gte', 0)), name='community_services_repair_cost_is_not_negative')],
            },
        ),
        migrations.AddConstraint(
            model_name='incubator',
            constraint=governance.tenancy.constraints.TenantPolicy(name='community_services_incubator_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='incubator',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='community_services_incubator_key'),
        ),
        migrations.AddConstraint(
            model_name='incubator',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='community_services_incubator_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='serviceproject',
            constraint=governance.tenancy.constraints.TenantPolicy(name='community_services_serviceproject_tenant', shape='optional_street'),
        ),
        migrations.AddConstraint(
            model_name='serviceproject',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='community_services_serviceproject_key'),
        ),
        migrations.AddConstraint(
            model_name='serviceproject',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='community_services_serviceproject_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='serviceproject',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'completed'), _negated=True), ('completed_on__isnull', False), _connector='OR'), name='community_services_project_completed_says_when', violation_error_message='A completed project has the day of its completion.'),
        ),
        migrations.AddConstraint(
            model_name='serviceproject',
            constraint=models.CheckConstraint(condition=models.Q(('budget_fen__gte', 0)), name='community_services_project_budget_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='projectsite',
            constraint=governance.tenancy.constraints.TenantPolicy(name='community_services_projectsite_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='projectsite',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='community_services_projectsite_key'),
        ),
        migrations.AddConstraint(
            model_name='projectsite',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='community_services_projectsite_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='projectsite',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='community_services_projectsite_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='projectsite',
            constraint=governance.tenancy.constraints.TenantReference(field='project', name='community_services_projectsite_project_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='projectsite',
            constraint=models.UniqueConstraint(fields=('district', 'project', 'courtyard', 'kind'), name='community_services_site_once', violation_error_message='This project has such a site in this courtyard already.'),
        ),
        migrations.AddIndex(
            model_name='socialorganisation',
            index=models.Index(fields=['district', 'social_class'], name='community_social_class'),
        ),
        migrations.AddConstraint(
            model_name='socialorganisation',
            constraint=governance.tenancy.constraints.TenantPolicy(name='community_services_socialorganisation_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='socialorganisation',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='community_services_socialorganisation_key'),
        ),
        migrations.AddConstraint(
            model_name='socialorganisation',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='community_services_socialorganisation_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='socialorganisation',
            constraint=governance.tenancy.constraints.TenantReference(field='incubator', name='community_services_socialorganisation_incubator_ref', street=False),
        ),
    ]
