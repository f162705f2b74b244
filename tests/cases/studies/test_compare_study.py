# SPDX-License-Identifier: Apache-2.0
"""`cityproof compare` of a whole study: the same figures as run by run, its own gates, one point at a time."""

import json
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import small_study  # noqa: E402
from small_study import batch, case  # noqa: E402

GATES = """\
gates:
  - {id: same, key_figure: energy.loss, claim: equivalence, margin: 1 %}
"""


class CompareStudy(case.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = tempfile.TemporaryDirectory(prefix="cityproof-case-")
        cls.addClassCleanup(made.cleanup)
        cls.made = Path(made.name)
        # Six seeds: fewer equal differences say nothing, and an idle policy has no others.
        study = small_study.write_study(cls.made, 6, small_study.STUDY + GATES)
        result = batch(study, cls.made / "out")
        assert result.returncode == case.OK, result.stderr

    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        shutil.copytree(self.made / "out", self.out)

    def files(self, arm, point):
        return [
            self.out / "runs" / f"{run['id']}.h5"
            for run in small_study.run_list(self.out)
            if (run["arm"], run["point"]) == (arm, point)
        ]

    def report(self, *arguments):
        file = self.folder / "report.json"
        self.assert_ok(case.cityproof("compare", *arguments, "--json", file))
        return json.loads(file.read_text())

    def test_the_figures_are_those_of_its_run_files(self):
        point = self.report(self.out, "--point", 1)
        files = self.report(*self.files(0, 1), "--with", *self.files(1, 1))
        self.assertEqual(point["arms"][0]["key_figures"], files["arms"][0]["key_figures"])
        self.assertIn("energy.supply_voltage = 0.9 pu", point["scenario"])

    def test_the_gates_of_the_study_decide_the_exit_code(self):
        passed = case.cityproof("compare", self.out, "--point", 0, "--assert", "study")
        self.assert_ok(passed)
        self.assertRegex(passed.stdout, r"PASS +same energy.loss: equal within 1 %")
        gates = self.out / "gates.yaml"
        # No power flow has no losses.
        gates.write_text("format: 1\ngates:\n  - {id: none, key_figure: energy.loss, claim: limit, max: 0 MWh}\n")
        failed = case.cityproof("compare", self.out, "--point", 0, "--assert", "study")
        self.assertEqual(failed.returncode, case.FAIL)

    def test_several_points_are_listed_when_none_is_chosen(self):
        result = case.cityproof("compare", self.out)
        self.assertEqual(result.returncode, case.BAD_INPUT)
        self.assertIn("0: energy.supply_voltage = 0.5 pu; 1: energy.supply_voltage = 0.9 pu", result.stderr)

    def test_a_study_is_compared_alone(self):
        result = case.cityproof("compare", self.out, "--with", self.files(1, 0)[0])
        self.assertEqual(result.returncode, case.BAD_INPUT)
        self.assertIn("one study and no run files", result.stderr)

    def test_a_run_that_is_gone_is_an_error(self):
        self.files(1, 0)[2].unlink()
        result = case.cityproof("compare", self.out, "--point", 0)
        self.assertEqual(result.returncode, case.BAD_INPUT)
        self.assertIn("No such file", result.stderr)


if __name__ == "__main__":
    unittest.main()
