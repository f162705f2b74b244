# SPDX-License-Identifier: Apache-2.0
"""Tables of assets and who supplies them, and the map layers, as `cityproof import` reads them."""

import csv
import json
import random

from . import geometry as geo
from . import plan
from .power import nearest_of

SIGNAL_HEAD_W = 15
CHARGING_ZONES = 20
LAMP_SPACING_M = {plan.P: 32, plan.S: 34, plan.T: 36, plan.L: 40, plan.V: 28}
LAMP_W = {plan.P: 110, plan.S: 80, plan.T: 60, plan.L: 35, plan.V: 30}


class Supply:
    """Stations as suppliers: the 0.4 kV bus of the nearest station."""

    def __init__(self, sites):
        self.sites = sites

    def buses(self, points):
        return [f"bus:{201 + k}" for k in nearest_of(self.sites, points)]

    def bus(self, point):
        return self.buses([point])[0]


def write_csv(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def write_geojson(path, features):
    """features: (id, name, kind, closed plan ring); outer rings counter-clockwise (RFC 7946)."""
    lines = []
    for fid, name, kind, ring in features:
        ring = ring if geo.area(ring) > 0 else ring[::-1]
        lines.append(json.dumps(
            {"type": "Feature", "properties": {"id": fid, "name": name, "kind": kind},
             "geometry": {"type": "Polygon",
                          "coordinates": [[list(geo.lonlat(*p)) for p in ring]]}},
            ensure_ascii=False, separators=(",", ":")))
    path.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n",
                    encoding="utf-8")


def make_lamps(segments):
    """Lamps on alternating sides of all streets in town: (point, W)."""
    lamps = []
    for s in segments:
        end = min(s.length, 260.0) if s.end[0] == "X" else s.length
        step, at, side = LAMP_SPACING_M[s.road_class], 12.0, 1
        while at < end - 8:
            (x, y), (dx, dy) = geo.point_at(s.line, at)
            off = side * (s.half_width + 1.2)
            lamps.append(((x - dy * off, y + dx * off), LAMP_W[s.road_class]))
            at, side = at + step, -side
    return lamps


def edge_points(segments, edges):
    """Midpoint and street of each directed SUMO edge that is not a turn pocket."""
    result = {}
    for s in segments:
        middle = geo.point_at(s.line, s.length / 2)[0]
        for edge in (f"{s.start}_{s.end}", f"{s.end}_{s.start}"):
            if edge in edges:
                result[edge] = (middle, s)
                if edge + ".t" in edges:
                    end = plan.NODES[edge.split("_")[1]]
                    result[edge + ".t"] = (end, s)
    return result


def make_links(places, supply):
    rows = []
    for name in plan.SIGNALS:
        rows.append(("signal", name, supply.bus(plan.NODES[name]), f"{SIGNAL_HEAD_W} W", ""))
    works = supply.bus(plan.WATERWORKS)
    rows += [("pump", "PU1", works, "", ""), ("pump", "PU2", works, "", "")]
    rng = random.Random("auental charging")
    usable = sorted(e for e, (_, s) in places.items()
                    if s.road_class in (plan.T, plan.L) and "." not in e and s.length > 150
                    and s.end[0] != "X")
    for edge in sorted(rng.sample(usable, CHARGING_ZONES)):
        point = places[edge][0]
        fast = plan.district_of(*point)[1] != "residential"
        rows.append(("charging_zone", edge, supply.bus(point), "22 kW" if fast else "11 kW",
                     f"{rng.randint(3, 8)} %"))
    return rows


def make_sensors(places, water, diameters, grid, supply):
    """Rows of sensors.csv; a reading is noisy and now and then lost."""
    rows = []
    wide = (plan.P, plan.S, plan.T)
    main = sorted(e for e, (_, s) in places.items() if s.road_class in wide)

    def add(quantity, target, interval, noise, dropout, bus):
        rows.append((f"s{len(rows) + 1:03d}", quantity, target, interval, noise, dropout, bus))

    for edge in main:
        if edge.endswith(".t"):
            add("traffic/street_halting", edge, "30 s", "0.5 1", "2 %", supply.bus(places[edge][0]))
        else:
            add("traffic/street_speed", edge, "60 s", "0.4 m/s", "1 %", supply.bus(places[edge][0]))
    for edge in [e for e in main if not e.endswith(".t")][::2]:
        add("traffic/street_vehicles", edge, "60 s", "0.6 1", "2 %", supply.bus(places[edge][0]))
    for k in range(len(supply.sites)):
        add("energy/bus_voltage", f"bus:{201 + k}", "60 s", "0.002 pu", "0.5 %", f"bus:{201 + k}")
    for line in grid["data"]["line"]:
        if line["from_node"] == 2 or line["to_node"] == 3:
            add("energy/line_loading", f"line:{line['id']}", "60 s", "0.01 1", "0.5 %", "")
    for (name, *_), dn in zip(water.pipes, diameters):
        if dn >= 200:
            add("water/pipe_flow", name, "60 s", "0.2 l/s", "1 %", "")
    for name in sorted(water.point)[::3]:
        add("water/node_pressure", name, "300 s", "0.3 m", "3 %", "")
    add("water/tank_level", "TOWER", "60 s", "0.02 m", "1 %", "")
    return rows
