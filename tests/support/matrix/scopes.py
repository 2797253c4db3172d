"""Whose scope a probe stands in, and which rows and relations it speaks of."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.cast import Cast
from tests.support.matrix.relations import Relation

# When the change of the probes was opened.
MOMENT = "2022-07-07 00:00:00+08"


@dataclass(frozen=True)
class Ground:
    """What the probes stand on: the cast, and one person of it in each part."""

    cast: Cast
    change: int
    clerk: int
    home_token_digest: str
    home_code_digest: str
    home_objection: str


# Scopes


def home(ground: Ground) -> dict[str, str]:
    return {
        "districts": str(ground.cast.home.district), "streets": "all", "change": str(ground.change),
        "change_district": str(ground.cast.home.district), "change_at": MOMENT,
    }


def home_street(ground: Ground) -> dict[str, str]:
    """The first street's clerk."""
    return home(ground) | {"streets": str(ground.cast.home.streets[0]), "actor": str(ground.clerk)}


def nobody(ground: Ground) -> dict[str, str]:
    return {"change": str(ground.change), "change_district": str(ground.cast.home.district), "change_at": MOMENT}


def only_actor(ground: Ground) -> dict[str, str]:
    """Somebody who is known and stands nowhere yet."""
    return nobody(ground) | {"actor": str(ground.clerk)}


def only_credential(ground: Ground) -> dict[str, str]:
    return nobody(ground) | {"credential": ground.home_token_digest}


def only_code(ground: Ground) -> dict[str, str]:
    """A household that proves its survey code."""
    return nobody(ground) | {"credential": ground.home_code_digest}


def only_number(ground: Ground) -> dict[str, str]:
    """Somebody who proves the tracking number of an objection."""
    return nobody(ground) | {"credential": ground.home_objection}


def only_signing_in(ground: Ground) -> dict[str, str]:
    return nobody(ground) | {"signing_in": ground.cast.home.username("clerk")}


def only_roster(ground: Ground) -> dict[str, str]:
    return nobody(ground) | {"roster": "on"}


def streets_without_a_district(ground: Ground) -> dict[str, str]:
    return nobody(ground) | {"streets": "all"}


# Conditions


def own(relation: Relation, ground: Ground) -> str:
    return relation.of_district(ground.cast.home.district)


def foreign(relation: Relation, ground: Ground) -> str:
    return relation.foreign(ground.cast.home.district)


def own_street(relation: Relation, ground: Ground) -> str:
    return relation.of_street(ground.cast, 0)


def foreign_to_street(relation: Relation, ground: Ground) -> str:
    return relation.foreign_to_street(ground.cast)


def of_no_street(relation: Relation, ground: Ground) -> str:
    return f"street_id IS NULL AND {relation.of_district(ground.cast.home.district)}"


def writable_own(relation: Relation, ground: Ground) -> str:
    """One own row that the scope may write (a user only oneself)."""
    return f"id = {ground.clerk}" if relation.shape == "user" else own_street(relation, ground)


def any_row(relation: Relation, ground: Ground) -> str:
    return "true"


def opened_by_key(relation: Relation, ground: Ground) -> str:
    """What the actor, the presented token or the roster opens without any district, by the table's shape."""
    return {
        "user": f"id = {ground.clerk}",
        "membership": f"user_id = {ground.clerk}",
        "token": f"key_digest = '{ground.home_token_digest}'",
        "survey_code": f"digest = '{ground.home_code_digest}'",
        "objection": f"number = '{ground.home_objection}'",
        "district_itself": "true",
    }.get(relation.shape, "false")


def not_opened_by_key(relation: Relation, ground: Ground) -> str:
    return f"NOT ({opened_by_key(relation, ground)})"


# Which relations


def table(relation: Relation) -> bool:
    return relation.is_table


def has_district(relation: Relation) -> bool:
    return relation.is_table and relation.district_column is not None


def has_street(relation: Relation) -> bool:
    return relation.street_column is not None or relation.shape == "user"


def table_with_street(relation: Relation) -> bool:
    return relation.is_table and relation.street_column is not None


def table_held_to_street(relation: Relation) -> bool:
    return relation.is_table and has_street(relation)


def copies(relation: Relation) -> bool:
    return not relation.is_table


def everything(relation: Relation) -> bool:
    return True


def shaped(*shapes: str) -> Callable[[Relation], bool]:
    return lambda relation: relation.shape in shapes


def not_shaped(*shapes: str) -> Callable[[Relation], bool]:
    return lambda relation: relation.shape not in shapes


def tables_shaped(*shapes: str) -> Callable[[Relation], bool]:
    return lambda relation: relation.is_table and relation.shape in shapes


def its_district(relation: Relation) -> str | None:
    return relation.district_column


def its_street(relation: Relation) -> str | None:
    return relation.street_column


def neighbour(ground: Ground) -> int:
    return ground.cast.neighbour.district


def other_street(ground: Ground) -> int:
    return ground.cast.home.streets[1]
