# SPDX-License-Identifier: Apache-2.0
"""Runs that begin from one saved state: each arm is the same every time, and all share the start."""

import struct
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402
from state_file import state_section  # noqa: E402

POLICY = ("--policy", "adaptive_signals")
STREET = "B3s_B3n"  # the eastern bridge, northbound
STATE_S = 1200  # an outage of the waterworks and of signals is in force then, until 22 min

WARM_UP = (
    given_city.SCENARIO_TEXT.replace("name: Auental, ten minutes", "name: warm-up")
    .replace("duration: 10 min", "duration: 20 min\nrebase_every: 2 min")
    .replace("until: 6 min", "until: 22 min")
)
BRANCH = (
    WARM_UP[: WARM_UP.index("events:")]
    .replace("name: warm-up", "name: branch")
    .replace("duration: 20 min", "duration: 30 min\nfrom_state: warm.state")
)
# Of a run's description, what may differ between two runs with one result.
DESCRIBES_THE_COMMAND = {"command_line"}


class FromState(case.Case):
    @classmethod
    def setUpClass(cls):
        """One warm-up with its state, and both arms from it."""
        super().setUpClass()
        cls.kept = case.fresh_folder(given_city.WORK / "from_state")
        cls.state = cls.kept / "warm.state"
        (cls.kept / "warm.yaml").write_text(WARM_UP.replace("auental.city", str(given_city.CITY)))
        (cls.kept / "branch.yaml").write_text(BRANCH.replace("auental.city", str(given_city.CITY)))
        cls.warm_up("warm.h5", cls.state)
        cls.base = cls.arm("base.h5")
        cls.policy = cls.arm("policy.h5", *POLICY)

    @classmethod
    def must_run(cls, scenario, output, *more):
        result = case.cityproof("run", scenario, "-o", output, *more)
        if result.returncode != case.OK:
            raise AssertionError(result.stderr)
        return output

    @classmethod
    def warm_up(cls, name, state, *more):
        return cls.must_run(cls.kept / "warm.yaml", cls.kept / name, "--save-state", state, *more)

    @classmethod
    def arm(cls, name, *more):
        return cls.must_run(cls.kept / "branch.yaml", cls.kept / name, *more)

    def setUp(self):
        super().setUp()
        self.run_file = self.folder / "run.h5"

    def scenario(self, text=BRANCH, state=None, city=given_city.CITY):
        path = self.folder / "scenario.yaml"
        text = text.replace("auental.city", str(city))
        path.write_text(text.replace("warm.state", str(state or self.state)))
        return path

    def assert_same_run(self, one, other):
        self.assertEqual(run_content.trace_hash(one), run_content.trace_hash(other))
        first, second = (run_content.dataset_bytes(run, "/") for run in (one, other))
        self.assertEqual(first.keys(), second.keys())
        self.assertEqual([name for name in first if first[name] != second[name]], [])
        first, second = (run_content.meta(run) for run in (one, other))
        differ = {key for key in first.keys() | second.keys() if first.get(key) != second.get(key)}
        self.assertLessEqual(differ, DESCRIBES_THE_COMMAND)

    def assert_run_refused(self, scenario, *words, more=()):
        result = case.cityproof("run", scenario, "-o", self.run_file, *more)
        self.assert_refused(result, *words, max_lines=2)
        self.assert_nothing_at(self.run_file, Path(f"{self.run_file}.part"))

    def test_saving_a_state_changes_nothing_and_gives_the_same_file_each_time(self):
        plain = self.folder / "plain.h5"
        self.must_run(self.kept / "warm.yaml", plain, "--threads", 2)
        self.assert_same_run(self.kept / "warm.h5", plain)
        again = self.folder / "again.state"
        self.must_run(self.kept / "warm.yaml", self.run_file, "--save-state", again, "--threads", 2)
        self.assertEqual(again.read_bytes(), self.state.read_bytes())
        self.assert_nothing_at(Path(f"{again}.new"))

    def test_an_arm_is_the_same_each_time_on_any_number_of_threads(self):
        for first, more in ((self.base, ()), (self.policy, POLICY)):
            for threads in (1, 2):
                with self.subTest(more=more, threads=threads):
                    self.must_run(self.kept / "branch.yaml", self.run_file, "--threads", threads, *more)
                    self.assert_same_run(first, self.run_file)
                    self.run_file.unlink()

    def test_arms_differ_and_share_their_start(self):
        base, policy = run_content.trace_hash(self.base), run_content.trace_hash(self.policy)
        self.assertNotEqual(base, policy)
        times = run_content.frame_times(self.base)
        self.assertEqual((times[0], times[-1]), (STATE_S, 1800))
        for name in ("traffic/street_speed", "energy/bus_voltage", "water/tank_level"):
            first, second = (run_content.channel(run, name) for run in (self.base, self.policy))
            self.assertEqual(first[0].tobytes(), second[0].tobytes(), name)
        self.assertGreater(run_content.channel(self.base, "traffic/street_vehicles")[0].sum(), 100)

    def test_compare_takes_the_arms_for_a_pair(self):
        result = case.cityproof("compare", self.base, "--with", self.policy)
        self.assert_ok(result)
        self.assertIn("traffic.delay_mean", result.stdout)

    def test_arms_from_two_states_are_no_pair(self):
        other = self.folder / "other.state"
        self.must_run(self.kept / "warm.yaml", self.folder / "w.h5", "--save-state", other, "--seed", 8)
        self.must_run(self.scenario(state=other), self.run_file, *POLICY)
        result = case.cityproof("compare", self.base, "--with", self.run_file)
        self.assertEqual(result.returncode, case.BAD_INPUT, result.stdout)

    def test_an_outage_of_the_warm_up_is_in_force_and_ends_when_it_should(self):
        events = run_content.events(self.base)
        self.assertEqual([(event[0], event[1]) for event in events], [(1320, "restore")])
        self.assertGreater(run_content.key_figures(self.base)["traffic.signal_dark"], 0)
        dark = run_content.channel(self.base, "traffic/signal_dark").sum(axis=1)
        times = run_content.frame_times(self.base)
        self.assertGreater(dark[list(times).index(1260)], 0)
        self.assertEqual(dark[-1], 0)

    def test_key_figures_count_from_the_state_on(self):
        warm, base = (run_content.key_figures(run) for run in (self.kept / "warm.h5", self.base))
        for name in ("energy.supplied", "water.delivered", "services.energy_delivered", "sensors.readings"):
            # Half of the warm-up's time, in a morning peak: no more than its sum.
            self.assertGreater(base[name], 0.3 * warm[name], name)
            self.assertLess(base[name], 0.8 * warm[name], name)
        # Without electricity for 2 of its 10 minutes, after 18 of the warm-up's 20.
        self.assertAlmostEqual(base["services.saidi"] / warm["services.saidi"], 2 / 18, delta=0.12)
        self.assertTrue(any("0:20:00" in told for told in run_content.key_figure_definitions(self.base)))

    def test_no_vehicle_comes_twice_at_the_seam(self):
        whole = self.folder / "whole.h5"
        self.must_run(self.kept / "warm.yaml", whole, "--set", "duration=30 min")
        warm = run_content.key_figures(self.kept / "warm.h5")
        expected = run_content.key_figures(whole)["traffic.vehicles"] - warm["traffic.arrived"]
        # The departures of the last minute are delayed by other draws: 60 s of 1.5 vehicles a second.
        self.assertAlmostEqual(run_content.key_figures(self.base)["traffic.vehicles"], expected, delta=20)

    def test_the_run_file_names_the_state(self):
        meta = run_content.meta(self.base)
        self.assertEqual((meta["from_state"], meta["from_state_s"]), ("warm.state", str(STATE_S)))
        self.assertEqual((meta["from_state_scenario"], meta["from_state_seed"]), ("warm-up", "7"))

    def test_another_seed_is_another_run_from_the_same_state(self):
        self.must_run(self.kept / "branch.yaml", self.run_file, "--seed", 8)
        self.assertNotEqual(run_content.trace_hash(self.base), run_content.trace_hash(self.run_file))

    def test_a_policy_of_the_warm_up_can_end_with_it(self):
        state = self.folder / "adaptive.state"
        self.must_run(self.kept / "warm.yaml", self.folder / "w.h5", "--save-state", state, *POLICY)
        for more in ((), POLICY):
            self.must_run(self.scenario(state=state), self.run_file, *more)
            hashes = {run_content.trace_hash(self.run_file)}
            self.must_run(self.scenario(state=state), self.run_file, *more, "--threads", 2)
            self.assertEqual(hashes, {run_content.trace_hash(self.run_file)})

    def closed_street(self, run):
        """Frame times, and whether the street was closed in each."""
        column = run_content.ids(run, "street").index(STREET)
        return run_content.frame_times(run), run_content.channel(run, "traffic/street_closed")[:, column]

    def test_a_street_that_the_warm_up_closed_opens_in_the_run(self):
        closing = f"  - {{id: works, at: 18 min, until: 22 min, action: close_street, target: street/{STREET}}}\n"
        state = self.folder / "closed.state"
        warm = self.scenario(WARM_UP + closing)
        self.must_run(warm, self.folder / "warm.h5", "--save-state", state)
        self.must_run(self.scenario(state=state), self.run_file)
        times, closed = self.closed_street(self.run_file)
        # A step publishes what is valid a second later.
        self.assertEqual(list(closed), [1.0 if t <= 22 * 60 else 0.0 for t in times])

    def test_a_run_closes_a_street_of_which_its_warm_up_knew_nothing(self):
        closing = f"  - {{id: works, at: 23 min, action: close_street, target: street/{STREET}}}\n"
        self.must_run(self.scenario(BRANCH + "events:\n" + closing), self.run_file)
        times, closed = self.closed_street(self.run_file)
        self.assertEqual(list(closed), [1.0 if t > 23 * 60 else 0.0 for t in times])

    def test_a_branched_run_that_was_killed_goes_on_from_its_checkpoint(self):
        command = ["run", self.kept / "branch.yaml", "-o", self.run_file, "--log", "json", *POLICY]
        process = case.start_cityproof(*command, "--checkpoint-every", "2min")
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        case.pause_after(process, "250 s")
        process.kill()
        process.wait(timeout=30)
        part = Path(f"{self.run_file}.part")
        result = case.cityproof("run", self.kept / "branch.yaml", "--resume", part, *POLICY)
        self.assert_ok(result)
        self.assertIn("replayed 0:04:00 of traffic", result.stderr)
        self.assert_same_run(self.policy, self.run_file)

    def test_another_city_start_or_time_is_listed_by_check_and_run(self):
        water = self.folder / "water.inp"
        text = (case.GIVEN / "water.inp").read_text()
        water.write_text(text.replace("QUALITY NONE", "QUALITY AGE"))
        city = self.folder / "other.city"
        case.import_given_city(city, water)
        late = "\nevents:\n  - {id: late, at: 5 min, action: outage, target: line/line:1033}\n"
        wrong = {
            "another city": (BRANCH, city),
            "start: is 2026-11-10 06:00": (BRANCH.replace("06:30", "06:00"), given_city.CITY),
            "ends at or before the saved state": (BRANCH.replace("30 min", "20 min"), given_city.CITY),
            "outage at 0:05:00 lies before": (BRANCH + late, given_city.CITY),
            "traffic: is missing": (BRANCH.replace("traffic:\n  exchange: 10 s\n  departure_jitter: 60 s\n  emissions: by_class\n", ""), given_city.CITY),
        }
        for words, (text, of) in wrong.items():
            with self.subTest(words=words):
                scenario = self.scenario(text, city=of)
                self.assertIn(words, case.cityproof("check", scenario).stdout)
                self.assert_run_refused(scenario, words)
        save = case.cityproof(
            "run", self.scenario(WARM_UP, city=city), "-o", self.run_file, "--save-state", self.folder / "s"
        )
        self.assert_refused(save, "water-quality runs cannot be resumed")
        self.assert_nothing_at(self.run_file, self.folder / "s")

    def test_other_models_than_the_warm_up_had_are_listed_by_check_and_run(self):
        fewer = BRANCH.replace("sensors: {}\n", "").replace("water:\n  step: 60 s\n", "")
        words = ("water: is missing", "sensors: is missing", "the sections of the warm-up")
        scenario = self.scenario(fewer)
        self.assert_run_refused(scenario, *words)
        listed = case.cityproof("check", scenario).stdout
        self.assertEqual([word for word in words if word not in listed], [])
        bare = self.folder / "bare.state"
        warm_up = self.scenario(WARM_UP.replace("sensors: {}\n", ""))
        self.must_run(warm_up, self.folder / "w.h5", "--save-state", bare)
        self.assert_run_refused(self.scenario(state=bare), "sensors: is not simulated in the saved state")

    def test_a_longer_tick_or_another_re_basing_interval_may_begin_at_the_state(self):
        more = ("--set", "energy.tick=150 s", "--set", "rebase_every=7 min", "--set", "record.every=7 min")
        self.must_run(self.kept / "branch.yaml", self.run_file, *more)
        self.assertEqual(list(run_content.frame_times(self.run_file)), [1260, 1680])

    def test_a_damaged_cut_or_foreign_state_is_refused_and_nothing_is_written(self):
        whole = self.state.read_bytes()
        state = self.folder / "bad.state"
        name, size = len(b"cityproof saved state"), struct.calcsize("<QQ")
        begin = 8 + name + size
        length = struct.unpack_from("<Q", whole, 8 + name)[0]
        header = bytearray(whole[begin : begin + length])
        header[12] ^= 1  # the first digit of the build, behind the format and the length
        foreign = state_section("cityproof saved state", bytes(header)) + whole[begin + length :]
        contents = {
            "cut short": whole[: len(whole) // 2],
            "damaged": whole[:-200] + bytes([whole[-200] ^ 1]) + whole[-199:],
            "format 2": state_section("cityproof saved state", struct.pack("<I", 2)),
            "another build": foreign,
        }
        for words, content in contents.items():
            with self.subTest(words=words):
                state.write_bytes(content)
                self.assert_run_refused(self.scenario(state=state), words)
        state.unlink()
        self.assert_run_refused(self.scenario(state=state), "there is no saved state")
        self.assertIn("there is no saved state", case.cityproof("check", self.scenario(state=state)).stdout)

    def test_a_state_that_cannot_be_saved_is_refused_before_anything_runs(self):
        more = ("--save-state", self.folder / "s", "--set", "duration=21 min")
        self.assert_run_refused(self.kept / "warm.yaml", "no multiple of rebase_every", more=more)
        more = ("--save-state", self.folder / "no" / "s")
        self.assert_run_refused(self.kept / "warm.yaml", "cannot be written", more=more)


if __name__ == "__main__":
    unittest.main()
