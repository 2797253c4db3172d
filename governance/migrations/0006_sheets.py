"""Workbooks on their way into a register, and the policy that keeps them to their street or to the district's staff."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

# The streets of the scope; with 0, which stands for "no street", only where the scope is held to no street.
FUNCTION = """
CREATE FUNCTION portal.allowed_streets_or_whole() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE WHEN portal.street_limit() IS NULL THEN portal.allowed_streets_or_none() ELSE portal.allowed_streets() END;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0005_write_scope'),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION portal.allowed_streets_or_whole()"),
        migrations.CreateModel(
            name='SheetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40, verbose_name='register')),
                ('owner_name', models.CharField(max_length=80, verbose_name='person')),
                ('file_name', models.CharField(max_length=160, verbose_name='file')),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='received at')),
                ('state', models.CharField(choices=[('uploaded', 'columns to be confirmed'), ('checking', 'being checked'), ('checked', 'to be decided'), ('committing', 'being taken over'), ('committed', 'taken over'), ('undoing', 'being undone'), ('undone', 'undone')], default='uploaded', max_length=12, verbose_name='state')),
                ('contents', models.JSONField(default=dict)),
                ('mapping', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('run', models.PositiveIntegerField(default=0)),
                ('checked_version', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('committed_at', models.DateTimeField(null=True, verbose_name='taken over at')),
                ('message', models.CharField(blank=True, max_length=300)),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('job', governance.tenancy.fields.TenantForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.job', verbose_name='job')),
                ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('undone_by', governance.tenancy.fields.TenantForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='undone by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('sheet', models.CharField(max_length=100)),
                ('row', models.PositiveIntegerField()),
                ('cells', models.JSONField(default=dict)),
                ('fixes', models.JSONField(default=dict)),
                ('outcome', models.CharField(choices=[('new', 'new'), ('changed', 'changed'), ('unchanged', 'unchanged'), ('refused', 'to be mended'), ('conflict', 'in conflict'), ('duplicate', 'possibly there already'), ('left_out', 'left out')], max_length=10, verbose_name='outcome')),
                ('faults', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('differences', models.JSONField(default=list)),
                ('record_id', models.BigIntegerField(null=True)),
                ('identity', models.CharField(blank=True, max_length=64)),
                ('version', models.BigIntegerField(null=True)),
                ('base', models.JSONField(default=dict)),
                ('candidates', models.JSONField(default=list)),
                ('decision', models.CharField(blank=True, max_length=20)),
                ('written', models.JSONField(default=dict)),
                ('base_id', models.BigIntegerField(null=True)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('sheet_import', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='governance.sheetimport')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportContent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('sheet_import', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='governance.sheetimport')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ColumnMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40)),
                ('signature', models.CharField(max_length=64)),
                ('columns', models.JSONField(default=dict)),
                ('blanks', models.JSONField(default=list)),
                ('used_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='governance_columnmemory_tenant', shape='staged'), models.UniqueConstraint(fields=('district', 'id'), name='governance_columnmemory_key'), governance.tenancy.constraints.TenantReference(field='street', name='governance_columnmemory_street_ref', street=False), models.UniqueConstraint(fields=('district', 'street', 'register', 'signature'), name='governance_columnmemory_once', nulls_distinct=False)],
            },
        ),
        migrations.AddIndex(
            model_name='sheetimport',
            index=models.Index(fields=['district', '-id'], name='governance_import_latest'),
        ),
        migrations.AddIndex(
            model_name='sheetimport',
            index=models.Index(fields=['district', 'sha256'], name='governance_import_same'),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=governance.tenancy.constraints.TenantPolicy(name='governance_sheetimport_tenant', shape='staged'),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='governance_sheetimport_key'),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='governance_sheetimport_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=governance.tenancy.constraints.TenantReference(field='job', name='governance_sheetimport_job_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='governance_sheetimport_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=governance.tenancy.constraints.TenantReference(field='undone_by', name='governance_sheetimport_undone_by_ref', street=False),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['district', 'sheet_import', 'outcome', 'number'], name='governance_importrow_outcome'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=governance.tenancy.constraints.TenantPolicy(name='governance_importrow_tenant', shape='staged'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='governance_importrow_key'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='governance_importrow_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=governance.tenancy.constraints.TenantReference(field='sheet_import', name='governance_importrow_sheet_import_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('district', 'sheet_import', 'number'), name='governance_importrow_once'),
        ),
        migrations.AddConstraint(
            model_name='importcontent',
            constraint=governance.tenancy.constraints.TenantPolicy(name='governance_importcontent_tenant', shape='staged'),
        ),
        migrations.AddConstraint(
            model_name='importcontent',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='governance_importcontent_key'),
        ),
        migrations.AddConstraint(
            model_name='importcontent',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='governance_importcontent_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='importcontent',
            constraint=governance.tenancy.constraints.TenantReference(field='sheet_import', name='governance_importcontent_sheet_import_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='importcontent',
            constraint=models.UniqueConstraint(fields=('district', 'sheet_import'), name='governance_importcontent_one'),
        ),
    ]
