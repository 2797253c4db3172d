"""The registers' endpoints, one class per register and address, with what the document says of each."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.views import APIView

from governance.registers import registry
from governance.registers.declarations import Register
from portal.api import records, shapes
from portal.api.endpoint import CLOCKS, PAGING, PROBLEMS, RECORD_FORMAT, SHEETS
from portal.api.registers import bulk, changes, own_lists, reading, restoring, schemas, selection, writing

Route = tuple[str, str, type[APIView]]
IF_MATCH = OpenApiParameter(
    "If-Match", location="header", required=True, description='the ETag of the record that was seen, such as "v12"'
)
ONCE = OpenApiParameter(
    "Idempotency-Key", location="header",
    description="for 24 hours the same request under the same key is answered again and not done again",
)
REASON = [
    OpenApiParameter("change_reason", required=True, description="stands in the history for ever"),
    OpenApiParameter("on_behalf_of", description="who said it, where it was only written down"),
]
# What any request that writes may be refused for.
WRITING = {**PROBLEMS, 409: shapes.Problem, 413: shapes.Problem, 415: shapes.Problem, 422: shapes.Problem}
SEEN = {412: schemas.ref("StaleProblem"), 428: shapes.Problem}


def routes() -> Iterator[Route]:
    """(address below the district, name, view) of everything that is not a list; addresses by name stand last."""
    for register in registry.every().values():
        yield f"{register.key}/bulk", f"api-{register.key}-bulk", _bulk(register)
        key = "<str:key>" if register.natural_key else "<int:id>"
        if register.is_dated:
            yield f"{register.key}/{key}/end", f"api-{register.key}-end", _ending(register)
        yield f"{register.key}/{key}", f"api-{register.key}-record", _record(register)
    yield "bin/<int:entry>/restore", "api-bin-restore", RestoreEntry


def lists() -> Iterator[Route]:
    """The same of the lists, which also have an address with .csv."""
    for register in registry.every().values():
        yield register.key, f"api-{register.key}", _list(register)


def _named(register: Register, kind: str, bases: tuple[type, ...], **operations: Any) -> Any:
    """A class of its own for the register, with its operations described."""
    made = type(f"{schemas.name_of(register)}{kind}", bases, {"register": register, "__doc__": bases[-1].__doc__})
    return extend_schema_view(**{verb: extend_schema(**told) for verb, told in operations.items()})(made)


def _words(register: Register) -> tuple[str, str]:
    """The record's name and that of the register, for the document."""
    with translation.override("en"):
        return str(register.noun), str(register.nouns)


def _operation(register: Register, verb: str = "") -> str:
    name = register.key.replace("-", "_")
    return f"{name}_{verb}" if verb else name


def _list(register: Register) -> Any:
    noun, nouns = _words(register)
    post = {
        "operation_id": _operation(register, "enter"), "parameters": [ONCE],
        "description": f"Enters a {noun}. Names of fields that are not known are refused.",
        "request": {"application/json": schemas.ref(f"{schemas.name_of(register)}Entry")},
        "responses": {201: schemas.ref(f"{schemas.name_of(register)}Written"), **WRITING},
    }
    if register.key in own_lists.LISTS:
        return _named(register, "List", (writing.Creating, own_lists.LISTS[register.key][0]), post=post)
    get = {
        "operation_id": _operation(register),
        "description": f"{nouns}: those that hold on the day, in the order of their ids.",
        "parameters": [
            *selection.parameters(register), reading.FIELDS, reading.OMIT, *reading.expand(register), *PAGING, records.COUNT,
            *CLOCKS, *SHEETS,
        ],
        "responses": {200: schemas.ref(f"{schemas.name_of(register)}List"), 304: None, **PROBLEMS},
    }
    return _named(register, "List", (writing.Creating, reading.RegisterList), get=get, post=post)


def _record(register: Register) -> Any:
    noun, _nouns = _words(register)
    name = schemas.name_of(register)
    told = {
        "patch": {
            "operation_id": _operation(register, "correct"), "parameters": [IF_MATCH, ONCE],
            "description": f"Corrects a {noun}: only the named fields change.",
            "request": {"application/json": schemas.ref(f"{name}Correction")},
            "responses": {200: schemas.ref(f"{name}Written"), **WRITING, **SEEN},
        },
        "delete": {
            "operation_id": _operation(register, "remove"), "parameters": [*REASON, IF_MATCH, ONCE], "request": None,
            "description": f"Removes a {noun} that was entered by mistake to the bin, from which it comes back within 30 days.",
            "responses": {200: schemas.ref("Removed"), **WRITING, **SEEN},
        },
    }
    if register.key in own_lists.LISTS:
        get = _own_record(register)
        return _named(register, "Record", (writing.Changing, own_lists.OwnRecord), get=get, **told)
    get = {
        "operation_id": _operation(register, "record"), "description": f"One {noun} by its id, whenever it holds.",
        "parameters": [reading.FIELDS, reading.OMIT, *reading.expand(register), RECORD_FORMAT, CLOCKS[1]],
        "responses": {200: schemas.ref(f"{name}Record"), 304: None, **PROBLEMS},
    }
    return _named(register, "Record", (writing.Changing, reading.RegisterRecord), get=get, **told)


def _own_record(register: Register) -> dict[str, Any]:
    noun, _nouns = _words(register)
    shape = {"courtyards": shapes.CourtyardRecord, "firms": shapes.FirmRecord}[register.key]
    return {
        "operation_id": own_lists.LISTS[register.key][1], "description": f"One {noun} by its code.",
        "parameters": [records.FIELDS, RECORD_FORMAT, *CLOCKS], "responses": {200: shape, 304: None, **PROBLEMS},
    }


def _ending(register: Register) -> Any:
    noun, _nouns = _words(register)
    name = schemas.name_of(register)
    return _named(register, "End", (writing.Ending,), post={
        "operation_id": _operation(register, "end"), "parameters": [IF_MATCH, ONCE],
        "description": f"Ends a {noun} after its last day; until then it holds.",
        "request": {"application/json": schemas.ref(f"{name}Ending")},
        "responses": {200: schemas.ref(f"{name}Written"), **WRITING, **SEEN},
    })


def _bulk(register: Register) -> Any:
    _noun, nouns = _words(register)
    return _named(register, "Bulk", (bulk.Bulk,), post={
        "operation_id": _operation(register, "bulk"),
        "description": f"{nouns}: enters, corrects and ends up to 1,000 at once; each item has its own outcome.",
        "parameters": [
            OpenApiParameter("mode", enum=list(bulk.MODES), description="default atomic: all or none"),
            OpenApiParameter("dry_run", enum=["true", "false"], description="only says what would become of it"), ONCE,
        ],
        "request": {"application/json": schemas.ref(f"{schemas.name_of(register)}Bulk")},
        "responses": {200: schemas.ref("BulkAnswer"), **WRITING, 422: schemas.ref("BulkProblem")},
    })


RestoreEntry = extend_schema_view(post=extend_schema(
    operation_id="bin_restore", parameters=[ONCE],
    description="Puts an entry of the bin back into its register as it was; answers with the record.",
    request={"application/json": schemas.ref("Restoring")},
    responses={200: {"anyOf": [schemas.ref(f"{schemas.name_of(r)}Written") for r in registry.every().values()]}, **WRITING},
))(restoring.Restoring)
Changes = extend_schema_view(get=extend_schema(
    operation_id="changes",
    parameters=[
        OpenApiParameter("register", enum=list(registry.every()), description="only these registers; comma list or repeated"),
        *PAGING,
        OpenApiParameter("latest", enum=["true", "false"], description="no items, only the cursor of now"), RECORD_FORMAT,
    ],
    responses={200: schemas.ref("Changes"), 304: None, **PROBLEMS},
))(changes.Changes)
