# SPDX-License-Identifier: Apache-2.0
"""The program `sumo` of the SUMO that Cityproof is built with."""

import os
from pathlib import Path

from case import SOURCE


def sumo_program():
    home = os.environ.get("SUMO_HOME")
    if home and (Path(home) / "bin" / "sumo").exists():
        return Path(home) / "bin" / "sumo"
    (program,) = (SOURCE / ".venv" / "lib").glob("python3.*/site-packages/sumo/bin/sumo")
    return program
