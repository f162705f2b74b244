# SPDX-License-Identifier: Apache-2.0
"""./setup in a copy of its own, offline: the wheels are tiny ones made here, apt-get is a stand-in
that answers as the real one does when its source cannot be reached."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# Debian's own programs only: pip asks a rustc on PATH for its version, and some write into the home.
SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
LIBRARIES = {"eclipse_sumo": "sumo/lib64/libsumocpp.so", "owa_epanet": "epanet/libepanet2.so",
             "power_grid_model": "power_grid_model/_core/power_grid_model_c/lib64/libpower_grid_model_c.so"}


def make_wheel(folder: Path, name: str, content: str) -> None:
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(content, "library")
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")


@unittest.skipUnless(shutil.which("dpkg-query"), "not a Debian system: ./setup does not work here")
class Setup(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = Path(folder.name).resolve()
        self.project = self.top / "project"
        (self.project / "tools").mkdir(parents=True)
        shutil.copy2(PROJECT / "setup", self.project)
        self.packages("tzdata  # comment")
        (self.project / "tools/requirements.txt").write_text(
            "eclipse-sumo==1.0  # comment\nowa-epanet==1.0\npower-grid-model==1.0\n")
        self.wheels = self.top / "wheels"
        self.wheels.mkdir()
        for name, content in LIBRARIES.items():
            make_wheel(self.wheels, name, content)
        self.environment = {"PATH": SYSTEM_PATH, "HOME": str(self.top / "home"), "PIP_NO_INDEX": "1",
                            "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}
        self.site_packages = self.project / ".venv/lib/python3.11/site-packages"

    def packages(self, *lines: str) -> None:
        (self.project / "tools/debian-packages.txt").write_text("# comment\n\n" + "\n".join(lines) + "\n")

    def run_setup(self, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run([self.project / "setup"], env={**self.environment, **more}, cwd=self.top,
                              capture_output=True, text=True, check=False)

    def assert_one_error_line(self, run: subprocess.CompletedProcess, *texts: str) -> None:
        self.assertEqual(run.returncode, 2, run.stdout + run.stderr)
        errors = run.stderr.splitlines()
        self.assertEqual(len(errors), 1, run.stderr)
        for text in ("setup: error:", *texts):
            self.assertIn(text, errors[0])

    def test_it_installs_once_and_then_returns_within_a_second(self):
        first = self.run_setup()
        self.assertEqual(first.returncode, 0, first.stderr)
        for content in LIBRARIES.values():
            self.assertTrue((self.site_packages / content).exists(), content)
        self.assertIn("eclipse-sumo==1.0", first.stdout)
        # Nothing to install from any more: a second run that asked pip would fail.
        shutil.rmtree(self.wheels)
        started = time.monotonic()
        second = self.run_setup()
        self.assertLess(time.monotonic() - started, 1.0)
        self.assertEqual(second.returncode, 0, second.stderr)
        self.assertNotIn("installing", second.stdout)
        self.assertEqual(list((self.top / "home").rglob("*")), [])
        # A SUMO_HOME that cannot be linked is named and changes nothing.
        (self.top / "sumo").mkdir()
        third = self.run_setup(SUMO_HOME=str(self.top / "sumo"))
        self.assertEqual(third.returncode, 0, third.stderr)
        self.assertIn("has no libsumocpp.so", third.stdout)
        self.assertNotIn("installing", third.stdout)

    def test_a_sumo_home_with_libsumocpp_is_used_instead_of_the_wheel(self):
        sumo = self.top / "sumo"
        (sumo / "lib").mkdir(parents=True)
        (sumo / "lib/libsumocpp.so").touch()
        (self.wheels / "eclipse_sumo-1.0-py3-none-any.whl").unlink()
        run = self.run_setup(SUMO_HOME=str(sumo))
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(f"using the SUMO in SUMO_HOME={sumo}", run.stdout)
        self.assertFalse((self.site_packages / "sumo").exists())
        # Without it the wheel is needed again: the stamp of the other choice does not count.
        self.assert_one_error_line(self.run_setup(), "pip")

    def test_a_project_that_was_moved_gets_a_new_environment(self):
        self.assertEqual(self.run_setup().returncode, 0)
        moved = self.top / "moved"
        self.project.rename(moved)
        self.project = moved
        run = self.run_setup()
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(f" {moved}/.venv", (moved / ".venv/pyvenv.cfg").read_text())
        self.assertIn(f"{moved}/.venv", (moved / ".venv/bin/activate").read_text())

    def test_pip_without_a_source_is_one_sentence(self):
        (self.wheels / "owa_epanet-1.0-py3-none-any.whl").unlink()
        run = self.run_setup()
        self.assert_one_error_line(run, "pip could not install", "network", "owa-epanet==1.0", "pip.log")
        self.assertFalse((self.project / ".venv/setup.stamp").exists())

    def test_a_wheel_without_its_library_is_named(self):
        make_wheel(self.wheels, "owa_epanet", "epanet/other.so")
        self.assert_one_error_line(self.run_setup(), "epanet/libepanet2.so")

    def stand_in(self, name: str, *lines: str) -> None:
        program = self.top / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
        program.chmod(0o755)
        self.environment["PATH"] = f"{program.parent}:{SYSTEM_PATH}"

    def test_apt_without_a_source_is_one_sentence(self):
        self.packages("tzdata", "cityproof-no-such-package")
        self.stand_in("sudo", 'exec "$@"')
        self.stand_in("apt-get", 'echo "E: Failed to fetch: could not resolve host" >&2', "exit 100")
        run = self.run_setup()
        self.assert_one_error_line(run, "apt-get could not install", "could not resolve host", "apt.log")
        self.assertIn("installing 1 Debian packages", run.stdout)
        self.assertIn("cityproof-no-such-package", run.stdout)

    def test_a_package_that_stays_missing_is_named(self):
        self.packages("cityproof-no-such-package")
        self.stand_in("sudo", 'exec "$@"')
        self.stand_in("apt-get", "exit 0")
        self.assert_one_error_line(self.run_setup(), "still missing: cityproof-no-such-package")

    def test_only_missing_packages_are_asked_of_apt(self):
        self.packages("tzdata", "cityproof-no-such-package")
        self.stand_in("sudo", 'exec "$@"')
        self.stand_in("apt-get", f'echo "$@" >> "{self.top}/asked"')
        self.run_setup()
        asked = (self.top / "asked").read_text().splitlines()
        self.assertEqual(len(asked), 2, asked)
        self.assertIn("update", asked[0])
        self.assertTrue(asked[1].endswith("install --no-install-recommends cityproof-no-such-package"), asked[1])

    def test_an_unknown_argument_is_refused(self):
        run = subprocess.run([self.project / "setup", "--quick"], env=self.environment, capture_output=True,
                             text=True, check=False)
        self.assert_one_error_line(run, "--quick")


def entries(name: str) -> list[str]:
    lines = (PROJECT / "tools" / name).read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := line.split("#")[0].strip())]


class Lists(unittest.TestCase):
    def test_every_package_has_its_licence_in_third_party(self):
        text = (PROJECT / "THIRD_PARTY.md").read_text(encoding="utf-8")
        for package in entries("debian-packages.txt"):
            self.assertRegex(text, rf"(?<![\w-]){re.escape(package)}(?![\w-])")
        for name, version in (entry.split("==") for entry in entries("requirements.txt")):
            self.assertIn(f"| {name} | {version} |", text)

    def test_every_python_package_is_pinned_to_one_version(self):
        for entry in entries("requirements.txt"):
            self.assertRegex(entry, r"^[a-z0-9-]+==\d+(\.\d+)+$")

    def test_the_environment_holds_the_pinned_list(self):
        python = PROJECT / ".venv/bin/python"
        if os.path.normpath(sys.executable) != str(python):
            self.skipTest("runs with the Python of .venv")
        listed = subprocess.run([python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"],
                                capture_output=True, text=True, check=True).stdout.split()
        wanted = set(entries("requirements.txt"))
        if os.environ.get("SUMO_HOME"):
            wanted = {w for w in wanted if not w.startswith(("eclipse-sumo", "sumo-data"))}
        self.assertLessEqual(wanted, set(listed))


if __name__ == "__main__":
    unittest.main()
