# SPDX-License-Identifier: Apache-2.0
"""The CI examples of docs/compare.md: their shell commands, taken out of the text and run on the city of given data."""

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402

TEXT = (case.SOURCE / "docs" / "compare.md").read_text()


def yaml_block(behind):
    """The first fenced YAML block behind a line of the text."""
    return re.search(r"```yaml\n(.*?)```", TEXT[TEXT.index(behind) :], re.S).group(1)


def github_commands(block):
    """The texts behind `run: |`, without their indentation."""
    found = re.findall(r"^( +)run: \|\n((?:\1  .*\n)+)", block, re.M)
    return [re.sub(r"^ {10}", "", body, flags=re.M) for _, body in found]


def gitlab_commands(block):
    return re.findall(r"^    - (.*)$", block, re.M)


class CiExamples(case.Case):
    def setUp(self):
        super().setUp()
        given_city.scenario_in(self.folder)
        (self.folder / "gates.yaml").write_text(yaml_block("A file:"))
        self.environment = case.environment(
            PATH=f"{case.BIN}:{os.environ['PATH']}", GITHUB_STEP_SUMMARY=str(self.folder / "summary.md")
        )

    def run_shell(self, commands):
        """Runs them one after the other as CI does; returns exit code and output of the last one."""
        for command in commands:
            result = subprocess.run(
                ["bash", "-e", "-c", command],
                capture_output=True,
                text=True,
                cwd=self.folder,
                timeout=600,
                env=self.environment,
            )
            if command is not commands[-1]:
                self.assertEqual(result.returncode, case.OK, f"{command}\n{result.stdout}{result.stderr}")
        return result

    def check_reports(self, result):
        said = result.stdout + result.stderr
        self.assertEqual(result.returncode, case.OK, said)
        self.assertIn("Gates: PASS", said)
        suites = ElementTree.parse(self.folder / "gates.xml").getroot()
        names = [entry.get("name") for entry in suites.iter("testcase")]
        self.assertEqual([name.split()[0] for name in names], ["delay", "losses", "teleports"])
        self.assertIn("<svg", (self.folder / "report.html").read_text())

    def test_github_actions(self):
        commands = github_commands(yaml_block("GitHub Actions:"))
        self.assertEqual(len(commands), 2)
        self.check_reports(self.run_shell(commands))
        self.assertIn("## Gates", (self.folder / "summary.md").read_text())
        # Those on run files; studies/test_compare_study.py has the one on a study.
        written = re.findall(r"^ {4}(cityproof compare (?!study).*)$", TEXT, re.M)
        self.assertEqual(len(written), 3)
        self.assertEqual(self.run_shell(written).returncode, case.OK)
        # The same runs once more: the accepted report and the golden run agree with themselves.
        self.run_shell(["cp report.json accepted.json", "cityproof drift accepted.json report.json"])
        verified = self.run_shell(["cityproof verify --strict base-1.h5 base-1.h5"])
        self.assertEqual(verified.returncode, case.OK, verified.stderr)
        self.assertNotEqual(self.run_shell(["cityproof verify base-1.h5 base-2.h5"]).returncode, case.OK)

    def test_gitlab(self):
        commands = gitlab_commands(yaml_block("GitLab:"))
        self.assertEqual(len(commands), 3)
        self.check_reports(self.run_shell(commands))


if __name__ == "__main__":
    unittest.main()
