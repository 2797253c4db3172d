"""While a migration runs, no class of a model may hold a class that was made anew meanwhile."""

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from governance.tenancy.rendering import dependents

# What everything points at, something in between, what nothing points at, and what points at itself.
CHANGED = [
    ("governance", "district"), ("courtyards", "courtyard"), ("courtyards", "buildinghead"), ("party_org", "partyorganisation"),
]


@pytest.fixture
def state(monkeypatch):
    """The state of all migrations, its classes made, as the command `migrate` keeps it."""
    monkeypatch.setattr(ProjectState, "_find_reload_model", dependents)
    state = ProjectState.from_apps(apps)
    assert state.apps.get_models()
    return state


def stale(state):
    """Fields and parents that hold another class than the registry has."""
    def current(model):
        return model is state.apps.get_model(model._meta.label)

    fields = [
        f"{model._meta.label}.{field.name}" for model in state.apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and field.related_model is not None and not current(field.related_model)
    ]
    return fields + [
        model._meta.label for model in state.apps.get_models()
        for parent in model.__mro__[1:] if isinstance(parent, models.base.ModelBase) and hasattr(parent, "_meta")
        and not parent._meta.abstract and not current(parent)
    ]


def told(state):
    """What the classes say that a step of a migration reads of them: the columns, and what points at whom."""
    return {
        model._meta.label: (
            [field.name for field in model._meta.local_concrete_fields],
            sorted(f"{one.related_model._meta.label}.{one.field.name}" for one in model._meta.related_objects),
            [constraint.name for constraint in model._meta.constraints],
        )
        for model in state.apps.get_models(include_auto_created=True)
    }


def anew(state):
    """The same of classes that were all made anew."""
    return told(ProjectState(models={key: one.clone() for key, one in state.models.items()}, real_apps=state.real_apps))


@pytest.mark.parametrize("key", CHANGED)
def test_every_step_leaves_classes_as_if_all_were_made_anew(state, key):
    app, model = key
    before = told(state)
    state.add_field(app, model, "beside", models.ForeignKey("governance.street", models.PROTECT, null=True), True)
    assert not stale(state) and told(state) == anew(state)
    assert state.apps.get_model(*key)._meta.get_field("beside")
    state.add_constraint(app, model, models.CheckConstraint(condition=models.Q(pk__gt=0), name="above_nothing"))
    state.alter_field(app, model, "beside", models.ForeignKey("governance.district", models.PROTECT, null=True), True)
    assert not stale(state) and told(state) == anew(state)
    state.rename_field(app, model, "beside", "next_to")
    assert not stale(state) and told(state) == anew(state)
    state.remove_field(app, model, "next_to")
    state.remove_constraint(app, model, "above_nothing")
    assert not stale(state) and told(state) == anew(state) == before


def test_models_come_are_extended_and_go(state):
    state.add_model(ModelState("courtyards", "Gate", [
        ("id", models.BigAutoField(primary_key=True)), ("courtyard", models.ForeignKey("courtyards.Courtyard", models.PROTECT)),
    ], options={"constraints": [], "indexes": []}))
    state.add_model(ModelState("courtyards", "IronGate", [
        ("gate_ptr", models.OneToOneField("courtyards.Gate", models.CASCADE, parent_link=True, primary_key=True)),
    ], bases=("courtyards.gate",)))
    state.add_model(ModelState("courtyards", "OpenGate", [], options={"proxy": True}, bases=("courtyards.gate",)))
    assert not stale(state) and told(state) == anew(state)
    state.add_field("courtyards", "gate", "width", models.IntegerField(null=True), True)
    assert not stale(state) and told(state) == anew(state)
    assert state.apps.get_model("courtyards", "OpenGate")._meta.get_field("width")
    state.add_field("courtyards", "courtyard", "gates", models.IntegerField(null=True), True)
    assert not stale(state) and told(state) == anew(state)
    for name in ("opengate", "irongate", "gate"):
        state.remove_model("courtyards", name)
    assert not stale(state) and told(state) == anew(state)


def test_django_still_asks_and_makes_no_more_than_it_is_told(state):
    assert get_commands()["migrate"] == "governance"
    before = {model._meta.label: model for model in state.apps.get_models()}
    state.add_field("courtyards", "buildinghead", "beside", models.IntegerField(null=True), True)
    assert [label for label, model in before.items() if state.apps.get_model(label) is not model] == ["courtyards.BuildingHead"]
