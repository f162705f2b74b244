# SPDX-License-Identifier: Apache-2.0
"""Blocks, buildings and water areas: what stands between the streets.

Buildings are rectangles placed along both sides of each street by the custom of the district:
closed rows in the old town, houses and slab blocks in the quarters, halls in the business areas.
"""

import math
import random
from dataclasses import dataclass

import numpy as np

from . import geometry as geo
from . import plan

PARKS = (("Stadtpark", ("NC", "NB", "N1")), ("Südpark", ("SD", "SE", "O11")))


@dataclass
class Building:
    id: str
    name: str
    kind: str         # detached, apartments, commercial, industrial
    centre: tuple
    direction: tuple  # unit vector along the street
    width: float
    depth: float
    storeys: int
    households: int

    @property
    def floor_area(self):
        return self.width * self.depth * self.storeys

    def ring(self):
        (cx, cy), (dx, dy) = self.centre, self.direction
        a, b = self.width / 2, self.depth / 2
        corners = [(-a, -b), (a, -b), (a, b), (-a, b), (-a, -b)]
        return [(cx + u * dx - v * dy, cy + u * dy + v * dx) for u, v in corners]


# kind: (width m, depth m, set-back m, gap m, storeys) as ranges
SHAPES = {
    "detached": ((10, 14), (9, 12), (6, 9), (7, 12), (1, 2)),
    "terrace": ((7, 8), (10, 11), (5, 6), (0.2, 0.2), (2, 2)),
    "apartments": ((20, 34), (11, 13), (5, 8), (9, 16), (3, 5)),
    "old_town": ((9, 15), (12, 15), (1.5, 2), (0.2, 0.6), (3, 4)),
    "mixed": ((16, 28), (13, 16), (3, 5), (1, 6), (4, 5)),
    "office": ((32, 58), (18, 26), (10, 16), (14, 26), (3, 6)),
    "hall": ((40, 75), (28, 44), (12, 18), (14, 28), (1, 1)),
}

HOUSEHOLD_AREA_M2 = 95.0  # gross floor area of a dwelling


def _style(district, road_class, rng):
    """Shape and use of the next building of a street."""
    name, kind = district[0], district[1]
    if name == "Altstadt":
        return ("old_town", "mixed") if road_class != plan.P else ("mixed", "mixed")
    if name == "Bahnhofsviertel":
        return ("mixed", "mixed") if rng.random() < 0.75 else ("office", "commercial")
    if kind == "commercial":
        return "office", "commercial"
    if kind == "industrial":
        return ("hall", "industrial") if rng.random() < 0.8 else ("office", "commercial")
    u = rng.random()
    main = road_class in (plan.P, plan.S, plan.T)
    outskirts = name in ("Am Hang", "Sonnenhang", "Südhang", "Rosenau", "Auwiesen")
    if main and u < 0.08:
        return "mixed", "commercial"
    if u < (0.1 if outskirts else 0.55 if main else 0.4):
        return "apartments", "apartments"
    return ("terrace", "detached") if u > 0.85 else ("detached", "detached")


class _Ground:
    """What is already occupied: streets as sample points, buildings as rectangles."""

    def __init__(self, segments, river, parks):
        points = []
        for s in segments:
            steps = max(1, int(s.length // 4))
            for i in range(steps + 1):
                (x, y), _ = geo.point_at(s.line, s.length * i / steps)
                points.append((x, y, s.half_width))
        self.street = np.array(points)
        self.river, self.parks = river, parks
        self.boxes = []  # centre x, y, half diagonal, building

    def free(self, b):
        (cx, cy), (dx, dy) = b.centre, b.direction
        half = math.hypot(b.width, b.depth) / 2
        if geo.distance_to_line(self.river, cx, cy) < plan.RIVER_WIDTH_M / 2 + half + 10:
            return False
        if any(geo.inside(ring, cx, cy) for ring in self.parks):
            return False
        px, py = self.street[:, 0] - cx, self.street[:, 1] - cy
        margin = self.street[:, 2] + 1.0
        hit = ((np.abs(px * dx + py * dy) < b.width / 2 + margin)
               & (np.abs(py * dx - px * dy) < b.depth / 2 + margin))
        if hit.any():
            return False
        for x, y, other_half, other in self.boxes:
            if math.hypot(x - cx, y - cy) < half + other_half and _overlap(b, other):
                return False
        return True

    def take(self, b):
        self.boxes.append((*b.centre, math.hypot(b.width, b.depth) / 2, b))


def _overlap(a, b):
    """Separating axes of two rectangles; touching walls are allowed."""
    for one, two in ((a, b), (b, a)):
        dx, dy = one.direction
        for ax, ay, half in ((dx, dy, one.width / 2), (-dy, dx, one.depth / 2)):
            values = [(x - one.centre[0]) * ax + (y - one.centre[1]) * ay
                      for x, y in two.ring()[:4]]
            if min(values) > half - 0.05 or max(values) < -half + 0.05:
                return False
    return True


def _built_length(s):
    """Stretch of the street along which houses may stand: country roads only near the city."""
    if s.end[0] == "X":
        return 0.0, min(s.length, 260.0)
    return 0.0, s.length


def make_buildings(segments, parks):
    """Buildings along all streets, in the order of the streets; names are addresses."""
    rng = random.Random("auental houses")
    river = plan.river_line()
    ground = _Ground(segments, river, parks)
    found, last_number = [], {}
    for row in (0, 1):
        for s in segments:
            for side in (1, -1):
                begin, end = _built_length(s)
                at = begin + 12.0
                while at < end - 8:
                    (x, y), direction = geo.point_at(s.line, at)
                    district = plan.district_of(x, y)
                    shape, kind = _style(district, s.road_class, rng)
                    if row == 1 and (district[1] != "residential" or rng.random() < 0.45):
                        at += 24.0
                        continue
                    ranges = SHAPES["detached" if row == 1 and shape == "mixed" else shape]
                    width, depth, back, gap = (rng.uniform(*r) for r in ranges[:4])
                    storeys = rng.randint(*ranges[4])
                    (x, y), (dx, dy) = geo.point_at(s.line, at + width / 2)
                    off = s.half_width + 2.0 + back + depth / 2 + row * 31.0
                    b = Building("", "", kind, (round(x - side * dy * off, 2),
                                                round(y + side * dx * off, 2)),
                                 (dx, dy), round(width, 1), round(depth, 1), storeys, 0)
                    if at + width <= end and ground.free(b):
                        ground.take(b)
                        found.append(_name(b, s, side, last_number, len(found)))
                        at += width + gap
                    else:
                        at += 5.0
    return found


def _name(b, street, side, last_number, index):
    """Sets id, address and the number of households of a placed building."""
    odd = 1 if side > 0 else 0
    key = (street.name, odd)
    last_number[key] = last_number.get(key, -1 if odd else 0) + 2
    b.id = f"b{index + 1:04d}"
    b.name = f"{street.name} {last_number[key]}"
    if b.kind == "detached":
        b.households = 1
    elif b.kind == "apartments":
        b.households = max(2, int(b.floor_area / HOUSEHOLD_AREA_M2))
    elif b.kind == "mixed":  # shops at street level, dwellings above
        b.households = int(b.width * b.depth * (b.storeys - 1) * 0.6 / HOUSEHOLD_AREA_M2)
        b.kind = "commercial"
    return b


def make_landuse(faces):
    """Blocks between streets: (name, kind, ring). Blocks with the river or park names are parks."""
    result = []
    river = plan.river_line()
    for nodes, ring in faces:
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        cx, cy = sum(xs) / len(xs), sum(ys) / len(ys)
        name, kind = plan.district_of(cx, cy)[:2]
        if any(geo.inside(ring, *p) for p in river):
            name, kind = "Auenpark", "park"
        for park, corners in PARKS:
            if all(c in nodes for c in corners):
                name, kind = park, "park"
        result.append((name, kind, ring))
    return result


def make_outskirts():
    """Green and built land outside the outermost streets: hand-drawn rings."""
    y0 = plan.SHIFT_Y
    rings = [("Rosenauwiesen", "park", [(180, 1960), (520, 1960), (535, 2230), (430, 2330),
                                        (190, 2240)]),
             ("Am Hang", "residential", [(1560, 2860), (1620, 2840), (1570, 3130), (2060, 3220),
                                         (2040, 3330), (1500, 3260)]),
             ("Technologiepark", "commercial", [(3300, 2310), (3580, 2320), (3900, 2290),
                                                (3960, 2420), (3560, 2470), (3330, 2450)]),
             ("Hafen", "industrial", [(3500, 1570), (3880, 1640), (3960, 1950), (4080, 1900),
                                      (4040, 1560), (3520, 1500)]),
             ("Gewerbegebiet Süd", "industrial", [(3560, 1030), (3850, 920), (3830, 420),
                                                  (3960, 420), (4010, 960), (3600, 1140)]),
             ("Auwiesen", "residential", [(480, 310), (510, 630), (790, 850), (760, 950),
                                          (440, 740), (390, 320)])]
    return [(n, k, [(x, y + y0) for x, y in r + r[:1]]) for n, k, r in rings]


def make_water_areas():
    """River and pond as (id, name, kind, ring)."""
    name, (cx, cy), a, b = plan.POND
    pond = []
    for i in range(24):
        t = 2 * math.pi * i / 24
        r = 1 + 0.12 * math.sin(3 * t) + 0.06 * math.cos(5 * t)
        pond.append((cx + a * r * math.cos(t), cy + b * r * math.sin(t)))
    river = geo.buffer_line(plan.river_line(), plan.RIVER_WIDTH_M / 2)
    return [("w1", plan.RIVER_NAME, "river", river), ("w2", name, "pond", pond + pond[:1])]
