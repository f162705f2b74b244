# SPDX-License-Identifier: Apache-2.0
"""What common random numbers are worth on the demo city: its morning peak, ten seeds, adaptive signals.

Both arms of a pair have the same demand and departures. Expected: the variance of the paired effect on the mean
delay is below that of unpaired runs. How far is a property of city and policy (about a third here); that it
is positive is what pairing exists for.
"""

import json
import statistics
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import small_study  # noqa: E402
from small_study import batch, case  # noqa: E402

import demo_city  # noqa: E402

STUDY = """\
format: 1
name: common random numbers
scenario: scenario.yaml
policies:
  adaptive: [adaptive_signals]
seeds: {first: 1, count: 10}
"""


class CommonRandomNumbers(case.Case):
    def test_pairing_takes_variance_off_the_mean_delay(self):
        demo_city.scenario_in(self.folder)
        study = self.folder / "study.yaml"
        study.write_text(STUDY)
        out = self.folder / "out"
        self.assert_ok(batch(study, out, "--jobs", 2, timeout=3000))
        report = self.folder / "report.json"
        result = case.cityproof("compare", out, "--details", "--json", report)
        self.assert_ok(result)
        said = " ".join(result.stdout.split())
        self.assertRegex(said, r"they correlate by 0\.\d+, which takes \d+ % off the variance")
        figures = json.loads(report.read_text())["arms"][0]["key_figures"]
        delay = next(figure for figure in figures if figure["id"] == "traffic.delay_mean")
        base, policy = delay["baseline"], delay["policy"]
        paired = statistics.variance(b - a for a, b in zip(base, policy))
        saved = 1 - paired / (statistics.variance(base) + statistics.variance(policy))
        print(f"traffic.delay_mean: pairing saved {100 * saved:.0f} % of the variance")
        self.assertGreater(saved, 0)
        self.assertAlmostEqual(delay["variance_reduction"], saved, 12)


if __name__ == "__main__":
    unittest.main()
