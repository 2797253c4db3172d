"""The registers' shapes for the OpenAPI document, from the declarations: what is told, what may be sent."""

from typing import Any

from governance.quality.declarations import Severity
from governance.registers import registry, values
from governance.registers.declarations import Register
from portal.api.registers import rows
from portal.api.registers.drafts import typed

Shape = dict[str, Any]
ID, VERSION = {"type": "integer"}, {"type": "integer", "description": "moves on with every change; for If-Match"}
OPTIONAL_DAY = {"type": ["string", "null"], "format": "date"}
REFERENCE = {
    "type": "object", "required": ["id", "code", "name"],
    "properties": {"id": ID, "code": {"type": "string", "description": "empty where it has none"}, "name": {"type": "string"}},
}
WANTED_REFERENCE = {
    "description": "a code, an exact name, an id, or an object with one of them",
    "anyOf": [
        {"type": ["string", "integer", "null"]},
        {"type": "object", "properties": {"id": ID, "code": {"type": "string"}, "name": {"type": "string"}}},
    ],
}
CONTROLS = {
    "change_reason": {"type": "string", "minLength": 1, "maxLength": 300, "description": "stands in the history for ever"},
    "on_behalf_of": {"type": "string", "maxLength": 80, "description": "who said it, where it was only written down"},
    "confirm": {"type": "boolean", "description": "what is unusual (code doubt) is right"},
}
FAULTS = {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}}
WARNING = {
    "type": "object", "required": ["check", "severity", "register", "id", "field", "message"],
    "description": "what data quality finds at the record that was written, or at its courtyard; it holds nothing up",
    "properties": {
        "check": {"type": "string"}, "severity": {"type": "string", "enum": Severity.values}, "register": {"type": "string"},
        "id": ID, "field": {"type": "string", "description": "empty for the record as a whole"}, "message": {"type": "string"},
    },
}
OUTCOME = {
    "type": "object", "required": ["index", "id", "status", "version", "errors"],
    "properties": {
        "index": ID, "id": {"type": ["integer", "null"]}, "status": {"type": "integer", "description": "as of a single request"},
        "version": {"type": ["integer", "null"], "description": "after the change; of a stale item the present one"},
        "errors": FAULTS,
    },
}

# Typed by programs as they are told.
AS_TOLD = (values.Choice, values.Choices, values.Flag, values.Count, values.Term, values.Day, values.Moment)


def ref(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


def name_of(register: Register) -> str:
    """`committee-members` is `CommitteeMembers` in the document."""
    return "".join(part.title() for part in register.key.split("-"))


def components() -> dict[str, Shape]:
    """Every shape that the registers' operations refer to."""
    found: dict[str, Shape] = {
        "Reference": REFERENCE, "WantedReference": WANTED_REFERENCE, "BulkOutcome": OUTCOME, "BulkAnswer": _bulk_answer(),
        "BulkProblem": _problem({"items": {"type": "array", "items": ref("BulkOutcome")}}),
        "StaleProblem": _problem({"version": VERSION}), "Change": _change(), "Changes": _changes(), "Warning": WARNING,
        "Removed": {"type": "object", "required": ["bin_entry"], "properties": {"bin_entry": ID}},
        "Restoring": {
            "type": "object", "required": ["change_reason"], "properties": {"change_reason": CONTROLS["change_reason"]}
        },
    }
    for register in registry.every().values():
        found |= _of(register)
    return found


def _of(register: Register) -> dict[str, Shape]:
    name, told, wanted = name_of(register), _told(register), _wanted(register)
    controls = {"required": ["change_reason"]}
    needed = [n for v in typed(register) if v.is_required for n in v.names[:1]]
    item = {
        "op": {"type": "string", "enum": ["create", "change", "end"]}, "id": ID, "version": VERSION, "code": {"type": "string"},
        **wanted, "last_day": {"type": "string", "format": "date"}, **CONTROLS,
    }
    found: dict[str, Shape] = {
        f"{name}Item": {"type": "object", "properties": {"id": ID, **told, "version": VERSION}},
        f"{name}Written": {
            "type": "object", "required": ["warnings"],
            "properties": {"id": ID, **told, "version": VERSION, "warnings": {"type": "array", "items": ref("Warning")}},
        },
        f"{name}Record": {
            "type": "object", "properties": {"as_of": {"type": ["string", "null"], "format": "date-time"}, "id": ID, **told,
                                             "version": VERSION}},
        f"{name}List": _page(name),
        f"{name}Entry": {"type": "object", "required": [*needed, "change_reason"], "properties": {**wanted, **CONTROLS}},
        f"{name}Correction": {"type": "object", **controls, "properties": {**_correctable(register, wanted), **CONTROLS}},
        f"{name}Bulk": {
            "type": "object", "required": ["change_reason", "items"],
            "properties": {**CONTROLS, "items": {
                "type": "array", "minItems": 1, "maxItems": 1000,
                "items": {"type": "object", "required": ["op"], "properties": item, "additionalProperties": False}}},
        },
    }
    if register.is_dated:
        ending = {n: s for n, s in _correctable(register, wanted).items() if n not in ("valid_from", "valid_to")}
        days = {"last_day": {"type": "string", "format": "date"}, "valid_to": {"type": "string", "format": "date"}}
        found[f"{name}Ending"] = {"type": "object", **controls, "properties": {**days, **ending, **CONTROLS}}
    return found


def extras(register: Register) -> dict[str, Shape]:
    """What the record of a register with a list of its own in SQL tells beyond that list."""
    return {**_told(register), "version": VERSION}


def _told(register: Register) -> dict[str, Shape]:
    """The fields of a record as they are told, by name."""
    found = {}
    for value in values.of(register).values():
        for name in value.names:
            found[name] = {**_kind(register, value), "title": str(value.label)}
    return found


def _kind(register: Register, value: values.Value) -> Shape:
    if isinstance(value, values.Reference):
        shapes = [ref("Reference"), {"type": "null"}]
        if value.name in rows.expandable(register.key):
            shapes.append({"type": "object", "description": "with expand: the record's own fields"})
        return {"anyOf": shapes}
    if isinstance(value, values.Money):
        return {"type": ["string", "null"], "pattern": r"^-?\d+\.\d\d$", "description": "yuan"}
    if isinstance(value, values.Choice):
        # A word that was once in the list may still stand in a record.
        return {"type": "string", "description": ", ".join(str(word) for word in value.schema["enum"] if word)}
    if isinstance(value, values.Personal):
        return {"type": "string", "description": "personal data, masked"}
    return value.schema


def _wanted(register: Register) -> dict[str, Shape]:
    """The fields as they may be sent."""
    found: dict[str, Shape] = {}
    for value in typed(register):
        for name in value.names:
            if isinstance(value, values.Reference):
                shape = ref("WantedReference")
            elif isinstance(value, values.Amount | values.Money):
                shape = {"type": ["string", "number", "null"], "description": "decimal, best as a string"}
            elif isinstance(value, AS_TOLD):
                shape = value.schema
            else:
                shape = {"type": ["string", "null"], "maxLength": value.field.max_length}
            found[name] = shape
    return found


def _correctable(register: Register, wanted: dict[str, Shape]) -> dict[str, Shape]:
    fixed = {name for value in typed(register) if value.name in register.fixed for name in value.names}
    return {name: shape for name, shape in wanted.items() if name not in fixed}


def _page(name: str) -> Shape:
    return {
        "type": "object", "required": ["on", "as_of", "next", "count", "items"],
        "properties": {
            "on": {"type": "string", "format": "date"}, "as_of": {"type": ["string", "null"], "format": "date-time"},
            "next": {"type": ["string", "null"]}, "count": {"type": ["integer", "null"], "description": "only with count=true"},
            "items": {"type": "array", "items": ref(f"{name}Item")},
        },
    }


def _problem(more: dict[str, Shape]) -> Shape:
    """A problem with members of its kind."""
    texts = {name: {"type": "string"} for name in ("type", "title", "detail", "code", "trace_id")}
    return {
        "type": "object", "required": [*texts, "status", "errors"],
        "properties": {**texts, "status": {"type": "integer"}, "errors": FAULTS, **more},
    }


def _bulk_answer() -> Shape:
    return {
        "type": "object", "required": ["mode", "dry_run", "written", "refused", "items"],
        "properties": {
            "mode": {"type": "string", "enum": ["atomic", "partial"]}, "dry_run": {"type": "boolean"},
            "written": {"type": "integer"}, "refused": {"type": "integer"},
            "items": {"type": "array", "items": ref("BulkOutcome")},
        },
    }


def _change() -> Shape:
    return {
        "type": "object", "required": ["register", "id", "code", "op", "version", "at", "by", "reason", "on_behalf_of"],
        "properties": {
            "register": {"type": "string", "enum": list(registry.every())}, "id": ID, "code": {"type": "string"},
            "op": {"type": "string", "enum": ["entered", "corrected", "removed"]},
            "version": {"type": ["integer", "null"], "description": "null of a removed record"},
            "at": {"type": "string", "format": "date-time"}, "by": {"type": "string"}, "reason": {"type": "string"},
            "on_behalf_of": {"type": "string"},
        },
    }


def _changes() -> Shape:
    return {
        "type": "object", "required": ["next", "more", "items"],
        "properties": {
            "next": {"type": "string", "description": "where to go on, now or later"},
            "more": {"type": "boolean", "description": "whether more is known already"},
            "items": {"type": "array", "items": ref("Change")},
        },
    }


