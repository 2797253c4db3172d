"""Where the kernel can't tell a child of its parent's death (macOS): run the child, watch the parent.

Usage: python -m launcher.guardian PARENT_PID SIGNAL COMMAND...
"""

import os
import signal
import subprocess
import sys
import time


def main() -> int:
    parent, stop_signal, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    child = subprocess.Popen(command)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    while child.poll() is None:
        if os.getppid() != parent:
            child.send_signal(stop_signal)
            return child.wait()
        time.sleep(0.3)
    return child.returncode


if __name__ == "__main__":
    sys.exit(main())
