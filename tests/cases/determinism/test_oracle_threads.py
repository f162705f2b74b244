# SPDX-License-Identifier: Apache-2.0
"""Ten minutes of the oracle's city, outage included, with one thread and with two."""

import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "oracle"))
import case  # noqa: E402
import oracle_city  # noqa: E402
import run_content  # noqa: E402

WORK = case.SHARED / "oracle"


class OracleThreads(case.Case):
    def test_threads_do_not_change_the_oracle(self):
        runs = []
        for threads in (1, 2):
            run = self.folder / f"{threads}.h5"
            arguments = case.run_arguments(
                WORK / "outage.yaml",
                run,
                "duration=10 min",
                "events.0.at=2 min",
                "events.0.until=6 min",
                threads=threads,
            )
            result = case.cityproof(*arguments, "--print-cpu")
            self.assert_ok(result)
            if threads > 1:  # otherwise one serial run is compared with another
                parallel_rounds = re.search(r"parallel_rounds (\d+)", result.stdout)
                self.assertIsNotNone(parallel_rounds, result.stdout)
                # The sensors read each minute, beside a step of SUMO: after 1, 2 ... 9 minutes.
                self.assertGreaterEqual(int(parallel_rounds.group(1)), 9)
            runs.append(run)
        self.assertEqual(*map(run_content.trace_hash, runs))
        self.assertEqual(*map(run_content.key_figure_bytes, runs))
        self.assertEqual(*(run_content.dataset_bytes(run, "channels") for run in runs))
        self.assertEqual(
            run_content.key_figures(runs[0])["traffic.signal_dark"], 480
        )  # 2 signals, 4 min


if __name__ == "__main__":
    case.require_data(oracle_city.TRAFFIC, oracle_city.GRID, oracle_city.WATER)
    unittest.main()
