# SPDX-License-Identifier: Apache-2.0
"""The city of `cityproof demo`, made of its map as the demo makes it, and the demo's scenario in it."""

import sqlite3

import case

CITY = case.SHARED / "demo" / "auental.city"
SCENARIO = case.DEMO / "morning_peak.yaml"


def import_city(city=CITY):
    return case.cityproof(
        *("import", "--osm", case.DEMO_MAP, "--attribution", "Auental, CC0 1.0", "--name", "Auental"),
        *("--provenance", "synthetic", "-o", city),
    )


def scenario_in(folder, text=None):
    """A copy of the demo's scenario, or another text, in a folder of its own that uses the shared city."""
    path = folder / "scenario.yaml"
    path.write_text((text or SCENARIO.read_text()).replace("city: auental.city", f"city: {CITY}"))
    return path


def rows(sql):
    """Of the city's map."""
    with sqlite3.connect(f"file:{CITY / 'map.gpkg'}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()
