# SPDX-License-Identifier: Apache-2.0
"""A run that was killed and goes on from its checkpoint ends as if nobody had killed it."""

import json
import re
import shlex
import shutil
import signal
import struct
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402
from state_file import state_section  # noqa: E402

# Two checkpoints' worth of the ten minutes, in an outage from 2 min to 6 min.
REBASE = 'rebase_every="2 min"'
CHECKPOINTS = ("--checkpoint-every", "2min")
STEP_S = 250  # beyond the second checkpoint, at 4 min
POLICY = ("--policy", "adaptive_signals")

DESCRIBES_THE_COMMAND = {"command_line"}


def run_command(output, *more, settings=(REBASE,)):
    return [*case.run_arguments(given_city.SCENARIO, output, *settings), *more]


class Resume(case.Case):
    @classmethod
    def setUpClass(cls):
        """One killed run with its .part and checkpoint, and the same run that nobody killed."""
        super().setUpClass()
        cls.kept = case.fresh_folder(given_city.WORK / "resume")
        cls.whole = cls.kept / "whole.h5"
        result = case.cityproof(*run_command(cls.whole, *POLICY))
        if result.returncode != case.OK:
            raise AssertionError(result.stderr)
        process = cls.start(cls.kept / "run.h5", *POLICY, *CHECKPOINTS)
        cls.pause_after(process, STEP_S)
        process.kill()
        process.communicate()

    @staticmethod
    def start(output, *more):
        """A live run that waits for orders before its first second."""
        process = case.start_cityproof(*run_command(output, *more, "--log", "json"))
        process.stdin.write('{"command": "pause"}\n')
        process.stdin.flush()
        return process

    @staticmethod
    def say(process, **order):
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()

    @staticmethod
    def wait_for_pause(process):
        said = []
        for line in process.stdout:
            said.append(json.loads(line))
            if said[-1]["type"] == "paused":
                return said
        raise AssertionError(f"ended without a pause: {said}")

    @classmethod
    def pause_after(cls, process, seconds):
        """Lets a paused run go on for so long. Returns what it said."""
        said = cls.wait_for_pause(process)
        cls.say(process, **{"command": "step", "for": f"{seconds} s"})
        return said + cls.wait_for_pause(process)

    def reap(self, process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def live(self, *more):
        process = self.start(self.run_file, *more)
        self.addCleanup(self.reap, process)
        return process

    def setUp(self):
        super().setUp()
        self.run_file = self.folder / "run.h5"
        self.part = self.folder / "run.h5.part"
        self.checkpoint = self.folder / "run.h5.checkpoint"

    def take_killed_run(self):
        for name in ("run.h5.part", "run.h5.checkpoint"):
            shutil.copy(self.kept / name, self.folder)

    def resume(self, *more, settings=(REBASE,)):
        arguments = run_command(self.run_file, "--resume", self.part, *more, settings=settings)
        return case.cityproof(*arguments)

    def assert_same_run(self, one, other):
        self.assertEqual(run_content.trace_hash(one), run_content.trace_hash(other))
        first, second = (run_content.dataset_bytes(run, "/") for run in (one, other))
        self.assertEqual(first.keys(), second.keys())
        self.assertEqual([name for name in first if first[name] != second[name]], [])
        first, second = (run_content.meta(run) for run in (one, other))
        differ = {key for key in first.keys() | second.keys() if first.get(key) != second.get(key)}
        self.assertLessEqual(differ, DESCRIBES_THE_COMMAND)

    def test_a_run_that_was_killed_ends_like_one_that_was_not_on_any_number_of_threads(self):
        for threads in (1, 3):
            with self.subTest(threads=threads):
                self.take_killed_run()
                result = self.resume(*POLICY, "--threads", threads)
                self.assert_ok(result)
                self.assertIn("replayed 0:04:00 of traffic in ", result.stderr)
                self.assert_same_run(self.whole, self.run_file)
                self.assert_nothing_at(self.part, self.checkpoint)

    def test_it_can_be_killed_again_and_its_cost_is_told_to_programs(self):
        self.take_killed_run()
        process = self.live("--resume", self.part, *POLICY, *CHECKPOINTS)
        said = self.pause_after(process, 130)
        process.kill()
        process.wait(timeout=30)
        (resumed,) = [item for item in said if item["type"] == "resumed"]
        self.assertEqual((resumed["t_s"], resumed["replayed_s"]), (240, 240))
        self.assertGreater(resumed["wall_s"], 0)
        self.assertEqual([i["t_s"] for i in said if i["type"] == "checkpoint"], [360])
        self.assert_ok(self.resume(*POLICY))
        self.assert_same_run(self.whole, self.run_file)

    def test_it_can_be_killed_at_any_time_however_often(self):
        settings = ('rebase_every="20 s"',)
        every = ("--checkpoint-every", "20 s")
        whole = self.folder / "whole.h5"
        self.assert_ok(case.cityproof(*run_command(whole, settings=settings)))
        for delay in (0.0, 0.003, 0.01, 0.03):  # after its first checkpoint: before, in or after another
            more = ("--resume", self.part) if self.checkpoint.exists() else ()
            process = case.start_cityproof(
                *run_command(self.run_file, *more, *every, settings=settings)
            )
            self.addCleanup(self.reap, process)
            self.assertTrue(any(line.startswith("checkpoint of") for line in process.stderr))
            time.sleep(delay)
            process.kill()
            process.wait(timeout=30)
        self.assertFalse(self.run_file.exists(), "it ended before it was killed")
        self.assert_ok(self.resume(settings=settings))
        self.assert_same_run(whole, self.run_file)

    def test_writing_checkpoints_changes_nothing(self):
        result = case.cityproof(*run_command(self.run_file, *POLICY, *CHECKPOINTS))
        self.assert_ok(result)
        self.assertIn("checkpoint of 0:08:00", result.stderr)
        self.assert_same_run(self.whole, self.run_file)
        self.assert_nothing_at(self.part, self.checkpoint)

    def test_what_the_operator_did_before_and_after_the_checkpoint_is_done_again(self):
        pump = run_content.ids(given_city.BASE, "pump")[0]
        process = self.live(*CHECKPOINTS)
        loss = {"command": "intervene", "action": "supply_loss", "target": f"pump/{pump}"}
        self.say(process, **loss)
        self.pause_after(process, 150)
        self.say(process, command="intervene", action="outage", target="line/line:1039")
        self.say(process, **{"command": "step", "for": "20 s"})
        self.wait_for_pause(process)
        process.kill()
        process.wait(timeout=30)
        self.assert_ok(self.resume())
        record = Path(f"{self.run_file}.commands.jsonl")
        self.assertEqual(len(record.read_text().splitlines()), 2)
        repeated = self.folder / "repeated.h5"
        self.assert_ok(case.cityproof(*run_command(repeated, "--commands", record)))
        self.assert_same_run(repeated, self.run_file)
        reasons = [event[3] for event in run_content.events(self.run_file)]
        self.assertEqual(sorted(reasons), ["cable fault", "cable fault", "operator", "operator"])

    def stop(self, number, code):
        process = self.live(*CHECKPOINTS)
        self.pause_after(process, 130)
        process.send_signal(number)
        process.wait(timeout=30)
        self.assertEqual(process.returncode, code)
        text = process.stderr.read()
        self.assertEqual(len(text.strip().splitlines()), 1, text)
        return text

    def test_ctrl_c_names_the_command_that_goes_on(self):
        text = self.stop(signal.SIGINT, case.INTERRUPTED)
        command = re.search(r"to go on from 0:02:00: cityproof (.*)$", text, re.M).group(1)
        self.assert_ok(case.cityproof(*shlex.split(command), stdin=""))
        whole = self.folder / "whole.h5"
        self.assert_ok(case.cityproof(*run_command(whole)))
        self.assert_same_run(whole, self.run_file)

    def test_sigterm_leaves_what_can_be_resumed_and_recover_says_so(self):
        self.stop(signal.SIGTERM, case.TRANSIENT)
        self.assertTrue(self.checkpoint.is_file())
        recovered = self.folder / "recovered.h5"
        result = case.cityproof("recover", self.part, "-o", recovered)
        self.assert_ok(result)
        self.assertIn("--resume", result.stdout)
        self.assert_ok(self.resume())

    def assert_resume_refused(self, *words, arguments=POLICY, settings=(REBASE,)):
        """One line, exit 2, and nothing is touched."""
        before = {path: path.read_bytes() for path in self.folder.iterdir()}
        result = self.resume(*arguments, settings=settings)
        self.assert_refused(result, *words, max_lines=1)
        self.assertEqual({path: path.read_bytes() for path in self.folder.iterdir()}, before)

    def test_another_scenario_seed_or_policy_is_refused(self):
        self.take_killed_run()
        self.assert_resume_refused("another scenario", settings=(REBASE, 'energy.tick="30 s"'))
        self.assert_resume_refused("another scenario", settings=())
        self.assert_resume_refused("set of policies", arguments=())
        self.assert_resume_refused("seed 7", "has 8", arguments=(*POLICY, "--seed", "8"))

    def test_a_damaged_or_newer_checkpoint_is_refused(self):
        self.take_killed_run()
        whole = self.checkpoint.read_bytes()
        self.checkpoint.write_bytes(whole[: len(whole) // 2])
        self.assert_resume_refused("cut short")
        self.checkpoint.write_bytes(whole[:-100] + bytes([whole[-100] ^ 1]) + whole[-99:])
        self.assert_resume_refused("damaged")
        self.checkpoint.write_bytes(state_section("cityproof checkpoint", struct.pack("<I", 2)))
        self.assert_resume_refused("format 2")
        self.checkpoint.unlink()
        self.assert_resume_refused("there is no checkpoint")

    def test_a_part_that_lacks_frames_or_is_missing_is_refused(self):
        self.take_killed_run()
        shutil.copy(self.whole, self.part)
        self.assert_resume_refused("complete run file")
        self.part.unlink()
        self.assert_resume_refused("run.h5.part")

    def test_a_run_in_progress_is_not_resumed(self):
        process = self.live(*CHECKPOINTS)
        self.pause_after(process, 130)
        self.assert_refused(self.resume(), "a run is still writing this file", max_lines=1)
        process.kill()

    def test_checkpoints_between_two_re_basing_instants_are_refused(self):
        command = run_command(self.run_file, "--checkpoint-every", "3min")
        result = case.cityproof(*command)
        self.assert_refused(result, "0:03:00", "rebase_every, 0:02:00", max_lines=1)
        self.assert_nothing_at(self.run_file, self.part, self.checkpoint)

    def test_water_quality_has_no_checkpoint_and_says_so_at_the_start(self):
        network = self.folder / "water.inp"
        text = (case.GIVEN / "water.inp").read_text()
        self.assertEqual(text.count("QUALITY NONE"), 1)
        network.write_text(text.replace("QUALITY NONE", "QUALITY AGE"))
        case.import_given_city(self.folder / "auental.city", network)
        scenario = self.folder / "scenario.yaml"
        scenario.write_text(given_city.SCENARIO_TEXT)
        arguments = case.run_arguments(scenario, self.run_file, REBASE)
        refused = case.cityproof(*arguments, *CHECKPOINTS)
        self.assert_refused(refused, "water-quality runs cannot be resumed")
        self.assert_nothing_at(self.run_file, self.part, self.checkpoint)
        self.assert_ok(case.cityproof(*arguments))

    def test_a_new_run_of_the_same_name_forgets_the_checkpoint(self):
        self.take_killed_run()
        process = self.live()
        self.pause_after(process, 10)
        process.kill()
        process.wait(timeout=30)
        self.assert_nothing_at(self.checkpoint)


if __name__ == "__main__":
    unittest.main()
