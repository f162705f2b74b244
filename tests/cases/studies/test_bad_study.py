# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a study is listed, all of it, before anything runs."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import small_study  # noqa: E402
from small_study import batch, case  # noqa: E402


class BadStudy(case.Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"

    def refused(self, text, *words, out=None, options=()):
        study = small_study.write_study(self.folder, 2, text)
        result = batch(study, out or self.out, *options)
        self.assert_refused(result, *words)
        return result.stderr

    def changed(self, old, new):
        self.assertIn(old, small_study.STUDY)
        return small_study.STUDY.replace(old, new)

    def test_everything_that_is_wrong_is_listed_at_once(self):
        other = self.folder / "other"
        good = small_study.write_study(self.folder, 2, self.changed("name: small", "name: another"))
        self.assert_ok(batch(good, other, "--emit", "slurm"))  # makes the folder, runs nothing
        text = small_study.STUDY
        for old, new in (
            ("[nothing.yaml]", "[nothing.yaml, no_such_policy]"),
            ("energy.supply_voltage: [0.5 pu, 0.9 pu]", "energy.suply_voltage: [0.5 pu, 0.9 pu]"),
            ("{first: 1, count: SEEDS}", "[]"),
        ):
            self.assertIn(old, text)
            text = text.replace(old, new)
        text += """\
gates:
  - {id: G1, key_figure: energy.loss, claim: superiority, direction: decrease}
  - {id: G1, key_figure: water.unserved, claim: limit, max: 1 m3}
  - {id: G3, key_figure: energy.loss, claim: superiority, direction: decrease}
"""
        said = self.refused(
            text,
            'the policy "no_such_policy" is unknown',
            '"energy.suply_voltage" matches no key of a scenario',
            'did you mean "energy.supply_voltage"?',
            "there are zero seeds",
            'the gate "G1" occurs twice',
            'the gates "G1" and "G3" overlap',
            'is the folder of the study "another"',
            out=other,
        )
        self.assertEqual(len(said.strip().splitlines()), 6, said)
        self.assertEqual(list((other / "runs").iterdir()), [])
        for line in said.strip().splitlines()[:5]:
            self.assertRegex(line, r"study\.yaml:\d+: ")

    def test_a_folder_that_holds_something_else_is_refused(self):
        (self.folder / "notes").mkdir()
        (self.folder / "notes" / "letter.txt").write_text("dear")
        self.refused(
            small_study.STUDY, 'holds "letter.txt" and no study', out=self.folder / "notes"
        )
        self.refused(small_study.STUDY, "is no folder", out=self.folder / "nothing.yaml")

    def test_keys_that_a_study_may_not_change(self):
        for key, word in (
            ("seed", 'use the study\'s own key "seeds"'),
            ("policies", 'use the study\'s own key "policies"'),
            ("name", "it changes no run"),
            ("traffic.demand_scale", 'has no "traffic"'),
            ("energy.tick.more", "matches no key"),
            ("events.0.at", 'has no "events"'),
        ):
            with self.subTest(key=key):
                self.refused(self.changed("energy.supply_voltage: [0.5 pu, 0.9 pu]", f"{key}: [1]"), word)
        self.assert_nothing_at(self.out)

    def test_designs_without_a_point_and_values_without_a_sense(self):
        grid = "  grid:\n    energy.supply_voltage: [0.5 pu, 0.9 pu]\n"
        for text, word in (
            (grid + "  where: [energy.supply_voltage > 2 pu]\n", "the design has no point"),
            (grid + "  where: [energy.tick > 2 s]\n", "names no factor of this study"),
            (grid + "  where: [energy.supply_voltage]\n", "is no comparison"),
            (grid + "  where: [energy.supply_voltage > high]\n", "neither a factor nor a value"),
            ("  grid:\n    energy.supply_voltage: [0.5]\n", "has no unit"),
            ("  grid:\n    energy.supply_voltage: []\n", "has no value"),
            (grid + "  list:\n    - {energy.supply_voltage: 0.7 pu}\n", "is a factor twice"),
            (
                "  zip:\n    energy.tick: [30 s, 60 s]\n    water.step: [30 s]\n",
                "as many values for each key",
            ),
            ("  csv: absent.csv\n", "cannot be opened"),
            (
                "  lhs:\n    samples: 3\n    ranges:\n      energy.tick: {from: 1 s, to: 1 min}\n",
                "is no range",
            ),
            # What the schema of scenarios does not know, the scenario's reader does.
            ("  grid:\n    energy.tick: [0.5 s]\n", "is no whole number of seconds"),
        ):
            with self.subTest(text=text):
                self.refused(self.changed(grid, text), word)
        self.assert_nothing_at(self.out)

    def test_seeds_and_arms_that_are_there_twice(self):
        self.refused(self.changed("{first: 1, count: SEEDS}", "[1, 2, 1]"), "the seed 1 is there twice")
        self.refused(self.changed("{first: 1, count: SEEDS}", "[-1]"), "is no seed")
        arms = "  idle: [nothing.yaml]\n  lazy: [nothing.yaml]\n"
        self.refused(
            self.changed("  idle: [nothing.yaml]\n", arms), '"idle" and "lazy" are the same policies'
        )
        self.refused(
            self.changed("  idle: [nothing.yaml]\n", "  idle: []\n"),
            '"baseline" and "idle" are the same policies',
        )

    def test_a_policy_that_is_in_force_twice(self):
        self.refused(
            self.changed("[nothing.yaml]", "[nothing.yaml, nothing.yaml]"),
            'the policy "nothing" would be in force twice',
        )

    def test_a_stopping_rule_needs_ten_seeds_that_go_on(self):
        rule = "stop: {key_figure: energy.loss, half_width: 1 %, at_most: 20}\n"
        self.refused(small_study.STUDY + rule, "cannot add to these seeds")

    def test_a_worker_and_a_merge_need_a_list(self):
        self.assert_refused(
            case.cityproof("worker", self.folder, "--index", 0, "--of", 1), "study.json"
        )
        self.assert_refused(case.cityproof("merge", self.folder), "study.json")
        (self.folder / "study.json").write_text('{"format": 1}')
        self.assert_refused(case.cityproof("merge", self.folder), "damaged")

    def test_without_a_folder_nothing_runs(self):
        study = small_study.write_study(self.folder, 2)
        self.assert_refused(case.cityproof("batch", study), "--out", "is missing")


if __name__ == "__main__":
    unittest.main()
