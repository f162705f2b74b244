# SPDX-License-Identifier: Apache-2.0
"""The city of the baseline, made by `cityproof import` from published data.

Traffic: Bologna "acosta"; power: pandapower's mv_oberrhein; water: EPANET's Net3. Who is supplied by
which bus, which streets have charging zones and which are measured follow the rules of the baseline
(README.md of this folder, "Links"), computed here from the sources themselves.
"""

import csv
import gzip
import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

ZONE_COUNT = 40
SENSOR_COUNT = 300
SIGNALS = ["209", "210", "219", "220", "221", "235", "273"]
PUMPS = ["10", "335"]

TRAFFIC = "traffic/bologna/acosta"
GRID = "energy/mv_oberrhein/pandapower.json"
WATER = "water/networks/Net3.inp.gz"

SCENARIO = """\
format: 1
name: oracle
city: oracle.city
start: "2026-11-10 08:00"
time_zone: Europe/Rome
duration: 1 h
seed: 42
traffic:
  exchange: 60 s
energy:
  tick: 60 s
  source_strength: 1e15 VA   # the baseline's grid has an ideal source
water:
  start_at: 2 h
  step: 60 s
sensors: {}
record:
  every: 60 s
"""

OUTAGE = """\
  - id: line 62 fails
    at: 1800 s
    until: 2400 s
    action: outage
    target: line/line:62
"""

SUPPLY_LOSS = """\
  - id: pump {pump} without supply
    at: 1800 s
    until: 2400 s
    action: supply_loss
    target: pump/{pump}
"""


def street_ids(net_file):
    """Edges of a SUMO net without the inner ones of junctions, in the order of their ids."""
    edges = ET.parse(net_file).getroot().iter("edge")
    return sorted(edge.get("id") for edge in edges if not edge.get("id").startswith(":"))


def load_buses(pandapower_file):
    """Indices of the buses that carry a load, ascending."""
    tables = json.loads(Path(pandapower_file).read_text())["_object"]
    frame = json.loads(tables["load"]["_object"])
    column = frame["columns"].index("bus")
    return sorted({row[column] for row in frame["data"]})


def link_rows(streets, buses):
    """kind, id, bus, power, share for every consumer, by the baseline's rules."""
    rows = []
    for i in range(ZONE_COUNT):
        street = streets[(i * 4 + 1) % len(streets)]
        rows.append(["charging_zone", street, buses[(i * 3) % len(buses)], "7.4 kW", "15 %"])
    for i, signal in enumerate(SIGNALS):
        rows.append(["signal", signal, buses[(i * 17 + 5) % len(buses)], "15 W", ""])
    for pump, place in zip(PUMPS, (11, 70)):
        rows.append(["pump", pump, buses[place], "", ""])
    return [[kind, name, f"bus:{bus}", power, share] for kind, name, bus, power, share in rows]


def sensor_rows(streets):
    """One speed sensor after the other along the list of streets, on battery."""
    return [
        [
            f"speed-{i:03d}",
            "traffic/street_speed",
            streets[i % len(streets)],
            "60 s",
            "0.3 m/s",
            "1 %",
        ]
        for i in range(SENSOR_COUNT)
    ]


def write_csv(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def make_sources(data, folder):
    """Copies the sources into a folder; returns the arguments of `cityproof import`."""
    data, folder = Path(data), Path(folder)
    traffic = folder / "acosta"
    shutil.copytree(data / TRAFFIC, traffic, copy_function=shutil.copyfile)
    traffic.chmod(0o755)
    shutil.copyfile(data / GRID, folder / "grid.json")
    (folder / "Net3.inp").write_bytes(gzip.decompress((data / WATER).read_bytes()))
    streets = street_ids(traffic / "acosta_buslanes.net.xml")
    buses = load_buses(folder / "grid.json")
    write_csv(
        folder / "links.csv", ["kind", "id", "bus", "power", "share"], link_rows(streets, buses)
    )
    write_csv(
        folder / "sensors.csv",
        ["id", "quantity", "target", "interval", "noise", "dropout"],
        sensor_rows(streets),
    )
    return [
        "--sumo",
        traffic / "run.sumocfg",
        "--grid",
        folder / "grid.json",
        "--water",
        folder / "Net3.inp",
        "--links",
        folder / "links.csv",
        "--sensors",
        folder / "sensors.csv",
        "--class",
        "synthetic",
        "--name",
        "Bologna acosta, Oberrhein, Net3",
    ]


def events_text(*events):
    return "events:\n" + "".join(events)


def write_scenarios(folder):
    """The three scenarios of the case beside oracle.city."""
    both = [SUPPLY_LOSS.format(pump=pump) for pump in PUMPS]
    one = SUPPLY_LOSS.format(pump="335")
    (folder / "outage.yaml").write_text(SCENARIO + events_text(OUTAGE))
    (folder / "pumps.yaml").write_text(SCENARIO + events_text(*both))
    # The pump does not know what happens on the streets: without them this hour takes a second.
    (folder / "pump-335.yaml").write_text(without_streets(SCENARIO) + events_text(one))


def without_streets(scenario):
    return scenario.replace("traffic:\n  exchange: 60 s\n", "").replace("sensors: {}\n", "")
