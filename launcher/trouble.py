"""What can go wrong on a stranger's machine, in sentences that say what to do."""


class Trouble(Exception):
    """Printed as it is, without a traceback; the launcher then exits with 1."""


def port_taken(port: int) -> Trouble:
    return Trouble(f"Port {port} is in use by another program. Stop it, or choose another: PORT={port + 1} make run")


def unwritable(folder: object, error: OSError) -> Trouble:
    return Trouble(
        f"Cannot write into {folder} ({error.strerror}). Give yourself the right to, or choose another folder: "
        "YUANZHI_VAR=~/yuanzhi make run"
    )


def missing(what: str, remedy: str) -> Trouble:
    return Trouble(f"{what} was not found. {remedy}")
