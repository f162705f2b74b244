# SPDX-License-Identifier: Apache-2.0
"""`cityproof kpis` lists what runs write: no key figure of a run means something else than its catalogue says."""

import json
import sys
import unittest
from pathlib import Path

import h5py

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402


class KeyFigures(case.Case):
    def listed(self, *names):
        result = case.cityproof("kpis", *names, "--json")
        self.assert_ok(result)
        return {figure["id"]: figure for figure in json.loads(result.stdout)["key_figures"]}

    def test_every_key_figure_of_a_run_is_in_the_catalogue_word_for_word(self):
        catalogue = self.listed()
        with h5py.File(given_city.BASE) as run:
            columns = ("id", "unit", "direction", "definition")
            rows = zip(*([run_content.text(cell) for cell in run["kpi"][name][:]] for name in columns))
            figures = [dict(zip(columns, row)) for row in rows]
        # The demo scenario switches every model on, and its city has lamps, meters and tanks; it closes no street.
        self.assertEqual({figure["id"] for figure in figures}, set(catalogue) - {"traffic.closed_out"})
        for figure in figures:
            for name in columns:
                self.assertEqual(figure[name], catalogue[figure["id"]][name], figure["id"])

    def test_markdown_is_the_page_in_docs(self):
        result = case.cityproof("kpis", "--markdown")
        self.assert_ok(result)
        self.assertEqual(result.stdout, (case.SOURCE / "docs" / "key_figures.md").read_text())

    def test_names_select(self):
        self.assertEqual(list(self.listed("energy.loss")), ["energy.loss"])
        self.assertTrue(all(name.startswith("water.") for name in self.listed("water")))

    def test_an_unknown_name_is_refused_with_the_nearest_one(self):
        self.assert_refused(case.cityproof("kpis", "energy.los"), 'did you mean "energy.loss"?')


if __name__ == "__main__":
    unittest.main()
