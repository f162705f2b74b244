# SPDX-License-Identifier: Apache-2.0
"""Every procedure of core/base/statistics against scipy, on random samples with fixed seeds.

usage: against_scipy_test.py PROGRAM [unittest options]     PROGRAM: statistics_of_samples
"""
import subprocess
import sys
import unittest

import numpy as np
from scipy import stats

PROGRAM = sys.argv.pop(1)


def ask(questions):
    """Answers of the program to (procedure, parameter, a, b) in one call."""
    lines = []
    for procedure, parameter, a, b in questions:
        numbers = " ".join(repr(float(x)) for x in [*a, *b])
        lines.append(f"{procedure} {float(parameter)!r} {len(a)} {numbers}\n")
    result = subprocess.run([PROGRAM], input="".join(lines), capture_output=True, text=True, check=True)
    return [np.array([float(x) for x in line.split()]) for line in result.stdout.splitlines()]


def samples(count, n):
    """Pairs with common random numbers, some skewed, some with ties."""
    rng = np.random.default_rng(20260101 + n)
    for i in range(count):
        common = rng.normal(100, 10, n)
        a = common + rng.normal(0, 3, n)
        b = 0.97 * common + (rng.gamma(2, 2, n) if i % 2 else rng.normal(0, 4, n))
        if i % 3 == 0:
            a, b = a.round(0), b.round(0)
        yield a, b


class AgainstScipy(unittest.TestCase):
    def check(self, procedure, parameter, reference, n=12, count=20, rtol=1e-9):
        pairs = list(samples(count, n))
        answers = ask([(procedure, parameter, a, b) for a, b in pairs])
        for (a, b), answer in zip(pairs, answers, strict=True):
            np.testing.assert_allclose(answer, reference(a, b), rtol=rtol, atol=1e-13)

    def test_paired_t(self):
        def reference(a, b):
            result = stats.ttest_rel(b, a)
            interval = result.confidence_interval(0.9)
            return [result.statistic, result.pvalue, interval.low, interval.high, stats.pearsonr(a, b).statistic]

        self.check("paired", 0.9, reference)

    def test_welch(self):
        def reference(a, b):
            result = stats.ttest_ind(b, a, equal_var=False)
            interval = result.confidence_interval(0.95)
            return [result.statistic, result.df, result.pvalue, interval.low, interval.high]

        self.check("welch", 0.95, reference)

    def test_two_one_sided_tests(self):
        def reference(a, b):
            return [stats.ttest_1samp(b - a, -2.5, alternative="greater").pvalue,
                    stats.ttest_1samp(b - a, 2.5, alternative="less").pvalue]

        self.check("tost", 2.5, reference)

    def test_signed_rank(self):
        def reference(a, b):
            return stats.wilcoxon(b - a, zero_method="wilcox", correction=True, method="approx").pvalue

        self.check("wilcoxon", 0, reference)

    def test_exact_permutation(self):
        def reference(a, b):
            return stats.permutation_test((b - a,), np.mean, permutation_type="samples", n_resamples=np.inf).pvalue

        self.check("permutation", 0, reference, n=11)

    def test_drawn_permutation_is_within_monte_carlo_error(self):
        # Standard error of 100,000 draws at p: sqrt(p (1 - p) / 1e5); both sides draw: 5 sqrt(2) of them.
        pairs = list(samples(6, 25))
        for (a, b), answer in zip(pairs, ask([("permutation", 0, a, b) for a, b in pairs]), strict=True):
            p = stats.permutation_test((b - a,), np.mean, permutation_type="samples", n_resamples=100_000,
                                       rng=np.random.default_rng(1)).pvalue
            self.assertAlmostEqual(answer[0], p, delta=7.1 * np.sqrt(p * (1 - p) / 1e5) + 2e-5)

    def test_adjustments(self):
        rng = np.random.default_rng(5)
        families = [rng.uniform(0, 1, n) ** 3 for n in (1, 2, 5, 15, 40)]
        for p, answer in zip(families, ask([("bh", 0, p, []) for p in families]), strict=True):
            np.testing.assert_allclose(answer, stats.false_discovery_control(p), rtol=1e-12)
        for p, answer in zip(families, ask([("holm", 0, p, []) for p in families]), strict=True):
            np.testing.assert_allclose(answer, holm(p), rtol=1e-12)

    def test_bootstrap_interval_is_within_monte_carlo_error(self):
        # A 2.5 % quantile of 10,000 resamples has a standard error of sqrt(.025 .975 / 1e4) / density: about
        # 0.027 deviations, 0.7 % of the width; two intervals, five of them.
        pairs = list(samples(6, 40))
        for (a, b), answer in zip(pairs, ask([("bca", 0.95, a, b) for a, b in pairs]), strict=True):
            interval = stats.bootstrap((a, b), lambda x, y: y.mean() / x.mean() - 1, paired=True, vectorized=False,
                                       n_resamples=9999, method="BCa", rng=np.random.default_rng(2)).confidence_interval
            np.testing.assert_allclose(answer, interval, rtol=0, atol=0.05 * (interval.high - interval.low))

    def test_quantiles(self):
        self.check("quantile", 0.9, lambda a, b: np.quantile(a, 0.9))
        degrees = [1, 2, 4, 9, 17.7764735, 1000]
        for df, answer in zip(degrees, ask([("t_quantile", 0.975, [df], []) for df in degrees]), strict=True):
            np.testing.assert_allclose(answer, stats.t.ppf(0.975, df), rtol=1e-10)


def holm(p):
    """Step-down from the definition; scipy has none."""
    m = len(p)
    adjusted = [max(min(1, (m - j) * q) for j, q in enumerate(sorted(p)) if q <= value) for value in p]
    return np.array(adjusted)


if __name__ == "__main__":
    unittest.main()
