#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws Auental, the invented demo town: as a map for data/demo/source, and as data of a city's own for data/demo/given.

Deterministic: the same bytes on every run with the same eclipse-sumo wheel. Run it with the
project's virtual environment:  .venv/bin/python data/demo/make_demo.py [--output FOLDER]
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

from generator import demand, geometry, layers, osm_map, plan, power, signals  # noqa: E402
from generator import streets, townscape, water  # noqa: E402

SUMO_CONFIG = """<?xml version="1.0" encoding="UTF-8"?>
<configuration>
    <input>
        <net-file value="demo.net.xml"/>
        <route-files value="demo.rou.xml"/>
    </input>
    <time>
        <begin value="0"/>
        <end value="3600"/>
        <step-length value="1"/>
    </time>
    <report>
        <no-step-log value="true"/>
    </report>
</configuration>
"""


def make_traffic(segments, folder):
    streets.write_plain(segments, folder)
    streets.build_net(folder, "demo.net.xml")
    demand.write_routes(segments, folder)
    signals.time_signals(folder)
    (folder / "demo.sumocfg").write_text(SUMO_CONFIG, encoding="utf-8")
    return set(demand.RoadGraph(folder / "demo.net.xml").ids)


def make_power(segments, meters, folder):
    """Writes grid.json and grid_map.csv; returns the supply, the grid and the meters' buses."""
    paths = power.StreetPaths(segments)
    sites = power.place_stations(meters, paths)
    supply = layers.Supply(sites)
    buses = supply.buses([m[1] for m in meters])
    loads = [0.0] * len(sites)
    for (_, _, watt, _), bus in zip(meters, buses):
        loads[int(bus[4:]) - 201] += watt
    hub = len(sites)
    table, _ = paths.matrix(sites + [plan.MAIN_SUBSTATION])
    rings = power.make_rings(sites + [plan.MAIN_SUBSTATION], table, hub)
    grid, _ = power.build_grid(sites, loads, rings, table, hub)
    power.write_json(grid, folder / "grid.json")
    rows = [(1, "Umspannwerk Ost 110 kV"), (2, "Umspannwerk Ost 10 kV A"),
            (3, "Umspannwerk Ost 10 kV B")]
    points = [plan.MAIN_SUBSTATION] * 3
    for level, name in ((100, "10 kV"), (200, "0.4 kV")):
        for k, site in enumerate(sites, 1):
            street = paths.anchor(site)[0].name if k < hub else "Wasserwerk"
            rows.append((level + k, f"Station {k:02d} {street} {name}"))
            points.append(site)
    layers.write_csv(folder / "grid_map.csv", "id,name,lon,lat",
                     [(*r, *geometry.lonlat(*p)) for r, p in zip(rows, points)])
    return supply, grid, buses


def make_layers(segments, buildings, landuse, meters, buses, supply, folder):
    layers.write_geojson(folder / "buildings.geojson",
                         [(b.id, b.name, b.kind, b.ring()) for b in buildings])
    layers.write_geojson(folder / "landuse.geojson",
                         [(f"a{i:02d}", *row) for i, row in enumerate(landuse, 1)])
    layers.write_geojson(folder / "water_area.geojson", townscape.make_water_areas())
    layers.write_csv(folder / "meters.csv", "id,lon,lat,power,profile,bus",
                     [(m, *geometry.lonlat(*p), f"{w} W", kind, bus)
                      for (m, p, w, kind), bus in zip(meters, buses)])
    lamps = layers.make_lamps(segments)
    lamp_buses = supply.buses([p for p, _ in lamps])
    layers.write_csv(folder / "lamps.csv", "id,lon,lat,power,bus",
                     [(f"l{i:04d}", *geometry.lonlat(*p), f"{w} W", bus)
                      for i, ((p, w), bus) in enumerate(zip(lamps, lamp_buses), 1)])


def make_city(folder):
    segments = streets.make_segments()
    landuse = townscape.make_landuse(streets.blocks(segments))
    parks = [ring for _, kind, ring in landuse if kind == "park"]
    buildings = townscape.make_buildings(segments, parks)
    edges = make_traffic(segments, folder)
    meters = power.make_meters(buildings)
    supply, grid, buses = make_power(segments, meters, folder)
    pipes = water.WaterNet(segments)
    pipes.add_demand(buildings)
    pipes.write(folder / "water.inp")
    landuse = landuse + townscape.make_outskirts()
    make_layers(segments, buildings, landuse, meters, buses, supply, folder)
    osm_map.write(segments, buildings, landuse, supply.sites, folder / "auental.osm")
    places = layers.edge_points(segments, edges)
    layers.write_csv(folder / "links.csv", "kind,id,bus,power,share",
                     layers.make_links(places, supply))
    layers.write_csv(folder / "sensors.csv", "id,quantity,target,interval,noise,dropout,bus",
                     layers.make_sensors(places, pipes, pipes.diameters(), grid, supply))


FOLDERS = {  # of the demo's city, and of the same town as a city that has data of its own
    "source": ("auental.osm",),
    "given": ("demo.net.xml", "demo.rou.xml", "demo.sumocfg", "grid.json", "grid_map.csv", "water.inp",
              "links.csv", "sensors.csv", "lamps.csv", "meters.csv", "buildings.geojson",
              "water_area.geojson", "landuse.geojson"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent,
                        help="folder for source/ and given/ (default: that of this script)")
    target = parser.parse_args().output
    with tempfile.TemporaryDirectory() as scratch:
        make_city(Path(scratch))
        for folder, names in FOLDERS.items():
            (target / folder).mkdir(parents=True, exist_ok=True)
            for name in names:
                part = target / folder / (name + ".part")
                shutil.copyfile(Path(scratch) / name, part)
                part.replace(target / folder / name)
            print(f"wrote {len(names)} files to {target / folder}")


if __name__ == "__main__":
    main()
