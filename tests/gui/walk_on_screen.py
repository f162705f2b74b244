#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A planner's first hour (walk_test.cpp) on a real X server.

usage: walk_on_screen.py WALK CITYPROOF PICTURES SCALE
PICTURES is a folder that keeps what each step showed. Exit code 77 when Xvfb is not installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from real_window_test import Screen


def main() -> int:
    walk, cityproof, pictures, scale = sys.argv[1:]
    if not shutil.which("Xvfb"):
        print("Xvfb is not installed: ./setup installs it")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(Path(folder), int(scale))
        try:
            environment = {**os.environ, "DISPLAY": screen.display, "CITYPROOF_GUI_PLATFORM": "xcb",
                           "XDG_RUNTIME_DIR": folder, "HOME": folder, "QT_SCALE_FACTOR": scale,
                           "CITYPROOF_PROGRAM": cityproof, "CITYPROOF_WALK_PICTURES": pictures}
            return subprocess.run([walk], env=environment, check=False).returncode
        finally:
            screen.close()


if __name__ == "__main__":
    sys.exit(main())
