# SPDX-License-Identifier: Apache-2.0
"""The commands of the documents, taken from their text and run as they stand there.

A reader's own city is that of data/demo/given here, under the file names that the documents use, and the
scenario that he writes is the documents' example with his own ids and without what his city lacks. A command is `cityproof VERB ...` with at least one argument, indented or in backquotes.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import demo_city  # noqa: E402
import given_city  # noqa: E402

EXAMPLE = (case.SOURCE / "docs" / "examples" / "every_section.yaml").read_text()

# Name in the documents -> file of the given data.
SOURCES = {
    "town.sumocfg": "demo.sumocfg",
    "demo.net.xml": "demo.net.xml",
    "demo.rou.xml": "demo.rou.xml",
    "grid.json": "grid.json",
    "buses.csv": "grid_map.csv",
    "town.inp": "water.inp",
    "links.csv": "links.csv",
    "sensors.csv": "sensors.csv",
    "buildings.geojson": "buildings.geojson",
}

# In the documents' example, which is about the demo city -> in the reader's own.
OWN = {
    "city: auental.city": "city: town.city",
    "  begin: 6.5 h": "  begin: 0 s",
    "start_at: 6.5 h": "start_at: 0 s",
    "line/line:3640": "line/line:1033",
    "pump/PU0": "pump/PU1",
    "pipe/w42.0-0": "pipe/P_R1_R2_a",
    "street/74": "street/B1n_B1s",
}

COMMAND = r"(?:build/bin/)?cityproof \w+ "
INDENTED = rf"^ {{4,}}({COMMAND}(?:.*\\\n)*.*)$"
QUOTED = rf"`({COMMAND}[^`]+)`"


def section(document, title):
    """The text below a heading of a document, up to the next one."""
    text = (case.SOURCE / document).read_text()
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.M | re.S).group(1)


def commands(text):
    found = re.finditer(f"{INDENTED}|{QUOTED}", text, re.M)
    return [match.group(1) or match.group(2).replace("\n", " ") for match in found]


def without_section(scenario, name):
    return re.sub(rf"^{name}:\n(?:[ #].*\n|\n)*", "", scenario, flags=re.M)


class Documents(case.Case):
    def setUp(self):
        super().setUp()
        for name, source in SOURCES.items():
            shutil.copy(case.GIVEN / source, self.folder / name)
        (self.folder / "build").mkdir()
        (self.folder / "build" / "bin").symlink_to(case.BIN)
        scenario = EXAMPLE.replace("services/lamp_load, ", "")
        for theirs, own in OWN.items():
            self.assertIn(theirs, scenario)
            scenario = scenario.replace(theirs, own)
        for name in ("policies", "services"):  # the baseline; no lamps and meters in these sources
            scenario = without_section(scenario, name)
        (self.folder / "scenario.yaml").write_text(scenario)

    def run_commands(self, document, title, *verbs):
        found = commands(section(document, title))
        self.assertEqual({command.split()[1] for command in found}, set(verbs), found)
        for command in found:
            result = subprocess.run(
                ["bash", "-c", command],
                capture_output=True,
                text=True,
                cwd=self.folder,
                timeout=120,
                env=case.environment(PATH=f"{case.BIN}:{os.environ['PATH']}"),
            )
            said = f"{command}\n{result.stdout}{result.stderr}"
            self.assertEqual(result.returncode, case.OK, said)

    def test_readme_your_own_city(self):
        self.run_commands("README.md", "Your own city", "import", "check", "run", "compare")
        self.assertIn("delay", (self.folder / "report.md").read_text())

    def test_first_run_your_own_city(self):
        self.run_commands(
            "docs/first_run.md", "Your own city", "import", "check", "run", "compare", "view"
        )
        self.assertIn("delay", (self.folder / "report.md").read_text())
        self.assertTrue((self.folder / "map.png").read_bytes().startswith(b"\x89PNG"))

    def test_demo_readme_both_cities(self):
        (self.folder / "data").symlink_to(case.SOURCE / "data")
        self.run_commands("data/demo/README.md", "The city of the demo", "import")
        self.run_commands("data/demo/README.md", "A city that has data of its own", "import")
        for city in ("auental.city", "given.city"):
            self.assert_ok(case.cityproof("check", self.folder / city))

    def test_first_run_long_runs(self):
        start, resume = commands(section("docs/first_run.md", "Long runs"))[:2]
        case.import_given_city(self.folder / "town.city")
        run = case.start_cityproof(*shlex.split(start)[1:], cwd=self.folder)
        for line in run.stderr:
            if line.startswith("checkpoint of 0:10:00"):
                break
        run.kill()
        run.communicate()
        result = case.cityproof(*shlex.split(resume)[1:], cwd=self.folder)
        self.assert_ok(result)
        self.assertRegex(result.stderr, "replayed 0:[12]0:00 of traffic in ")
        self.assertTrue((self.folder / "long.h5").exists())

    def test_first_run_many_runs_from_one_warm_up(self):
        case.import_given_city(self.folder / "town.city")
        text = section("docs/first_run.md", "Many runs from one warm-up")
        (line,) = re.findall(r"^ {4}(from_state: .*)$", text, re.M)
        whole = (self.folder / "scenario.yaml").read_text()
        longer = whole.replace("duration: 30 min", "duration: 40 min")
        longer = without_section(longer, "events")  # which are in the state
        (self.folder / "branch.yaml").write_text(f"{longer}\n{line}\n")
        for command in [c for c in commands(text) if "RUN" not in c]:
            result = case.cityproof(*shlex.split(command)[1:], cwd=self.folder)
            self.assert_ok(result)

    def test_first_run_when_two_runs_differ(self):
        case.import_given_city(self.folder / "town.city")
        found = commands(section("docs/first_run.md", "When two runs differ"))
        codes = [case.cityproof(*shlex.split(c)[1:], cwd=self.folder).returncode for c in found]
        # Two seeds differ.
        self.assertEqual(codes, [case.OK, case.OK, case.FAIL, case.OK], found)

    def test_first_run_live_run(self):
        orders = re.findall(r"^ {4}(\{.*\})$", section("docs/first_run.md", "A live run"), re.M)
        self.assertIn("stop", [json.loads(order)["command"] for order in orders])
        scenario = demo_city.scenario_in(self.folder)
        run = self.folder / "live.h5"
        result = case.cityproof(
            "run", scenario, "-o", run, "--log", "json", stdin="\n".join(orders) + "\n"
        )
        self.assert_ok(result)
        self.assertNotIn('"problem"', result.stdout)
        self.assertTrue(run.exists())
        self.assertTrue(Path(f"{run}.commands.jsonl").exists())

    def test_results_exports(self):
        (self.folder / "base-1.h5").symlink_to(given_city.BASE)
        for title in ("QGIS", "Web maps", "Excel and other spreadsheets"):
            self.run_commands("docs/results.md", title, "export")
        for made in ("morning.gpkg", "streets.geojson", "layers/bus.geojson", "speeds.csv", "tables/tank.csv"):
            self.assertGreater((self.folder / made).stat().st_size, 100, made)

    def test_results_python(self):
        (self.folder / "base-1.h5").symlink_to(given_city.BASE)
        first, _ = re.findall(r"```python\n(.*?)```", section("docs/results.md", "Python"), re.DOTALL)
        result = subprocess.run(
            [sys.executable, "-c", first],
            capture_output=True,
            text=True,
            cwd=self.folder,
            timeout=120,
            env=case.environment(PYTHONPATH=str(case.SOURCE / "data" / "python")),
        )
        self.assertEqual(result.returncode, case.OK, result.stderr)
        self.assertIn("lower_is_better", result.stdout)

    def test_studies_first_steps(self):
        demo = case.fresh_folder(self.folder / "cityproof-demo")
        shutil.copy(demo_city.SCENARIO, demo)
        (demo / "auental.city").symlink_to(demo_city.CITY)
        example = (case.SOURCE / "docs" / "examples" / "study.yaml").read_text()
        self.assertIn("duration: 20 min", example)
        study = self.folder / "study.yaml"
        study.write_text(example.replace("duration: 20 min", "duration: 1 min"))
        self.run_commands("docs/studies.md", "First steps", "batch")
        table = (self.folder / "study" / "key_figures.csv").read_text().splitlines()
        # Two arms, two demands that "where" leaves, two pairs of zip, three seeds.
        self.assertEqual(len(table), 1 + 2 * 2 * 2 * 3)
        self.assertTrue((self.folder / "study" / "study.h5").exists())

    def test_the_example_with_every_section(self):
        scenario = demo_city.scenario_in(self.folder, EXAMPLE)
        self.assert_ok(case.cityproof("check", scenario))
        self.run_scenario(scenario, self.folder / "example.h5")


if __name__ == "__main__":
    unittest.main()
