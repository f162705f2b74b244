# SPDX-License-Identifier: Apache-2.0
"""The operator's orders on standard input, their record, and the run that repeats it."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402

INTERVENTION = {
    "command": "intervene",
    "action": "supply_loss",
    "target": "pump/",
    "reason": "drill",
}


class LiveRun:
    """`cityproof run --log json` with its pipes; every read has the time limit of the test."""

    def __init__(self, test, scenario, output):
        self.process = case.start_cityproof("run", scenario, "-o", output, "--log", "json")
        test.addCleanup(self._clean_up)
        self.said = []

    def order(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def wait_for(self, kind):
        """Reads until an object of this type; returns it."""
        for line in self.process.stdout:
            self.said.append(json.loads(line))
            if self.said[-1]["type"] == kind:
                return self.said[-1]
        raise AssertionError(f'ended without "{kind}": {self.said}\n{self.process.stderr.read()}')

    def finish(self):
        self.process.stdin.close()
        for line in self.process.stdout:
            self.said.append(json.loads(line))
        return self.process.wait(timeout=60)

    def of_type(self, kind):
        return [item for item in self.said if item["type"] == kind]

    def _clean_up(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                pipe.close()
            except BrokenPipeError:
                pass


class Operator(case.Case):
    def live(self, name="live.h5"):
        self.run = self.folder / name
        return LiveRun(self, given_city.SCENARIO, self.run)

    def pump(self):
        return run_content.ids(given_city.BASE, "pump")[0]

    def test_json_log_says_progress_key_figures_and_done(self):
        live = self.live()
        self.assertEqual(live.finish(), case.OK)
        self.assertTrue(live.of_type("progress"))
        (done,) = live.of_type("done")
        self.assertEqual(int(done["trace_hash"], 16), run_content.trace_hash(self.run))
        said = {item["id"]: item["value"] for item in live.of_type("key_figure")}
        self.assertEqual(said, run_content.key_figures(self.run))
        self.assertEqual(live.said[-1], done)
        # Nobody intervened: it is the run without a listener.
        self.assertEqual(run_content.trace_hash(self.run), run_content.trace_hash(given_city.BASE))

    def test_pause_and_step_stop_the_clock_where_they_say(self):
        live = self.live()
        live.order(command="pause")
        first = live.wait_for("paused")["t_s"]
        live.order(**{"command": "step", "for": "90 s"})
        self.assertEqual(live.wait_for("paused")["t_s"], first + 90)
        live.order(command="step")
        self.assertEqual(live.wait_for("paused")["t_s"], first + 91)
        live.order(command="resume")
        live.wait_for("done")
        self.assertEqual(live.finish(), case.OK)
        self.assertEqual(run_content.trace_hash(self.run), run_content.trace_hash(given_city.BASE))

    def test_a_recorded_intervention_repeats_to_the_bit(self):
        live = self.live()
        live.order(command="pause")
        live.wait_for("paused")
        live.order(**{**INTERVENTION, "target": f"pump/{self.pump()}"})
        live.order(**{"command": "step", "for": "100 s"})
        live.wait_for("paused")
        live.order(command="intervene", action="outage", target="line/line:1039")
        live.order(command="resume")
        live.wait_for("done")
        self.assertEqual(live.finish(), case.OK)
        record = Path(f"{self.run}.commands.jsonl")
        self.assertEqual(len(record.read_text().splitlines()), 2)
        repeat = self.folder / "repeat.h5"
        self.assert_ok(
            case.cityproof(
                "run", given_city.SCENARIO, "-o", repeat, "--commands", record, "--threads", 2
            )
        )
        self.assertNotEqual(run_content.trace_hash(repeat), run_content.trace_hash(given_city.BASE))
        self.assertEqual(run_content.trace_hash(repeat), run_content.trace_hash(self.run))
        for group in ("channels", "kpi", "events"):
            self.assertEqual(
                run_content.dataset_bytes(repeat, group), run_content.dataset_bytes(self.run, group)
            )
        # compare pairs runs that underwent the same, and no others.
        done = run_content.meta(self.run)["interventions_hash"]
        self.assertEqual(run_content.meta(repeat)["interventions_hash"], done)
        self.assertNotEqual(run_content.meta(given_city.BASE)["interventions_hash"], done)
        reasons = [event[3] for event in run_content.events(self.run)]
        self.assertEqual(sorted(reasons), ["cable fault", "cable fault", "drill", "operator"])

    def test_stop_leaves_a_complete_file_of_what_was_simulated(self):
        live = self.live()
        live.order(command="pause")
        live.wait_for("paused")
        live.order(**{"command": "step", "for": "200 s"})
        at = live.wait_for("paused")["t_s"]
        live.order(command="stop")
        live.wait_for("done")
        self.assertEqual(live.finish(), case.OK)
        self.assertEqual(float(run_content.meta(self.run)["stopped_at_s"]), at)
        times = run_content.frame_times(self.run)
        self.assertLessEqual(times[-1], at)
        whole = run_content.channel(given_city.BASE, "water/tank_level")
        self.assertEqual(
            run_content.channel(self.run, "water/tank_level").tobytes(),
            whole[: len(times)].tobytes(),
        )

    def piped(self, *orders, output="piped.h5", extra=()):
        """A run that finds all its orders on standard input at once; what it said."""
        self.run = self.folder / output
        result = case.cityproof(
            "run",
            given_city.SCENARIO,
            "-o",
            self.run,
            "--log",
            "json",
            *extra,
            stdin="".join(json.dumps(order) + "\n" for order in orders),
        )
        self.assert_ok(result)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def test_orders_in_a_pipe_wait_for_the_step_before_them(self):
        target = f"pump/{self.pump()}"
        said = self.piped(
            {"command": "pause"},
            {"command": "step", "for": "60 s"},
            {**INTERVENTION, "target": target},
            {"command": "step", "for": "60 s"},
            {"command": "resume"},
        )
        # When the first order is read depends on the machine; what follows does not.
        paused = [i["t_s"] for i in said if i["type"] == "paused"]
        self.assertEqual([t - paused[0] for t in paused], [0, 60, 120])
        record = json.loads(Path(f"{self.run}.commands.jsonl").read_text())
        self.assertEqual(record["at_ns"], paused[1] * 10**9)

    def test_a_pause_that_nobody_can_end_is_told_once_at_most(self):
        said = self.piped({"command": "pause"})
        self.assertLessEqual(len([i for i in said if i["type"] == "paused"]), 1)
        self.assertEqual(said[-1]["type"], "done")

    def test_a_stopped_run_is_repeated_by_its_record(self):
        target = f"pump/{self.pump()}"
        said = self.piped(
            {"command": "pause"},
            {**INTERVENTION, "target": target},
            {"command": "step", "for": "90 s"},
            {"command": "stop"},
        )
        at = next(i["t_s"] for i in said if i["type"] == "paused") + 90
        self.assertEqual(said[-1]["stopped_at_s"], at)
        stopped = self.run
        self.piped(output="repeat.h5", extra=("--commands", f"{stopped}.commands.jsonl"))
        self.assertEqual(run_content.trace_hash(self.run), run_content.trace_hash(stopped))
        self.assertEqual(float(run_content.meta(self.run)["stopped_at_s"]), at)
        # Repeated once more, with an order of its own: the record holds both.
        self.piped(
            {"command": "intervene", "action": "outage", "target": "line/line:1039"},
            output="third.h5",
            extra=("--commands", f"{stopped}.commands.jsonl"),
        )
        self.assertEqual(len(Path(f"{self.run}.commands.jsonl").read_text().splitlines()), 3)

    def test_an_order_after_the_end_is_refused(self):
        record = self.folder / "late.jsonl"
        record.write_text(
            json.dumps(
                {
                    "at_ns": 10**15,
                    "action": "supply_loss",
                    "target": f"pump/{self.pump()}",
                    "reason": "late",
                }
            )
        )
        run = self.folder / "run.h5"
        result = case.cityproof("run", given_city.SCENARIO, "-o", run, "--commands", record)
        self.assert_refused(result, "the run ends at")
        self.assert_nothing_at(run, f"{run}.part")

    def test_a_wrong_order_is_a_problem_and_the_run_goes_on(self):
        live = self.live()
        orders = [
            "no json",
            '{"command": "fly"}',
            '{"command": "intervene", "action": "outage", "target": "line/line:nowhere"}',
            '{"command": "intervene", "action": "outage"}',
            '{"command": "step", "for": "90"}',
        ]
        live.process.stdin.write("".join(order + "\n" for order in orders))
        live.process.stdin.flush()
        live.wait_for("done")
        self.assertEqual(live.finish(), case.OK)
        self.assertEqual(len(live.of_type("problem")), len(orders), live.said)
        self.assertEqual(run_content.trace_hash(self.run), run_content.trace_hash(given_city.BASE))
        self.assert_nothing_at(f"{self.run}.commands.jsonl")

    def test_a_record_that_does_not_fit_is_refused(self):
        record = self.folder / "record.jsonl"
        record.write_text(
            '{"at_ns": 1000000000, "action": "outage", "target": "line/none", "reason": "x"}\n'
        )
        run = self.folder / "run.h5"
        result = case.cityproof("run", given_city.SCENARIO, "-o", run, "--commands", record)
        self.assert_refused(result, 'there is no line "none"')
        self.assert_nothing_at(run, f"{run}.part")


if __name__ == "__main__":
    unittest.main()
