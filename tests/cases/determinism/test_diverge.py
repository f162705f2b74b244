# SPDX-License-Identifier: Apache-2.0
"""Where two runs part: traces of the same run are equal, and one change is found where it was made."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402

ORDER = {"action": "supply_loss", "target": "pump/PU1", "reason": "drill"}


class Diverge(case.Case):
    def traced(self, name, *options):
        run = self.folder / name
        self.assert_ok(
            case.cityproof("run", given_city.SCENARIO, "-o", run, "--trace", *options)
        )
        return run

    def commanded(self, name, at_s):
        record = self.folder / f"{name}.jsonl"
        record.write_text(json.dumps({"at_ns": round(at_s * 1e9), **ORDER}) + "\n")
        return self.traced(name, "--commands", record)

    def diverge(self, *arguments):
        """Exit code and report of `cityproof diverge --json`."""
        result = case.cityproof("diverge", *arguments, "--json")
        return result.returncode, json.loads(result.stdout)

    def test_threads_and_partitions_are_no_difference(self):
        one = self.traced("one.h5", "--threads", 1)
        two = self.traced("two.h5", "--threads", 2, "--set", "partitions=5")
        self.assertEqual(self.diverge(one, two)[0], case.OK)
        for run in (one, two):  # a trace changes nothing
            self.assertEqual(run_content.trace_hash(run), run_content.trace_hash(given_city.BASE))
        self.assertEqual(
            run_content.dataset_bytes(one, "trace/event"),
            run_content.dataset_bytes(two, "trace/event"),
        )
        self.assertGreater(len(run_content.dataset_bytes(one, "trace/event")["time"][2]), 8 * 20_000)

    def test_shuffled_runs_have_the_same_hash(self):
        for shuffle in (1, 2, 3):
            run = self.folder / f"shuffled-{shuffle}.h5"
            self.assert_ok(
                case.cityproof(
                    "run", given_city.SCENARIO, "-o", run, "--shuffle", shuffle, "--threads", 4
                )
            )
            self.assertEqual(run_content.trace_hash(run), run_content.trace_hash(given_city.BASE))

    def test_an_order_is_found_when_and_where_it_was_carried_out(self):
        plain = self.traced("plain.h5")
        for at_s in (300, 301.5):  # at an instant of the plain run, and between two of them
            code, said = self.diverge(plain, self.commanded(f"order-{at_s}.h5", at_s))
            self.assertEqual(code, case.FAIL)
            self.assertEqual((said["kind"], said["time_ns"]), ("act", at_s * 1e9), said)
            without, with_order = said["runs"]
            self.assertIsNone(without["happened"])
            self.assertEqual(with_order["happened"]["model"], "commands")
            self.assertEqual(with_order["recorded"][0]["target"], ORDER["target"])
            self.assertLessEqual(with_order["window"]["begin_ns"], said["time_ns"])
            self.assertGreater(with_order["window"]["end_ns"], said["time_ns"])
            given = [item["key"] for item in said["inputs_that_differ"]]
            self.assertEqual(given, ["interventions_hash"])

    def test_another_seed_is_found_at_the_first_draw(self):
        code, said = self.diverge(
            self.traced("seed-7.h5", "--seed", 7), self.traced("seed-8.h5", "--seed", 8)
        )
        self.assertEqual(code, case.FAIL)
        self.assertEqual((said["kind"], said["time_ns"]), ("publication", 0), said)
        self.assertTrue(said["runs"][0]["happened"]["entity"].startswith("meter/"), said)
        self.assertEqual(said["inputs_that_differ"][0], {"key": "seed", "values": ["7", "8"]})

    def test_a_policy_is_found_where_its_controller_first_acts(self):
        code, said = self.diverge(
            self.traced("base.h5"), self.traced("policy.h5", "--policy", "adaptive_signals")
        )
        self.assertEqual(code, case.FAIL)
        self.assertEqual(said["runs"][1]["happened"]["model"], "max_pressure")

    def test_why_goes_back_to_the_start(self):
        run = self.traced("run.h5")
        meter = run_content.ids(run, "meter")[0]
        code, said = self.diverge(run, "--why", f"meter/{meter}@0:05:30", "--depth", 100)
        self.assertEqual(code, case.OK)
        # Meters act each minute, each time because of the time before.
        steps = [(e["entity"], e["time_ns"]) for e in said["causes"]["events"]]
        self.assertEqual(
            steps, [(f"meter/{meter}", minute * 60 * 10**9) for minute in range(5, -1, -1)]
        )
        self.assertEqual(said["causes"]["end"], "start")

    def test_hashes_of_windows_alone_name_the_window(self):
        runs = [self.traced(f"{seed}.h5", "--trace=windows", "--seed", seed) for seed in (7, 8)]
        code, said = self.diverge(*runs)
        self.assertEqual((code, said["kind"], said["equal_windows"]), (case.FAIL, "window", 0))

    def test_what_cannot_be_compared_is_refused(self):
        run = self.traced("run.h5")
        self.assert_refused(
            case.cityproof("diverge", run, given_city.BASE), "base.h5", "cityproof run --trace"
        )
        shorter = self.traced("short.h5", "--set", "duration=5 min", "--set", "events.0.until=4 min")
        self.assert_refused(case.cityproof("diverge", run, shorter), "short.h5", "duration_s")
        self.assert_refused(case.cityproof("diverge", run), "two")
        self.assert_refused(
            case.cityproof("diverge", run, "--why", "meter/nobody@0:01:00"), "no entity"
        )
        self.assert_refused(
            case.cityproof("run", given_city.SCENARIO, "--resume", "x.h5.part", "--trace"), "--trace"
        )


if __name__ == "__main__":
    unittest.main()
