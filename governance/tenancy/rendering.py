"""Which of the models that a migration works with are out of date when one of them changes."""

from django.db.migrations.state import ProjectState

Key = tuple[str, str]


def dependents(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    """The model and, over any number of steps, those that point at it or extend it: their classes hold its class.

    Takes the place of `ProjectState._find_reload_model`, which also follows what the model itself points at, and from there
    everything that points at that. Those classes stay right: what points at them they read from the registry. Keys are app
    label and model name, both in small letters; `delay` is Django's and makes no difference here.
    """
    found: set[Key] = set()
    waiting = [(app_label, model_name)]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [*state.relations.get(key, ()), *_heirs(state, key)]
    return found


def _heirs(state: ProjectState, key: Key) -> list[Key]:
    """Models that extend the one of the key; a base is named in the state as `app.model`, or is a class of Python."""
    name = ".".join(key)
    return [one for one, told in state.models.items() if any(isinstance(base, str) and base.lower() == name for base in told.bases)]
