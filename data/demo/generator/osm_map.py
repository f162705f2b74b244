# SPDX-License-Identifier: Apache-2.0
"""Auental as an OpenStreetMap file: what a mapper would have drawn of it, for `cityproof import --osm`."""

from xml.sax.saxutils import quoteattr

from . import geometry as geo
from . import plan
from . import streets
from . import townscape

BUILDING_KINDS = {"detached": "house", "apartments": "apartments", "industrial": "industrial"}
LANDUSE = {"residential": "residential", "commercial": "commercial", "industrial": "industrial"}
BUS_STOP_BEFORE_M = 40.0
HYDRANT_SPACING_M = 130.0

# key=value of a node, name, place in the net's frame; drawn by hand beside the streets.
PLACES = [
    ("amenity=townhall", "Rathaus", 2035, 2160), ("amenity=library", "Bücherei", 1930, 2240),
    ("amenity=school", "Goethe-Schule", 1560, 2800), ("amenity=school", "Südschule", 1660, 1150),
    ("amenity=hospital", "Klinikum", 3210, 3200), ("amenity=police", "Polizei", 2760, 2250),
    ("amenity=fire_station", "Feuerwehr", 2700, 2440), ("railway=station", "Auental", 2930, 2330),
    ("amenity=charging_station", "Bahnhof", 2890, 2280),
    ("amenity=charging_station", "Technologiepark", 3430, 2750),
    ("amenity=charging_station", "Südstadt", 2090, 1240),
    ("man_made=water_works", "Wasserwerk", *plan.WATERWORKS),
    ("man_made=water_tower", "Wasserturm", *plan.WATER_TOWER),
]
# name, places, middle and half sides of a car park
CAR_PARKS = [("Altstadt West", 180, 1440, 2010, 38, 26), ("Bahnhof", 240, 2900, 2400, 30, 45),
             ("Klinikum", 160, 3330, 3080, 40, 24)]
SUBSTATION_HALF_M = 30.0


class _Map:
    """Nodes and ways in the order of their making; a place met again is the same node."""

    def __init__(self):
        self.nodes, self.ways, self.number = [], [], {}

    def node(self, place, tags=(), key=None):
        key = key or (round(place[0], 2), round(place[1], 2))
        if key in self.number and not tags:
            return self.number[key]
        self.nodes.append((geo.lonlat(*place), tuple(tags)))
        self.number.setdefault(key, len(self.nodes))
        return len(self.nodes)

    def way(self, line, tags):
        self.ways.append(([self.node(p) for p in line], tuple(tags)))

    def area(self, ring, tags):
        """A closed ring that shares no node with another, so that mending one moves no other."""
        refs = [self.node(p, key=("area", len(self.ways), i)) for i, p in enumerate(ring[:-1])]
        self.ways.append((refs + refs[:1], tuple(tags)))

    def write(self, path):
        out = ['<?xml version="1.0" encoding="UTF-8"?>',
               '<osm version="0.6" generator="Auental, an invented town (CC0)">']

        def tagged(open_tag, inside, tags, end):
            inside = inside + [f"<tag k={quoteattr(k)} v={quoteattr(str(v))}/>" for k, v in tags]
            out.append(f"{open_tag}>{''.join(inside)}</{end}>" if inside else f"{open_tag}/>")

        for i, ((lon, lat), tags) in enumerate(self.nodes, 1):
            tagged(f'<node id="{i}" lat="{lat:.7f}" lon="{lon:.7f}"', [], tags, "node")
        for i, (refs, tags) in enumerate(self.ways, 1):
            tagged(f'<way id="{i}"', [f'<nd ref="{r}"/>' for r in refs], tags, "way")
        path.write_text("\n".join(out + ["</osm>\n"]), encoding="utf-8")


def _street_tags(segment, forward, backward):
    tags = [("highway", segment.road_class.removeprefix("highway.")), ("name", segment.name)]
    speed = plan.CLASSES[segment.road_class][2] * 3.6
    leaves = "X" in (segment.start[0], segment.end[0])
    tags.append(("maxspeed", 70 if leaves else round(speed)))
    if segment.oneway:
        return tags + [("oneway", "yes"), ("lanes", forward)]
    tags.append(("lanes", forward + backward))
    if forward != backward:
        tags += [("lanes:forward", forward), ("lanes:backward", backward)]
    return tags


def _add_street(osm, segment):
    """A street in pieces of one number of lanes: turn lanes before signals, as in the net."""
    wide = segment.road_class in (plan.P, plan.S, plan.T)
    to_start = wide and segment.start in plan.SIGNALS
    to_end = wide and segment.end in plan.SIGNALS
    if segment.length < streets.SHORT_BLOCK_M:
        osm.way(segment.line, _street_tags(segment, 1 + to_end, 1 + to_start))
        return
    middle = segment.line
    if to_start:
        head, middle = geo.cut(middle, streets.POCKET_M)
        osm.way(head, _street_tags(segment, 1, 2))
    if to_end:
        middle, tail = geo.cut(middle, geo.length(middle) - streets.POCKET_M)
        osm.way(middle, _street_tags(segment, 1, 1))
        osm.way(tail, _street_tags(segment, 2, 1))
    else:
        osm.way(middle, _street_tags(segment, 1, 1))


def _building_tags(building):
    tags = [("building:levels", building.storeys)]
    if building.kind == "commercial" and building.households > 0:  # shops below dwellings
        return [("building", "yes"), ("shop", "yes")] + tags
    return [("building", BUILDING_KINDS.get(building.kind, "office"))] + tags


def _landuse_tags(name, kind):
    tags = [("landuse", LANDUSE[kind])] if kind in LANDUSE else [("leisure", "park")]
    return tags + [("name", name)]


def _square(x, y, a, b):
    return [(x - a, y - b), (x + a, y - b), (x + a, y + b), (x - a, y + b), (x - a, y - b)]


def _add_power(osm, stations):
    osm.area(_square(*plan.MAIN_SUBSTATION, SUBSTATION_HALF_M, SUBSTATION_HALF_M),
             [("power", "substation"), ("name", "Umspannwerk Ost"), ("voltage", "110000;10000"),
              ("substation", "distribution")])
    for k, site in enumerate(stations, 1):
        osm.node(site, [("power", "substation"), ("substation", "minor_distribution"),
                        ("ref", f"{k:02d}"), ("voltage", "10000;400")], key=("station", k))


def _add_roadside(osm, segments):
    """Bus stops on the main streets and hydrants on all streets in town."""
    for s in segments:
        if "X" in (s.start[0], s.end[0]):
            continue
        at = 20.0
        while at < s.length - 10:
            (x, y), (dx, dy) = geo.point_at(s.line, at)
            off = s.half_width + 1.0
            osm.node((x + dy * off, y - dx * off), [("emergency", "fire_hydrant"),
                                                    ("fire_hydrant:type", "underground")])
            at += HYDRANT_SPACING_M
        if s.road_class == plan.S and s.length > 4 * BUS_STOP_BEFORE_M:
            (x, y), (dx, dy) = geo.point_at(s.line, BUS_STOP_BEFORE_M)
            off = s.half_width + 2.0
            osm.node((x + dy * off, y - dx * off), [("highway", "bus_stop"), ("name", s.name)])


def write(segments, buildings, landuse, stations, path):
    """Writes the town as OSM XML; the same bytes each time."""
    osm = _Map()
    for name, place in plan.NODES.items():
        signal = [("highway", "traffic_signals")] if name in plan.SIGNALS else []
        osm.node(place, signal)
    for segment in segments:
        _add_street(osm, segment)
    for building in buildings:
        osm.area(building.ring(), _building_tags(building))
    for name, kind, ring in landuse:
        osm.area(ring, _landuse_tags(name, kind))
    osm.way(plan.river_line(), [("waterway", "river"), ("name", plan.RIVER_NAME)])
    for _, name, kind, ring in townscape.make_water_areas():
        osm.area(ring, [("natural", "water"), ("water", kind), ("name", name)])
    _add_power(osm, stations)
    for kind, name, x, y in PLACES:
        osm.node((float(x), float(y)), [tuple(kind.split("=")), ("name", name)])
    for name, capacity, x, y, a, b in CAR_PARKS:
        osm.area(_square(x, y, a, b), [("amenity", "parking"), ("name", name),
                                       ("capacity", capacity)])
    _add_roadside(osm, segments)
    osm.write(path)
