# SPDX-License-Identifier: Apache-2.0
"""A street is closed by the scenario or by an operator: nobody is lost, and the run repeats to the bit."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402

STREET = "B3s_B3n"  # the eastern bridge, northbound: the way around is the other bridge
EXIT = "E3_XE"  # where most trips of the city end
CLOSING = f"""\
  - {{id: road works, at: 2 min, until: 6 min, action: close_street, target: street/{STREET}}}
  - {{id: barrier, at: 3 min, until: 8 min, action: close_street, target: street/{EXIT}}}
"""


class TrafficClosure(case.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = case.fresh_folder(given_city.WORK / "closure")
        cls.scenario = given_city.scenario_in(cls.kept, given_city.SCENARIO_TEXT + CLOSING)
        cls.closed = cls.kept / "closed.h5"
        result = case.cityproof(*case.run_arguments(cls.scenario, cls.closed, threads=1))
        if result.returncode != case.OK:
            raise AssertionError(result.stderr)

    def vehicles_on_street(self, run):
        column = run_content.ids(run, "street").index(STREET)
        return run_content.channel(run, "traffic/street_vehicles")[:, column]

    def assert_same_run(self, one, other):
        self.assertEqual(run_content.trace_hash(one), run_content.trace_hash(other))
        self.assertEqual(run_content.key_figure_bytes(one), run_content.key_figure_bytes(other))
        self.assertEqual(
            run_content.dataset_bytes(one, "events"), run_content.dataset_bytes(other, "events")
        )

    def test_street_is_empty_while_closed_and_the_events_say_so(self):
        times = run_content.frame_times(self.closed)
        # A minute is enough to leave it for who was on it.
        while_closed = (times >= 180) & (times <= 360)
        self.assertEqual(self.vehicles_on_street(self.closed)[while_closed].sum(), 0)
        self.assertGreater(self.vehicles_on_street(given_city.BASE)[while_closed].sum(), 0)
        column = run_content.ids(self.closed, "street").index(STREET)
        closed = run_content.channel(self.closed, "traffic/street_closed")
        # A step publishes what is valid a second later.
        self.assertEqual(
            list(closed[:, column]), [1.0 if 120 < t <= 360 else 0.0 for t in times]
        )
        exit_column = run_content.ids(self.closed, "street").index(EXIT)
        self.assertEqual(closed.sum(), closed[:, [column, exit_column]].sum())
        told = run_content.events(self.closed)
        self.assertIn((120.0, "close_street", f"street/{STREET}", "road works"), told)
        self.assertIn((360.0, "open_street", f"street/{STREET}", "road works"), told)

    def test_trips_that_are_cut_off_are_counted_as_they_are_told(self):
        problems = [event for event in run_content.events(self.closed) if event[1] == "problem"]
        told = sum(int(reason.split()[0]) for _, _, _, reason in problems)
        figures = run_content.key_figures(self.closed)
        self.assertGreater(figures["traffic.closed_out"], 0)
        self.assertGreaterEqual(told, figures["traffic.closed_out"])  # some are still on the road
        self.assertEqual({target for _, _, target, _ in problems}, {f"street/{EXIT}"})
        base = run_content.key_figures(given_city.BASE)
        self.assertNotIn("traffic.closed_out", base)
        # Departures are in the file of routes: as many want to travel whatever is closed.
        self.assertEqual(figures["traffic.vehicles"], base["traffic.vehicles"])

    def test_threads_do_not_change_a_bit(self):
        run = self.folder / "threads.h5"
        self.run_scenario(self.scenario, run, threads=2)
        self.assert_same_run(self.closed, run)

    def test_resumed_run_ends_like_the_uninterrupted_one(self):
        arguments = case.run_arguments(self.scenario, self.folder / "run.h5", 'rebase_every="1 min"')
        whole = self.folder / "whole.h5"
        self.run_scenario(self.scenario, whole, 'rebase_every="1 min"')
        process = case.start_cityproof(*arguments, "--checkpoint-every", "1min", "--log", "json")
        case.pause_after(process, "200 s")
        process.kill()
        process.communicate()
        self.assert_ok(case.cityproof(*arguments, "--resume", f"{self.folder}/run.h5.part"))
        self.assert_same_run(whole, self.folder / "run.h5")

    def test_what_an_operator_closes_repeats_from_its_record(self):
        run = self.folder / "live.h5"
        process = case.start_cityproof("run", given_city.SCENARIO, "-o", run, "--log", "json")
        orders = [
            {"command": "pause"},
            {"command": "step", "for": "100 s"},
            {"command": "intervene", "action": "close_street", "target": f"street/{STREET}"},
            {"command": "step", "for": "200 s"},
            {"command": "intervene", "action": "open_street", "target": f"street/{STREET}"},
            {"command": "intervene", "action": "close_street", "target": "street/nowhere"},
            {"command": "intervene", "action": "close_street", "target": "pipe/P_R1_R2_a"},
            {"command": "resume"},
        ]
        said, unused = process.communicate("".join(json.dumps(o) + "\n" for o in orders), timeout=100)
        self.assertEqual(process.returncode, case.OK, said)
        self.assertIn('there is no street \\"nowhere\\"', said)
        self.assertIn("nothing in this scenario can carry out close_street on a pipe", said)
        kinds = [kind for _, kind, target, reason in run_content.events(run) if reason == "operator"]
        self.assertEqual(kinds, ["close_street", "open_street"])
        repeat = self.folder / "repeat.h5"
        record = f"{run}.commands.jsonl"
        self.assert_ok(
            case.cityproof("run", given_city.SCENARIO, "-o", repeat, "--commands", record)
        )
        self.assert_same_run(run, repeat)
        self.assertNotEqual(run_content.trace_hash(run), run_content.trace_hash(given_city.BASE))

    def test_street_that_does_not_exist_or_cannot_be_closed_is_refused(self):
        text = given_city.SCENARIO_TEXT + CLOSING
        for old, new, words in (
            (f"street/{STREET}", "street/nowhere", ('there is no street "nowhere"',)),
            (f"street/{STREET}", "pipe/P_R1_R2_a", ("close_street on a pipe",)),
            (
                "traffic:\n  exchange: 10 s\n  departure_jitter: 60 s\n  emissions: by_class\n",
                "",
                ("nothing in this scenario can carry out close_street on a street",),
            ),
        ):
            with self.subTest(new=new):
                self.assertIn(old, text)
                scenario = given_city.scenario_in(self.folder, text.replace(old, new))
                self.assert_refused(
                    case.cityproof(*case.run_arguments(scenario, self.folder / "no.h5")), *words
                )


if __name__ == "__main__":
    unittest.main()
