# SPDX-License-Identifier: Apache-2.0
"""Trips of one morning hour and their routes.

Trips come from a gravity of homes and workplaces along the streets and from the entries of the
city. Routes come from duarouter on travel times of an equilibrium assignment (method of
successive averages with the BPR delay function, Bureau of Public Roads 1964: t = t0 (1 + 0.15
(v/c)^4)), so that traffic spreads over the ring and the bridges as drivers who know the town do.
"""

import heapq
import math
import random
import xml.etree.ElementTree as ET

from . import geometry as geo
from . import plan
from .tools import run_tool, strip_comments

HOUR_S = 3600
TRIPS = {"home_work": 1900, "inbound": 1500, "outbound": 580, "through": 520}
WARM_UP_S, PEAK_BEGIN_S, PEAK_END_S = 600, 1200, 2700  # see _departures
WINDOW_S = 300           # travel times handed to duarouter, one set a window
ITERATIONS = 24
SATURATION_VPH = 1800.0  # per lane of green; HBS/HCM order of magnitude 1800-1900

VEHICLE_TYPES = (
    '    <vType id="car" vClass="passenger" accel="2.6" decel="4.5" sigma="0.5" length="4.6" '
    'minGap="2.2" maxSpeed="50" speedFactor="normc(1,0.1,0.75,1.3)" '
    'emissionClass="HBEFA4/PC_petrol_Euro-4"/>',
    '    <vType id="van" vClass="delivery" accel="2.1" decel="4.2" sigma="0.5" length="6.5" '
    'minGap="2.5" maxSpeed="40" speedFactor="normc(0.95,0.08,0.75,1.2)" '
    'emissionClass="HBEFA4/LCV_diesel_N1-III_Euro-5"/>',
    '    <vType id="truck" vClass="truck" accel="1.3" decel="4" sigma="0.5" length="9.5" '
    'minGap="2.5" maxSpeed="25" speedFactor="normc(0.92,0.06,0.75,1.05)" '
    'emissionClass="HBEFA4/RT_le7.5t_Euro-VI_A-C"/>',
)


class RoadGraph:
    """Directed edges of a SUMO net with the turns between them."""

    def __init__(self, net_file):
        root = ET.parse(net_file).getroot()
        self.ids, self.free_s, self.capacity, self.length = [], [], [], []
        kind = {j.get("id"): j.get("type") for j in root.iter("junction")}
        for edge in root.iter("edge"):
            if edge.get("function"):
                continue
            lanes = edge.findall("lane")
            length, speed = float(lanes[0].get("length")), float(lanes[0].get("speed"))
            end, prio = kind[edge.get("to")], int(edge.get("priority"))
            node = edge.get("to")
            if end == "traffic_light":
                delay, share = 14.0, 0.38
            elif "." in node or end == "dead_end":
                delay, share = 0.0, 0.9
            else:
                delay, share = (1.0, 0.75) if prio >= 7 else (5.0, 0.4)
            self.ids.append(edge.get("id"))
            self.length.append(length)
            if speed < 7.0:
                delay += 12.0  # nobody cuts through the old town to save seconds
            self.free_s.append(length / speed + delay)
            self.capacity.append(len(lanes) * SATURATION_VPH * share)
        self.index = {e: i for i, e in enumerate(self.ids)}
        self.next = [[] for _ in self.ids]
        for c in root.iter("connection"):
            a, b = self.index.get(c.get("from")), self.index.get(c.get("to"))
            if a is not None and b is not None and b not in self.next[a] and c.get("dir") != "t":
                self.next[a].append(b)

    def tree(self, origin, cost):
        """Predecessors on the cheapest paths from an edge (its own cost included)."""
        best, before = [math.inf] * len(self.ids), [-1] * len(self.ids)
        best[origin] = cost[origin]
        queue = [(cost[origin], origin)]
        while queue:
            d, e = heapq.heappop(queue)
            if d > best[e]:
                continue
            for n in self.next[e]:
                v = d + cost[n]
                if v < best[n] - 1e-9:
                    best[n], before[n] = v, e
                    heapq.heappush(queue, (v, n))
        return best, before


def _places(segments, graph, column):
    """Streets (their directed edges, weight, midpoint) as origins (column 4 of DISTRICTS) or
    destinations (column 5)."""
    places = []
    for s in segments:
        if "X" in (s.start[0], s.end[0]) or s.road_class == plan.P:
            continue
        (x, y), _ = geo.point_at(s.line, s.length / 2)
        weight = plan.district_of(x, y)[column] * s.length
        ways = [f"{s.start}_{s.end}"] + ([] if s.oneway else [f"{s.end}_{s.start}"])
        ways = [graph.index[e] for e in ways if graph.length[graph.index[e]] > 60]
        if weight > 0 and ways:
            places.append((ways, weight, (x, y)))
    return places


def _departures(count, rng):
    """Sorted whole seconds: rising in the warm-up, half an hour of peak, falling after it.

    The busiest quarter hour has about 1.2 times the hour's mean rate (peak hour factor 0.83).
    """
    def density(t):
        if t < WARM_UP_S:
            return 0.35 + 0.35 * t / WARM_UP_S
        if t < PEAK_BEGIN_S:
            return 0.7 + 0.3 * (t - WARM_UP_S) / (PEAK_BEGIN_S - WARM_UP_S)
        if t < PEAK_END_S:
            return 1.0
        return 1.0 - 0.4 * (t - PEAK_END_S) / (HOUR_S - PEAK_END_S)
    times = []
    while len(times) < count:
        t = rng.random() * HOUR_S
        if rng.random() < density(t):
            times.append(int(t))
    return sorted(times)


def make_trips(segments, graph):
    """List of (depart, origin edge, destination edge, entry?, exit?, vehicle type)."""
    rng = random.Random("auental trips")
    homes, works = _places(segments, graph, 4), _places(segments, graph, 5)
    in_edges, out_edges = {}, {}
    for name in plan.ENTRIES:
        in_edges[name] = [next(i for e, i in graph.index.items() if e.startswith(name + "_"))]
        out_edges[name] = [next(i for e, i in graph.index.items() if e.endswith("_" + name))]
    trees = {}

    def draw(places):
        return rng.choices(places, weights=[p[1] for p in places])[0]

    def work_for(point):
        weights = [w * math.exp(-geo.distance(point, q) / 2500.0)
                   * (geo.distance(point, q) > 450) for _, w, q in works]
        return rng.choices(works, weights=weights)[0]

    def directions(starts, ends):
        """The pair of edges a driver leaves by and arrives on: the quickest of the street's."""
        for a in starts:
            if a not in trees:
                trees[a] = graph.tree(a, graph.free_s)[0]
        a, b = min(((a, b) for a in starts for b in ends), key=lambda p: trees[p[0]][p[1]])
        return graph.ids[a], graph.ids[b]

    names = list(plan.ENTRIES)
    share_in = [plan.ENTRIES[n][0] for n in names]
    share_out = [plan.ENTRIES[n][1] for n in names]
    kinds = [k for k, n in TRIPS.items() for _ in range(n)]
    rng.shuffle(kinds)
    trips = []
    for depart, kind in zip(_departures(len(kinds), rng), kinds):
        entry = rng.choices(names, weights=share_in)[0]
        exit_ = rng.choices(names, weights=[0 if n == entry and kind == "through" else s
                                            for n, s in zip(names, share_out)])[0]
        home = draw(homes)
        origin = home[0] if kind in ("home_work", "outbound") else in_edges[entry]
        at = home[2] if kind in ("home_work", "outbound") else plan.NODES[entry]
        goal = out_edges[exit_] if kind in ("outbound", "through") else work_for(at)[0]
        u = rng.random()
        trucks = 0.06 if kind in ("inbound", "through", "outbound") else 0.01
        vehicle = "truck" if u < trucks else "van" if u < trucks + 0.08 else "car"
        origin, goal = directions(origin, goal)
        trips.append((depart, origin, goal, kind in ("inbound", "through"),
                      kind in ("outbound", "through"), vehicle))
    return trips


def equilibrium_costs(graph, trips):
    """Travel times (s) per edge for each window, from successive averages."""
    demand = {}
    for _, origin, goal, *_ in trips:
        demand.setdefault(graph.index[origin], {}).setdefault(graph.index[goal], 0)
        demand[graph.index[origin]][graph.index[goal]] += 1
    flow, history = [0.0] * len(graph.ids), []
    for k in range(ITERATIONS):
        cost = [t * (1 + 0.15 * (v / c) * (v / c) * (v / c) * (v / c)) + 6.0 * v / c
                for t, v, c in zip(graph.free_s, flow, graph.capacity)]
        cost = [round(c, 2) for c in cost]
        history.append(cost)
        load = [0.0] * len(graph.ids)
        for origin in sorted(demand):
            _, before = graph.tree(origin, cost)
            for goal, count in demand[origin].items():
                e = goal
                while e != -1:
                    load[e] += count
                    e = before[e]
        flow = [v + (w - v) / (k + 1) for v, w in zip(flow, load)]
    return history[-(HOUR_S // WINDOW_S):]


def write_routes(segments, folder, net="demo.net.xml", target="demo.rou.xml"):
    """Writes trips and travel times, runs duarouter, leaves complete routes in `target`."""
    graph = RoadGraph(folder / net)
    trips = make_trips(segments, graph)
    lines = ["<routes>", *VEHICLE_TYPES]
    for i, (depart, origin, goal, entry, exit_, vehicle) in enumerate(trips):
        start = ('departLane="best" departSpeed="desired"' if entry else
                 'departLane="best" departPos="random_free" departSpeed="0"')
        stop = "" if exit_ else ' arrivalPos="random"'
        lines.append(f'<trip id="v{i:04d}" type="{vehicle}" depart="{depart}" from="{origin}" '
                     f'to="{goal}" {start}{stop}/>')
    (folder / "trips.xml").write_text("\n".join(lines + ["</routes>\n"]))
    lines = ["<meandata>"]
    costs = equilibrium_costs(graph, trips)
    for w, cost in enumerate(costs + [costs[-1]]):
        end = (w + 1) * WINDOW_S if w < len(costs) else 4 * HOUR_S
        lines.append(f'<interval begin="{w * WINDOW_S}" end="{end}">')
        lines += [f'<edge id="{e}" traveltime="{c}"/>' for e, c in zip(graph.ids, cost)]
        lines.append("</interval>")
    (folder / "weights.xml").write_text("\n".join(lines + ["</meandata>\n"]))
    run_tool(["duarouter", "-n", net, "-r", "trips.xml", "-w", "weights.xml", "-o", target,
              "--seed", "7", "--weights.expand", "--no-step-log", "--precision", "2"], folder)
    strip_comments(folder / target)
