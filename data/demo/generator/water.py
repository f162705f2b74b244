# SPDX-License-Identifier: Apache-2.0
"""The water network: wells and pumps in the west, a tower in the north, mains under the streets.

Sizes follow the demand that each main would carry (demand edge betweenness, Sitzenfrei et al.
2020), with 0.8 m/s at twice the mean flow, and at least DN 100 so that every loop stays a loop.
"""

import heapq

from . import geometry as geo
from . import plan
from .power import nearest_of

LITRES_PER_PERSON_DAY, PERSONS_PER_HOUSEHOLD = 125.0, 2.1
COMMERCE_L_PER_M2_DAY = 1.1
LOSSES = 0.06              # share of the inflow, spread over the mains by length
DIAMETERS_MM = (100, 125, 150, 200, 250, 300, 400)
SPEED_MPS, PEAK_OVER_MEAN = 0.8, 2.0
# Hazen-Williams C of plastic (small) and cement-lined iron (large)
ROUGHNESS = {100: 138, 125: 138, 150: 135, 200: 132, 250: 130, 300: 130, 400: 130}
SPLIT_M = 270.0            # a longer street gets a junction at its middle

WELL_HEAD_M = 197.5        # water level in the clear well
TOWER_FLOOR_M, TOWER_DIAMETER_M = 262.0, 16.0
TOWER_MIN_M, TOWER_MAX_M, TOWER_START_M = 0.5, 6.5, 4.6  # levels above the floor
PUMP_CURVE = ((0, 92), (46, 72), (75, 44))  # L/s, m

# factors of the hours 0..23 on the mean demand
PATTERNS = {
    "home": (0.35, 0.25, 0.2, 0.2, 0.3, 0.7, 1.45, 1.85, 1.6, 1.35, 1.2, 1.15,
             1.2, 1.1, 1.0, 1.0, 1.1, 1.3, 1.5, 1.5, 1.3, 1.05, 0.8, 0.55),
    "commerce": (0.2, 0.2, 0.2, 0.2, 0.25, 0.5, 1.0, 1.5, 1.9, 2.0, 2.0, 1.9,
                 1.8, 1.9, 1.9, 1.8, 1.6, 1.2, 0.7, 0.4, 0.3, 0.2, 0.2, 0.15),
    "loss": (1.0,) * 24,
}


class WaterNet:
    """Junctions (point, elevation), pipes (ends, length, polyline) and demands by category."""

    def __init__(self, segments):
        self.point, self.pipes = {}, []
        for s in segments:
            if "X" in (s.start[0], s.end[0]):
                continue
            for n in (s.start, s.end):
                self.point[f"J_{n}"] = plan.NODES[n]
            if s.length > SPLIT_M:
                head, tail = geo.cut(s.line, s.length / 2)
                middle = f"J_{s.id}"
                self.point[middle] = (round(head[-1][0], 2), round(head[-1][1], 2))
                self.pipes += [[f"P_{s.id}_a", f"J_{s.start}", middle, head],
                               [f"P_{s.id}_b", middle, f"J_{s.end}", tail]]
            else:
                self.pipes.append([f"P_{s.id}", f"J_{s.start}", f"J_{s.end}", s.line])
        wx, wy = plan.WATERWORKS
        self.point["J_WORKS"] = (wx + 25.0, wy)
        for name, end, bend in (("P_WORKS_a", "J_W2", (wx + 160, wy + 150)),
                                ("P_WORKS_b", "J_B1n", (wx + 380, wy - 30))):
            self.pipes.append([name, "J_WORKS", end,
                               [self.point["J_WORKS"], bend, self.point[end]]])
        for name, end in (("P_TOWER_a", "J_HA"), ("P_TOWER_b", "J_N3")):
            self.pipes.append([name, "TOWER", end, [plan.WATER_TOWER, self.point[end]]])
        self.demand = {n: {} for n in self.point}

    def add_demand(self, buildings):
        """Mean demand (L/s) at the junction nearest to each building, losses by pipe length."""
        names = [n for n in self.point if n != "J_WORKS"]
        ends = nearest_of([self.point[n] for n in names], [b.centre for b in buildings])
        for b, k in zip(buildings, ends):
            need = self.demand[names[k]]
            home = b.households * PERSONS_PER_HOUSEHOLD * LITRES_PER_PERSON_DAY / 86400
            area = (b.floor_area if not b.households else b.width * b.depth)
            work = (0 if b.kind in ("detached", "apartments")
                    else area * COMMERCE_L_PER_M2_DAY / 86400)
            for kind, value in (("home", home), ("commerce", work)):
                if value:
                    need[kind] = need.get(kind, 0.0) + value
        used = sum(sum(d.values()) for d in self.demand.values())
        total = sum(geo.length(p[3]) for p in self.pipes)
        for _, a, b, line in self.pipes:
            for n in (a, b):
                if n in self.demand:
                    lost = used * LOSSES / (1 - LOSSES) * geo.length(line) / total / 2
                    self.demand[n]["loss"] = self.demand[n].get("loss", 0.0) + lost

    def diameters(self):
        """DN of each pipe from the flows of shortest-path trees out of the works and the tower."""
        flow = [0.0] * len(self.pipes)
        arms = {}
        for i, (_, a, b, line) in enumerate(self.pipes):
            cost = geo.length(line)
            arms.setdefault(a, []).append((cost, b, i))
            arms.setdefault(b, []).append((cost, a, i))
        for root in ("J_WORKS", "TOWER"):
            best, via, queue = {}, {}, [(0.0, root, None)]
            order = []
            while queue:
                d, n, pipe = heapq.heappop(queue)
                if n in best:
                    continue
                best[n], via[n] = d, pipe
                order.append(n)
                for cost, other, i in arms[n]:
                    if other not in best:
                        heapq.heappush(queue, (d + cost, other, (i, n)))
            load = {n: sum(self.demand.get(n, {}).values()) for n in best}
            for n in reversed(order):
                if via[n]:
                    i, up = via[n]
                    load[up] += load[n]
                    # either source may have to carry nearly everything
                    flow[i] = max(flow[i], 0.8 * load[n])
        result = []
        for (name, *_), q in zip(self.pipes, flow):
            need_mm = (4 * q * PEAK_OVER_MEAN / 1000 / SPEED_MPS / 3.141592653589793) ** 0.5 * 1000
            dn = next((d for d in DIAMETERS_MM if d >= need_mm), DIAMETERS_MM[-1])
            if name.startswith(("P_WORKS", "P_TOWER")):
                dn = 300
            result.append(dn)
        return result

    def write(self, path):
        """EPANET 2.2 text; coordinates are UTM metres, flows L/s, heads m."""
        east, north = geo.ORIGIN_EAST_M, geo.ORIGIN_NORTH_M
        num = geo.number
        out = ["[TITLE]", "Auental, invented demo city: water network (EPSG:32632)", "",
               "[JUNCTIONS]", ";id elevation"]
        out += [f"{n} {num(plan.elevation(*p))}" for n, p in self.point.items()]
        out += ["", "[RESERVOIRS]", f"WELLS {num(WELL_HEAD_M)}", "", "[TANKS]",
                ";id floor start min max diameter minvolume",
                f"TOWER {num(TOWER_FLOOR_M)} {num(TOWER_START_M)} {num(TOWER_MIN_M)} "
                f"{num(TOWER_MAX_M)} {num(TOWER_DIAMETER_M)} 0", "",
                "[PIPES]", ";id start end length diameter roughness minorloss status"]
        for (name, a, b, line), dn in zip(self.pipes, self.diameters()):
            out.append(f"{name} {a} {b} {num(max(geo.length(line), 5), 1)} {dn} {ROUGHNESS[dn]} "
                       "0 Open")
        out += ["", "[PUMPS]", "PU1 WELLS J_WORKS HEAD WELLPUMP",
                "PU2 WELLS J_WORKS HEAD WELLPUMP", "", "[CURVES]"]
        out += [f"WELLPUMP {q} {h}" for q, h in PUMP_CURVE]
        out += ["", "[STATUS]", "PU2 Closed", "", "[CONTROLS]",
                "LINK PU1 OPEN IF NODE TOWER BELOW 5.2", "LINK PU1 CLOSED IF NODE TOWER ABOVE 6.2",
                "LINK PU2 OPEN IF NODE TOWER BELOW 3.6", "LINK PU2 CLOSED IF NODE TOWER ABOVE 4.8",
                "", "[DEMANDS]", ";junction L/s pattern"]
        for n, kinds in self.demand.items():
            out += [f"{n} {num(q, 4)} {k}" for k, q in sorted(kinds.items()) if q >= 5e-5]
        out += ["", "[PATTERNS]"]
        for name, factors in PATTERNS.items():
            for i in range(0, 24, 6):
                out.append(f"{name} " + " ".join(num(f) for f in factors[i:i + 6]))
        out += ["", "[ENERGY]", "GLOBAL EFFICIENCY 74", "", "[TIMES]", "DURATION 24:00",
                "HYDRAULIC TIMESTEP 0:05", "PATTERN TIMESTEP 1:00", "PATTERN START 6:30",
                "REPORT TIMESTEP 1:00", "START CLOCKTIME 6:30 AM", "",
                "[OPTIONS]", "UNITS LPS", "HEADLOSS H-W", "QUALITY NONE", "TRIALS 100",
                "ACCURACY 0.0001", "FLOWCHANGE 0.001", "UNBALANCED CONTINUE 10",
                "DEMAND MODEL PDA", "MINIMUM PRESSURE 0", "REQUIRED PRESSURE 20",
                "PRESSURE EXPONENT 0.5", "", "[COORDINATES]"]
        places = dict(self.point, TOWER=plan.WATER_TOWER, WELLS=plan.WATERWORKS)
        out += [f"{n} {east + x:.2f} {north + y:.2f}" for n, (x, y) in places.items()]
        out += ["", "[VERTICES]"]
        for name, _, _, line in self.pipes:
            out += [f"{name} {east + x:.2f} {north + y:.2f}" for x, y in line[1:-1]]
        path.write_text("\n".join(out + ["", "[END]", ""]), encoding="utf-8")
