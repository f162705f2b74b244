# SPDX-License-Identifier: Apache-2.0
"""Scenario files that are wrong: one clear line or a list, exit code 2, no run file."""

import json
import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import hostile  # noqa: E402


class BadScenario(case.Case):
    def refuse(self, scenario, *words, settings=(), verbs=("run", "check")):
        """`run` and `check` both refuse the file in the same words."""
        run_file = self.folder / "run.h5"
        if "run" in verbs:
            arguments = case.run_arguments(scenario, run_file, *settings)
            self.assert_refused(case.cityproof(*arguments, timeout=60), *words)
            self.assert_nothing_at(run_file, f"{run_file}.part")
        if "check" in verbs and not settings:
            result = case.cityproof("check", scenario, timeout=60)
            self.assertEqual(result.returncode, case.BAD_INPUT, result)
            for word in words:
                self.assertIn(str(word), result.stdout + result.stderr)

    def changed(self, old, new):
        self.assertIn(old, given_city.SCENARIO_TEXT)
        return given_city.scenario_in(self.folder, given_city.SCENARIO_TEXT.replace(old, new))

    def line_of(self, scenario, text):
        lines = scenario.read_text().splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def test_missing_file(self):
        self.refuse(self.folder / "nowhere.yaml", "nowhere.yaml", "No such file")

    def test_a_folder_instead_of_a_file(self):
        self.refuse(self.folder, self.folder, verbs=["run"])

    def test_broken_yaml(self):
        scenario = self.changed("energy:\n", "energy: [1, 2\n")
        self.refuse(scenario, "scenario.yaml:")

    def test_no_yaml_at_all(self):
        scenario = self.folder / "scenario.yaml"
        for content in (
            b"",
            b"\x00\x01\x02\xff\xfe",
            b"\xff" * 100,
            b"- 1\n- 2\n",
            b"just a text",
            b"\t\t:\n",
        ):
            with self.subTest(content=content):
                scenario.write_bytes(content)
                self.refuse(scenario, "scenario.yaml")

    def test_unknown_key(self):
        scenario = self.changed("  tick: 60 s", "  tik: 60 s")
        line = self.line_of(scenario, "tik:")
        self.refuse(scenario, f"scenario.yaml:{line}:", "tik", "tick")

    def test_number_without_unit(self):
        scenario = self.changed("duration: 10 min", "duration: 600")
        line = self.line_of(scenario, "duration:")
        self.refuse(scenario, f"scenario.yaml:{line}:", "duration", "600", "unit")

    def test_unit_of_another_dimension(self):
        self.refuse(self.changed("  tick: 60 s", "  tick: 60 kW"), "energy.tick", "60 kW")

    def test_absurd_numbers(self):
        for text in ("1e300 s", "-10 s", "nan s", "0 s", "0.5 s", "99999999999999999999 h"):
            with self.subTest(duration=text):
                self.refuse(self.changed("duration: 10 min", f"duration: {text}"), "duration")

    def test_every_problem_is_listed(self):
        text = given_city.SCENARIO_TEXT.replace("tick: 60 s", "tick: 60").replace(
            "every: 30 s", "evry: 30 s"
        )
        text = text.replace("action: outage", "action: explosion")
        self.refuse(given_city.scenario_in(self.folder, text), "energy.tick", "evry", "explosion")

    def test_check_says_the_same_as_json(self):
        text = given_city.SCENARIO_TEXT.replace("tick: 60 s", "tick: 60")
        scenario = given_city.scenario_in(self.folder, text.replace("every: 30 s", "evry: 30 s"))
        result = case.cityproof("check", scenario, "--json")
        self.assertEqual(result.returncode, case.BAD_INPUT)
        problems = [json.loads(line) for line in result.stdout.splitlines()]
        found = {problem["key"]: problem for problem in problems if problem["severity"] == "error"}
        for key, text in (("energy.tick", "tick:"), ("record.evry", "evry:")):
            self.assertIn(key, found)
            self.assertEqual(found[key]["file"], str(scenario))
            self.assertEqual(found[key]["line"], self.line_of(scenario, text))
            self.assertTrue(found[key]["message"])

    def test_check_takes_the_text_from_standard_input_in_place_of_the_files(self):
        scenario = given_city.scenario_in(self.folder)
        text = scenario.read_text().replace("tick: 60 s", "tick: 60")
        result = case.cityproof("check", scenario, "--json", "--stdin", stdin=text)
        self.assertEqual(result.returncode, case.BAD_INPUT)
        problem = json.loads(result.stdout.splitlines()[0])
        self.assertEqual((problem["key"], problem["line"]), ("energy.tick", self.line_of(scenario, "tick:")))
        # The file itself is sound, and need not be there.
        self.assert_ok(case.cityproof("check", scenario))
        missing = self.folder / "new.yaml"
        self.assert_ok(case.cityproof("check", missing, "--stdin", stdin=scenario.read_text()))

    def test_check_of_a_policy(self):
        policy = self.folder / "policy.yaml"
        policy.write_text((case.SOURCE / "data" / "policies" / "adaptive_signals.yaml").read_text())
        self.assert_ok(case.cityproof("check", policy, "--policy"))
        wrong = policy.read_text().replace("interval: 5 s", "interval: 5")
        result = case.cityproof("check", policy, "--policy", "--stdin", stdin=wrong)
        self.assertEqual(result.returncode, case.BAD_INPUT)
        self.assertIn("adaptive_signals.interval", result.stdout)

    def test_key_twice(self):
        self.refuse(self.changed("seed: 7", "seed: 7\nseed: 8"), "seed")

    def test_newer_format(self):
        self.refuse(self.changed("format: 1", "format: 2"), "format")

    def test_target_that_does_not_exist(self):
        for target in ("line/line:nowhere", "bus/bus:99999", "tower/1", "pump/", "line"):
            with self.subTest(target=target):
                self.refuse(self.changed("line/line:1033", target), "target")

    def test_unknown_time_zone(self):
        self.refuse(self.changed("Europe/Berlin", "Europe/Atlantis"), "Europe/Atlantis")

    def test_start_that_is_no_time(self):
        for text in ("2026-02-30 06:30", "2026-11-10 25:30", "tomorrow"):
            with self.subTest(start=text):
                self.refuse(self.changed("2026-11-10 06:30", text), "scenario.yaml", "start")

    def test_start_and_zone_of_a_scenario_that_never_asks_for_the_time_of_day(self):
        text = (
            f"format: 1\nname: x\ncity: {given_city.CITY}\nstart: \"{{start}}\"\n"
            "time_zone: {zone}\nduration: 1 min\nwater: {{}}\n"
        )
        for start, zone, word in (
            ("2026-02-30 06:30", "Europe/Berlin", "start"),
            ("2026-11-10 06:30", "Europe/Atlantis", "time_zone"),
        ):
            with self.subTest(word=word):
                scenario = given_city.scenario_in(
                    self.folder, text.format(start=start, zone=zone)
                )
                self.refuse(scenario, "scenario.yaml", word)

    def test_unknown_channel(self):
        self.refuse(
            self.changed("  every: 30 s", "  every: 30 s\n  channels: [energy/bus_volts]"),
            "energy/bus_volts",
        )

    def test_unknown_policy(self):
        self.refuse(self.changed("seed: 7", "seed: 7\npolicies: [free_beer]"), "free_beer")

    def test_broken_policy_file(self):
        (self.folder / "mine.yaml").write_text(
            "format: 1\nname: mine\nclaim: {key_figure: traffic.delay_mean}\n"
        )
        self.refuse(self.changed("seed: 7", "seed: 7\npolicies: [mine.yaml]"), "mine.yaml", "claim")

    def test_city_that_is_not_there(self):
        scenario = self.folder / "scenario.yaml"
        scenario.write_text(given_city.SCENARIO_TEXT)
        self.refuse(scenario, "auental.city")

    def test_alias_bomb(self):
        scenario = self.folder / "scenario.yaml"
        scenario.write_text(hostile.yaml_alias_bomb())
        self.refuse(scenario, "scenario.yaml")

    def test_very_deep_yaml(self):
        scenario = self.folder / "scenario.yaml"
        scenario.write_text("[" * 100_000)
        self.refuse(scenario, "scenario.yaml")
        scenario.write_text("".join(" " * depth + "a:\n" for depth in range(2000)))
        self.refuse(scenario, "scenario.yaml")

    def test_fifo_instead_of_a_file(self):
        scenario = self.folder / "scenario.yaml"
        os.mkfifo(scenario)
        self.refuse(scenario, "scenario.yaml", "regular file")

    def test_endless_device_instead_of_a_file(self):
        self.refuse(Path("/dev/zero"), "/dev/zero", "regular file")

    def test_wrong_overrides(self):
        scenario = given_city.scenario_in(self.folder)
        for setting, word in (
            ("energy.tick", "key=value"),
            ("energy.tick=60", "unit"),
            ("energy.tak=1 s", "tak"),
            ("events.9.at=1 s", "element"),
            ("seed.x=1", "seed"),
            ("seed=-1", "seed"),
            ("=1", "key=value"),
        ):
            with self.subTest(setting=setting):
                self.refuse(scenario, word, settings=[setting])

    def test_wrong_usage(self):
        scenario = given_city.scenario_in(self.folder)
        run_file = self.folder / "run.h5"
        for arguments in (
            ["run"],
            ["run", scenario],
            ["run", scenario, "-o", run_file, "--seed", "x"],
            ["fly"],
            [],
            ["run", scenario, "-o", run_file, "--threads", "0"],
            ["run", scenario, "-o", run_file, "--wings"],
        ):
            with self.subTest(arguments=arguments):
                self.assert_refused(case.cityproof(*arguments, timeout=60))
                self.assert_nothing_at(run_file, f"{run_file}.part")


class BadOutput(case.Case):
    """`run -o` names what cannot become a run file: said at once, not after the simulation."""

    def refuse(self, output, *words):
        result = case.cityproof("run", given_city.SCENARIO, "-o", output, timeout=60)
        self.assert_refused(result, *words)
        self.assertNotIn("trace hash", result.stdout)

    def test_folder_that_does_not_exist(self):
        self.refuse(self.folder / "no" / "run.h5", "run.h5")

    def test_output_is_a_folder(self):
        self.refuse(self.folder, self.folder)
        self.assertTrue(self.folder.is_dir())

    def test_output_is_a_fifo(self):
        fifo = self.folder / "run.h5"
        os.mkfifo(fifo)
        self.refuse(fifo, "run.h5")
        self.assertTrue(fifo.is_fifo())

    def test_part_is_a_fifo(self):
        run_file = self.folder / "run.h5"
        os.mkfifo(f"{run_file}.part")
        self.refuse(run_file, "run.h5")
        self.assert_nothing_at(run_file)


if __name__ == "__main__":
    unittest.main()
