"""python -m launcher run | reset | test COMMAND... | serve COMMAND...

run    everything, until Ctrl+C
reset  empties the data folder
test   runs COMMAND with throw-away servers (TEST_SUPERUSER_DATABASE_URL, CELERY_BROKER_URL)
serve  runs COMMAND with the lasting servers (DATABASE_URL, OWNER_DATABASE_URL, CELERY_BROKER_URL)
"""

import shutil
import subprocess
import sys

from launcher import run, servers
from launcher.trouble import Trouble


def main(arguments: list[str]) -> int:
    verb, command = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb == "run":
        return run.run()
    if verb == "reset":
        return reset()
    if verb == "test" and command:
        with servers.throw_away() as env:
            return subprocess.run(command, env=env).returncode
    if verb == "serve" and command:
        with servers.lasting(run.var_folder(), run.say) as env:
            return subprocess.run(command, env=env).returncode
    print(__doc__, file=sys.stderr)
    return 2


def reset() -> int:
    var = run.var_folder()
    pid_file = var / "postgres" / "postmaster.pid"
    if pid_file.exists():
        pid = pid_file.read_text().split("\n")[0]
        line = subprocess.run(["ps", "-o", "args=", "-p", pid], capture_output=True, text=True).stdout
        if str(var) in line:
            raise Trouble("The portal is running. Stop it first (Ctrl+C where it runs), then reset.")
    for path in var.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(f"{var} is empty.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as problem:
        print(f"\n{problem}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
