"""Every table has its policy, its tenant references and its versions: the catalogue is held against the models."""

from typing import Any

from django.apps import apps

from governance.tenancy.constraints import READING, TenantReference, reading_name
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.stone import is_append_only, keeps_versions, policy_of, tenant_models
from tests.support.cast import building  # noqa: F401  (its import registers the builders)
from tests.support.cast.places import BUILDERS, OTHERWISE
from tests.support.catalogue import rows
from tests.support.sources import APPS

# Tables that belong to no district, each with the reason why no policy holds them.
PLATFORM = {
    "auth.Permission": "Django's own; the portal's permissions are in governance.people.permissions",
    "auth.Group": "Django's own, unused",
    "auth.Group_permissions": "Django's own, unused",
    "contenttypes.ContentType": "names of models",
    "sessions.Session": "signed and opaque; read by its random key alone",
    "axes.AccessAttempt": "failed sign-ins, before anybody is known",
    "axes.AccessAttemptExpiration": "when a failed sign-in is forgotten",
    "axes.AccessFailureLog": "failed sign-ins, before anybody is known",
    "axes.AccessLog": "sign-ins, read by nobody through the portal",
    "django_celery_beat.ClockedSchedule": "the scheduler's times; they name no district",
    "django_celery_beat.CrontabSchedule": "the scheduler's times; they name no district",
    "django_celery_beat.IntervalSchedule": "the scheduler's times; they name no district",
    "django_celery_beat.PeriodicTask": "the scheduler's times; they name no district",
    "django_celery_beat.PeriodicTasks": "the scheduler's times; they name no district",
    "django_celery_beat.SolarSchedule": "the scheduler's times; they name no district",
}
# Tenant tables without versions, each with the reason why its past is not kept.
WITHOUT_PAST = {
    "governance.User": "an account belongs to no district alone; its rights are memberships, which are kept",
    "governance.DataVersion": "a counter that only grows",
    "governance.SavedView": "how somebody likes to see a list; nothing of the district hangs on it",
    "governance.GivenAnswer": "an answer that is given again for a day; what it wrote is kept in its own tables",
    "governance.SheetImport": "a file on its way; what it wrote is kept in the versions of its register",
    "governance.ImportContent": "the bytes of such a file",
    "governance.ImportRow": "a row of such a file",
    "governance.ColumnMemory": "how a street's sheets were read last time; the next import replaces it",
    "governance.BoundaryDraft": "a file on its way; what it gave is kept in the versions of the boundaries",
    "governance.QualityCount": "the counts of a night; each day has its own, which stay",
    "governance.SummaryState": "of which moment the summary speaks; another is made from the records at any time",
    "governance.SummaryYear": "worked out from the records, whose past is kept",
    "ratings.SurveyCode": "a version would say when a code was used, and so whose answer came then",
    "ratings.SurveyAnswer": "a version would say when an answer came; what was counted is kept as a tally",
    "governance.Job": "progress of the worker; what it wrote is kept in its own tables",
}


def labels(models: Any) -> set[str]:
    return {model._meta.label for model in models}


def test_every_model_is_of_a_tenant_or_listed_with_a_reason():
    without = [m for m in apps.get_models(include_auto_created=True) if policy_of(m) is None]
    assert labels(without) == set(PLATFORM)


def test_no_model_of_ours_is_without_a_policy():
    ours = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in APPS]
    assert [m._meta.label for m in ours if policy_of(m) is None] == []


def test_no_many_to_many_table_is_made_by_itself():
    """Its rows would carry no district."""
    made = [m for m in apps.get_models(include_auto_created=True) if m._meta.auto_created]
    assert [m._meta.label for m in made if m._meta.app_label in APPS] == []


def test_every_tenant_model_has_a_builder_in_the_cast():
    assert labels(tenant_models()) - labels(BUILDERS) == set(OTHERWISE)


HELD_TO_STREET = ("street", "survey_code", "objection", "optional_street")


def test_the_cast_has_a_row_of_every_table_in_both_districts_and_streets(cast):
    for side in (cast.home, cast.neighbour):
        for label, known in side.rows.items():
            model = apps.get_model(label)
            held_to_street = (policy := policy_of(model)) and policy.shape in HELD_TO_STREET
            assert known, label
            if held_to_street:
                assert set(side.streets) <= set(known), label


def expected_policies() -> set[tuple[str, str, str, str]]:
    """schema, table, name, command of every policy that the models ask for."""
    expected = set()
    for model in tenant_models():
        policy, table = policy_of(model), model._meta.db_table
        assert policy is not None
        places = [("public", policy.name)]
        if keeps_versions(model):
            places.append(("history", f"{table}_history"))
        for schema, name in places:
            expected.add((schema, table, name, "ALL"))
            if policy.shape in READING:
                expected.add((schema, table, reading_name(name), "SELECT"))
    return expected


def test_the_policies_of_the_catalogue_are_those_of_the_models(db):
    found = rows(
        "SELECT schemaname, tablename, policyname, cmd FROM pg_policies"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    assert set(found) == expected_policies()


def test_every_policy_says_what_its_shape_says(db):
    """Two tables of one shape have word for word the same policy."""
    shapes: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for model in tenant_models():
        policy = policy_of(model)
        assert policy is not None
        for schema, table, name, command in expected_policies():
            if table == model._meta.db_table:
                found = rows(
                    "SELECT qual, COALESCE(with_check, '') FROM pg_policies WHERE schemaname = %s AND policyname = %s",
                    schema, name,
                )
                shapes.setdefault((policy.shape, command), set()).update(found)
    assert {shape: len(texts) for shape, texts in shapes.items()} == dict.fromkeys(shapes, 1)


def test_row_security_is_enabled_and_forced_on_every_tenant_table(db):
    found = rows(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND c.relforcerowsecurity"
    )
    assert set(found) == {(schema, table) for schema, table, _, _ in expected_policies()}


def test_every_table_of_the_database_is_of_a_model(db):
    """A table made by hand would escape all of this."""
    known = {("public", m._meta.db_table) for m in apps.get_models(include_auto_created=True)}
    known |= {("history", m._meta.db_table) for m in tenant_models() if keeps_versions(m)}
    known.add(("public", "django_migrations"))
    found = rows(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    assert set(found) == known


def tenant_references() -> list[tuple[str, TenantReference]]:
    return [
        (model._meta.db_table, constraint)
        for model in tenant_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, TenantReference)
    ]


def test_every_reference_inside_a_tenant_carries_the_tenant():
    """Without its composite key a row could point into another district."""
    bare = []
    for model in tenant_models():
        carried = {c.field for c in model._meta.constraints if isinstance(c, TenantReference)}
        for field in model._meta.concrete_fields:
            if field.is_relation and field.name != "district" and policy_of(field.related_model) is not None:
                platform_wide = field.related_model._meta.label in ("governance.User", "governance.District")
                if not platform_wide and not (isinstance(field, TenantForeignKey) and field.name in carried):
                    bare.append(f"{model._meta.label}.{field.name}")
    assert bare == []


def test_every_tenant_reference_stands_in_the_catalogue(db):
    found = dict(
        rows("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND convalidated")
    )
    for table, reference in tenant_references():
        definition = found.get(reference.name, "")
        model = next(m for m in tenant_models() if m._meta.db_table == table)
        field = model._meta.get_field(reference.field)
        between = "street_id, " if reference.street else ""
        target = field.related_model._meta.db_table
        assert definition.startswith(
            f"FOREIGN KEY (district_id, {between}{field.column}) REFERENCES {target}(district_id, {between}id)"
        ), f"{reference.name}: {definition}"


def test_a_record_of_a_courtyard_stands_in_its_street():
    """A reference to a courtyard that did not carry the street could hide a row in another street's sight."""
    loose = [
        f"{table}.{reference.field}"
        for table, reference in tenant_references()
        if reference.field == "courtyard" and not reference.street
    ]
    assert loose == []


def test_every_tenant_table_keeps_its_past_or_is_listed_with_a_reason():
    without = [m for m in tenant_models() if not keeps_versions(m) and not is_append_only(m)]
    assert labels(without) == set(WITHOUT_PAST)


def triggers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, trigger in rows(
        "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND NOT t.tgisinternal AND t.tgenabled = 'O'"
    ):
        found.setdefault(table, set()).add(trigger)
    return found


def test_every_versioned_table_has_its_triggers_and_every_append_only_table_its_lock(db):
    found = triggers()
    for model in tenant_models():
        have = found.get(model._meta.db_table, set())
        if keeps_versions(model):
            assert {"versions_added", "versions_changed", "versions_removed"} <= have, model
        if is_append_only(model):
            assert {"stays", "stays_as_written", "stays_whole"} <= have, model


def columns(schema: str, table: str) -> list[tuple[str, str]]:
    return rows(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attname",
        f'{schema}."{table}"',
    )


def test_views_of_the_past_have_the_columns_of_their_tables(db):
    for model in tenant_models():
        if keeps_versions(model) or is_append_only(model):
            assert columns("asof", model._meta.db_table) == columns("public", model._meta.db_table), model


def test_views_of_the_past_are_read_with_the_rights_of_the_reader(db):
    found = rows(
        "SELECT c.relname, COALESCE(c.reloptions, '{}') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'asof'"
    )
    assert len(found) == sum(keeps_versions(m) or is_append_only(m) for m in tenant_models())
    assert [view for view, options in found if "security_invoker=true" not in options] == []


def test_no_view_stands_elsewhere(db):
    """A view runs with its owner's rights unless it says otherwise: the owner's are held too, but nobody counts on it."""
    found = rows(
        "SELECT schemaname, viewname FROM pg_views"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'asof')"
        " UNION ALL SELECT schemaname, matviewname FROM pg_matviews"
    )
    assert found == []
