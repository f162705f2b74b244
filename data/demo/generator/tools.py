# SPDX-License-Identifier: Apache-2.0
"""Runs the programs of the eclipse-sumo wheel and cleans what they write."""

import os
import re
import subprocess
import sys
from pathlib import Path


def sumo_home():
    """Folder of SUMO: the environment's SUMO_HOME, else the wheel beside this interpreter."""
    if os.environ.get("SUMO_HOME"):
        return Path(os.environ["SUMO_HOME"])
    import sumo
    return Path(sumo.SUMO_HOME)


def run_tool(command, folder, quiet=False):
    """Runs a SUMO program in `folder`; its text is shown only when it fails or warns."""
    home = sumo_home()
    program = home / "bin" / command[0]
    env = dict(os.environ, SUMO_HOME=str(home), LC_ALL="C")
    done = subprocess.run([str(program), *command[1:]], cwd=folder, env=env, text=True,
                          capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr}{done.stdout}")
    if done.stderr.strip() and not quiet:
        print(f"{command[0]}: {done.stderr.strip()}", file=sys.stderr)
    return done.stdout


def run_script(script, arguments, folder):
    """Runs one of SUMO's Python tools, given relative to its tools folder."""
    home = sumo_home()
    env = dict(os.environ, SUMO_HOME=str(home), PYTHONHASHSEED="0", LC_ALL="C")
    done = subprocess.run([sys.executable, str(home / "tools" / script), *arguments], cwd=folder,
                          env=env, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{script} failed:\n{done.stderr}{done.stdout}")
    return done.stdout


def strip_comments(path):
    """Removes XML comments: they carry dates, paths and the command line."""
    text = re.sub(r"<!--.*?-->\n*", "", path.read_text(encoding="utf-8"), flags=re.S)
    path.write_text(re.sub(r"\n{3,}", "\n\n", text), encoding="utf-8")
