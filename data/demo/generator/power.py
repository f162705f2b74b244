# SPDX-License-Identifier: Apache-2.0
"""The 110/10/0.4 kV grid: stations near the loads, four open rings of cable along the streets."""

import heapq
import json
import math
import random

import numpy as np

from . import geometry as geo
from . import plan

FIRST_STATIONS, RINGS = 40, 4
STATION_LIMIT_W = 400e3  # mean load of a station, so that a 1000 kVA transformer carries the peak
HOUSEHOLD_W = 380.0   # mean of a household, 3300 kWh a year
SHOP_W_PER_M2, HALL_W_PER_M2 = 7.0, 5.0  # mean of the floor area: 61 and 44 kWh/m2 a year
SHOP_SHARE = 1 / 4    # ground floor of a mixed house
WATERWORKS_W = 15000  # lighting, disinfection and control, without the pumps
COS_PHI = 0.97        # ding0 config_calc.cfg
PEAK_FACTOR = 1.9     # coincident peak of a station over its mean

# NA2XS2Y 3x1x185 RM/25 12/20 kV laid in the ground: pandapower standard type 1x185
CABLE = {"r_ohm_per_km": 0.161, "x_ohm_per_km": 0.117, "c_nf_per_km": 273.0, "i_n": 362.0}
CABLE_TAN_DELTA = 0.004  # XLPE, IEC 60287-1-1 table 3
LAYING_FACTOR = 1.08     # cable longer than the street's axis
# sn VA -> (uk, pk W, p0 W, i0): 10/0.4 kV oil transformers; uk, pk: ding0 equipment tables
STATION_TRANSFORMERS = {400e3: (0.04, 4600.0, 930.0, 0.003),
                        630e3: (0.04, 6500.0, 1180.0, 0.0029),
                        800e3: (0.06, 8400.0, 1400.0, 0.0027),
                        1000e3: (0.06, 10500.0, 1700.0, 0.0026)}


def make_meters(buildings):
    """One meter a house connection: (id, point, mean W, profile)."""
    rng = random.Random("auental meters")
    meters = []
    for b in buildings:
        home = b.households * HOUSEHOLD_W * rng.uniform(0.75, 1.25)
        if b.kind == "industrial":
            other = b.floor_area * HALL_W_PER_M2 * rng.uniform(0.6, 1.4)
        elif b.kind == "commercial":
            used = b.floor_area * SHOP_SHARE if b.households else b.floor_area
            other = used * SHOP_W_PER_M2 * rng.uniform(0.6, 1.4)
        else:
            other = 0.0
        if home:
            meters.append((f"m{b.id[1:]}h", b.centre, round(home), "household"))
        if other:
            meters.append((f"m{b.id[1:]}c", b.centre, round(other), "commercial"))
    meters.append(("mworks", plan.WATERWORKS, WATERWORKS_W, "commercial"))
    return meters


class StreetPaths:
    """Shortest ways along the streets between points that stand beside them."""

    def __init__(self, segments):
        self.segments, self.arms = segments, {}
        for s in segments:
            self.arms.setdefault(s.start, []).append((s.length, s.end))
            self.arms.setdefault(s.end, []).append((s.length, s.start))
        places, self.owner = [], []
        for k, s in enumerate(segments):
            steps = max(1, int(s.length // 5))
            for i in range(steps + 1):
                places.append((*geo.point_at(s.line, s.length * i / steps)[0],
                               s.length * i / steps))
                self.owner.append(k)
        self.places = np.array(places)

    def anchor(self, point):
        """Nearest street place: (segment, arc length, distance to it)."""
        d2 = (self.places[:, 0] - point[0]) ** 2 + (self.places[:, 1] - point[1]) ** 2
        i = int(np.argmin(d2))
        return self.segments[self.owner[i]], float(self.places[i, 2]), math.sqrt(float(d2[i]))

    def from_anchor(self, anchor):
        """Distances from a street place to all junctions."""
        s, at, off = anchor
        best = {}
        queue = [(off + at, s.start), (off + s.length - at, s.end)]
        heapq.heapify(queue)
        while queue:
            d, node = heapq.heappop(queue)
            if node in best:
                continue
            best[node] = d
            for step, other in self.arms[node]:
                if other not in best:
                    heapq.heappush(queue, (d + step, other))
        return best

    def matrix(self, points):
        anchors = [self.anchor(p) for p in points]
        table = []
        for a in anchors:
            reach = self.from_anchor(a)
            row = []
            for s, at, off in anchors:
                d = off + min(reach[s.start] + at, reach[s.end] + s.length - at)
                if s is a[0]:
                    d = min(d, off + a[2] + abs(at - a[1]))
                row.append(d)
            table.append(row)
        return table, anchors


def place_stations(meters, paths):
    """Station sites by weighted k-means over the meters, moved to the roadside.

    Sites are added where a station would be overloaded. The waterworks has its own, the last.
    """
    rng = random.Random("auental stations")
    weight = [m[2] + 1500.0 for m in meters]
    sites = [rng.choices(meters, weights=weight)[0][1]]
    while len(sites) < FIRST_STATIONS:  # k-means++ (Arthur and Vassilvitskii 2007)
        gap = [w * min(geo.distance(m[1], s) for s in sites) ** 2 for m, w in zip(meters, weight)]
        sites.append(rng.choices(meters, weights=gap)[0][1])
    while True:
        for _ in range(12):
            members = _members(sites, meters)
            sites = [_centre([(meters[i][1], weight[i]) for i in own]) if own else site
                     for site, own in zip(sites, members)]
        roadside = [_roadside(site, paths) for site in sites]
        members = _members(roadside, meters)
        loads = [sum(meters[i][2] for i in own) for own in members]
        worst = max(range(len(sites)), key=lambda k: loads[k])
        if loads[worst] <= STATION_LIMIT_W:
            return roadside + [plan.WATERWORKS]
        far = max(members[worst], key=lambda i: (geo.distance(meters[i][1], sites[worst]), i))
        sites.append(meters[far][1])


def _members(sites, meters):
    members = [[] for _ in sites]
    for i, k in enumerate(nearest_of(sites, [m[1] for m in meters])):
        members[k].append(i)
    return members


def _centre(weighted_points):
    total = sum(w for _, w in weighted_points)
    return tuple(sum(p[k] * w for p, w in weighted_points) / total for k in (0, 1))


def _roadside(site, paths):
    s, at, _ = paths.anchor(site)
    at = min(max(at, 15.0), s.length - 15.0)
    (x, y), (dx, dy) = geo.point_at(s.line, at)
    off = s.half_width + 4.0
    return round(x - dy * off, 2), round(y + dx * off, 2)


def nearest_of(sites, points):
    """Index of the nearest site (the first of equals) for each point."""
    p, s = np.array(points), np.array(sites)
    d2 = (p[:, :1] - s[:, 0]) ** 2 + (p[:, 1:] - s[:, 1]) ** 2
    return [int(k) for k in np.argmin(d2, axis=1)]


def make_rings(sites, table, hub):
    """Rings of station numbers: sectors seen from the main substation, each a short round trip."""
    hx, hy = plan.MAIN_SUBSTATION
    others = [i for i in range(len(sites)) if i != hub]
    angle = {i: math.atan2(sites[i][1] - hy, sites[i][0] - hx) % (2 * math.pi) for i in others}
    order = sorted(others, key=lambda i: angle[i])
    size = math.ceil(len(order) / RINGS)
    return [_round_trip(order[k:k + size], table, hub) for k in range(0, len(order), size)]


def _round_trip(members, table, hub):
    """Nearest neighbour, then 2-opt until nothing improves."""
    tour, left = [hub], list(members)
    while left:
        nxt = min(left, key=lambda i: (table[tour[-1]][i], i))
        tour.append(nxt)
        left.remove(nxt)
    tour.append(hub)
    improved = True
    while improved:
        improved = False
        for i in range(1, len(tour) - 2):
            for j in range(i + 1, len(tour) - 1):
                a, b, c, d = tour[i - 1], tour[i], tour[j], tour[j + 1]
                if table[a][c] + table[b][d] < table[a][b] + table[c][d] - 1e-6:
                    tour[i:j + 1] = tour[i:j + 1][::-1]
                    improved = True
    return tour[1:-1]


def build_grid(sites, loads_w, rings, table, hub):
    """power-grid-model input and what is worth knowing of it.

    Ids: node 1 the 110 kV bus, 2 and 3 the 10 kV bus sections, 100+k and 200+k the 10 kV and
    0.4 kV bus of station k, lines 1001.., transformers 2001.., loads 3000+k, source 4001.
    """
    nodes = [{"id": 1, "u_rated": 110e3}, {"id": 2, "u_rated": 10e3}, {"id": 3, "u_rated": 10e3}]
    transformers, loads, lines, ties = [], [], [], []
    for n in (2, 3):
        transformers.append(
            {"id": 1999 + n, "from_node": 1, "to_node": n, "from_status": 1, "to_status": 1,
             "u1": 110e3, "u2": 10.5e3, "sn": 25e6, "uk": 0.12, "pk": 110e3, "i0": 0.0008,
             "p0": 16e3, "winding_from": 1, "winding_to": 2, "clock": 5, "tap_side": 0,
             "tap_pos": 0, "tap_min": -9, "tap_max": 9, "tap_nom": 0, "tap_size": 1650.0})
    for k, load in enumerate(loads_w, 1):
        nodes += [{"id": 100 + k, "u_rated": 10e3}, {"id": 200 + k, "u_rated": 400.0}]
        sn = next((s for s in STATION_TRANSFORMERS if s >= load * PEAK_FACTOR / COS_PHI), 1000e3)
        uk, pk, p0, i0 = STATION_TRANSFORMERS[sn]
        transformers.append(
            {"id": 2010 + k, "from_node": 100 + k, "to_node": 200 + k, "from_status": 1,
             "to_status": 1, "u1": 10e3, "u2": 400.0, "sn": sn, "uk": uk, "pk": pk, "i0": i0,
             "p0": p0, "winding_from": 2, "winding_to": 1, "clock": 5, "tap_side": 0,
             "tap_pos": 0, "tap_min": -2, "tap_max": 2, "tap_nom": 0, "tap_size": 250.0})
        loads.append({"id": 3000 + k, "node": 200 + k, "status": 1, "type": 0,
                      "p_specified": load,
                      "q_specified": round(load * math.tan(math.acos(COS_PHI)), 1)})
    for ring in rings:
        chain = [hub] + ring + [hub]
        half, run, open_at = sum(loads_w[i] for i in ring) / 2, 0.0, None
        for step, i in enumerate(ring):
            run += loads_w[i]
            if run >= half and open_at is None:
                # open the cable behind the station that brings the halves closest
                open_at = step + (1 if run - half < loads_w[i] / 2 else 0)
        for step, (a, b) in enumerate(zip(chain, chain[1:])):
            km = round(max(table[a][b] * LAYING_FACTOR, 40.0) / 1000, 4)
            start = 2 if step == 0 else 101 + a
            end = 3 if step == len(chain) - 2 else 101 + b
            line = {"id": 1001 + len(lines), "from_node": start, "to_node": end,
                    "from_status": 1, "to_status": 0 if step == open_at else 1,
                    "r1": round(CABLE["r_ohm_per_km"] * km, 6),
                    "x1": round(CABLE["x_ohm_per_km"] * km, 6),
                    "c1": float(f"{CABLE['c_nf_per_km'] * km * 1e-9:.6e}"),
                    "tan1": CABLE_TAN_DELTA, "i_n": CABLE["i_n"]}
            if step == open_at:
                ties.append(line["id"])
            lines.append(line)
    source = [{"id": 4001, "node": 1, "status": 1, "u_ref": 1.0, "sk": 3e9, "rx_ratio": 0.1}]
    return {"version": "1.0", "type": "input", "is_batch": False, "attributes": {},
            "data": {"node": nodes, "line": lines, "transformer": transformers,
                     "source": source, "sym_load": loads}}, ties


def dark_stations(grid, line_id):
    """Stations (numbers from 1) that lose supply when a line is switched off."""
    arms = {}
    for line in grid["data"]["line"]:
        if line["id"] != line_id and line["to_status"] and line["from_status"]:
            arms.setdefault(line["from_node"], []).append(line["to_node"])
            arms.setdefault(line["to_node"], []).append(line["from_node"])
    seen, stack = {2, 3}, [2, 3]
    while stack:
        for n in arms.get(stack.pop(), []):
            if n not in seen:
                seen.add(n)
                stack.append(n)
    return [k for k in range(1, len(grid["data"]["sym_load"]) + 1) if 100 + k not in seen]


def write_json(grid, path):
    """One component a line, so that changes can be read."""
    out = ['{"version": "1.0", "type": "input", "is_batch": false, "attributes": {},', ' "data": {']
    tables = []
    for name, rows in grid["data"].items():
        body = ",\n    ".join(json.dumps(r) for r in rows)
        tables.append(f'  "{name}": [\n    {body}]')
    path.write_text("\n".join(out) + "\n" + ",\n".join(tables) + "\n }}\n", encoding="utf-8")
