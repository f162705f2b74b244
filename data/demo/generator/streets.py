# SPDX-License-Identifier: Apache-2.0
"""Street segments and blocks from the plan, and the SUMO net made of them by netconvert."""

import math
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from . import geometry as geo
from . import plan
from .tools import run_tool, strip_comments

POCKET_M = 65.0        # length of the turn pockets before signals
SHORT_BLOCK_M = 325.0  # a shorter block has its turn lane from end to end


@dataclass
class Segment:
    """A street between two junctions; `line` goes from the first to the second."""
    start: str
    end: str
    name: str
    road_class: str
    oneway: bool
    line: list

    @property
    def id(self):
        return f"{self.start}_{self.end}"

    @property
    def length(self):
        return geo.length(self.line)

    @property
    def half_width(self):
        return plan.CLASSES[self.road_class][3]


def make_segments():
    segments = []
    for name, road_class, stops in plan.STREETS:
        closed, oneway = stops[0] == "*", stops[0] == "!"
        stops = [s for s in stops if s not in ("*", "!")]
        ring = closed or stops[0] == stops[-1]
        if ring and not closed:
            stops = stops[:-1]
        points = [plan.NODES[s] if isinstance(s, str) else s for s in stops]
        line, begin = [], None
        spans = geo.smooth(points, closed=ring)
        for i, span in enumerate(spans):
            here, there = stops[i], stops[(i + 1) % len(stops)]
            begin = here if isinstance(here, str) else begin
            line += span if not line else span[1:]
            if isinstance(there, str):
                segments.append(Segment(begin, there, name, road_class, oneway, line))
                line = []
    return segments


def blocks(segments):
    """Faces of the street graph as closed counter-clockwise rings, without the outside."""
    half = {}
    for s in segments:
        half[(s.start, s.end)] = s.line
        half[(s.end, s.start)] = s.line[::-1]
    turn = {}
    for (a, b), line in half.items():
        dx, dy = line[1][0] - line[0][0], line[1][1] - line[0][1]
        turn.setdefault(a, []).append((math.atan2(dy, dx), b))
    for arms in turn.values():
        arms.sort()
    faces, seen = [], set()
    for edge in half:
        ring, nodes = [], []
        while edge not in seen:
            seen.add(edge)
            ring += half[edge][:-1]
            nodes.append(edge[0])
            a, b = edge
            arms = [n for _, n in turn[b]]
            edge = (b, arms[arms.index(a) - 1])  # next arm clockwise: keeps the face on the left
        if ring and geo.area(ring + ring[:1]) > 0:
            faces.append((nodes, ring + ring[:1]))
    return faces


def _shape(line):
    return " ".join(f"{p[0]:.2f},{p[1]:.2f}" for p in line)


def _edges_plain(segments):
    """Directed edges with turn pockets: lists of XML lines for nodes and edges."""
    nodes, edges = [], []
    for s in segments:
        prio, lanes, speed, _ = plan.CLASSES[s.road_class]
        if "X" in (s.start[0], s.end[0]):
            speed = 19.44  # 70 km/h on the way out of town
        directions = [(s.start, s.end, s.line)]
        if not s.oneway:
            directions.append((s.end, s.start, s.line[::-1]))
        common = (f'type="{s.road_class}" priority="{prio}" speed="{speed}" '
                  f'name={quoteattr(s.name)}')

        def edge(eid, start, end, count, shape, common=common):
            edges.append(f'<edge id="{eid}" from="{start}" to="{end}" {common} '
                         f'numLanes="{count}" shape="{_shape(shape)}"/>')

        for a, b, line in directions:
            wide = s.road_class in (plan.P, plan.S, plan.T)
            if b in plan.SIGNALS and wide and s.length < SHORT_BLOCK_M:
                edge(f"{a}_{b}", a, b, lanes + 1, line)  # turn lane along the whole block
            elif b in plan.SIGNALS and wide:
                head, tail = geo.cut(line, s.length - POCKET_M)
                x, y = head[-1]
                nodes.append(f'<node id="{a}_{b}.n" x="{x:.2f}" y="{y:.2f}" type="priority"/>')
                edge(f"{a}_{b}", a, f"{a}_{b}.n", lanes, head)
                edge(f"{a}_{b}.t", f"{a}_{b}.n", b, lanes + 1, tail)
            else:
                edge(f"{a}_{b}", a, b, lanes, line)
    return nodes, edges


def write_plain(segments, folder):
    """Writes plain.nod.xml, plain.edg.xml, plain.typ.xml for netconvert."""
    xs = [p[0] for s in segments for p in s.line]
    ys = [p[1] for s in segments for p in s.line]
    pocket_nodes, edges = _edges_plain(segments)
    east, north = geo.ORIGIN_EAST_M, geo.ORIGIN_NORTH_M
    box = (min(xs), min(ys), max(xs), max(ys))
    low, high = geo.lonlat(box[0], box[1]), geo.lonlat(box[2], box[3])
    out = ["<nodes>",
           f'<location netOffset="{-east:.2f},{-north:.2f}" '
           f'convBoundary="{",".join(f"{v:.2f}" for v in box)}" '
           f'origBoundary="{low[0]:.6f},{low[1]:.6f},{high[0]:.6f},{high[1]:.6f}" '
           f'projParameter="{geo.PROJECTION}"/>']
    for name, (x, y) in plan.NODES.items():
        kind = ("traffic_light" if name in plan.SIGNALS
                else "dead_end" if name[0] == "X" else "priority")
        out.append(f'<node id="{name}" x="{x:.2f}" y="{y:.2f}" type="{kind}"/>')
    (folder / "plain.nod.xml").write_text("\n".join(out + pocket_nodes + ["</nodes>\n"]))
    (folder / "plain.edg.xml").write_text("\n".join(["<edges>"] + edges + ["</edges>\n"]))
    types = [f'<type id="{c}" priority="{p}" numLanes="{n}" speed="{v}"/>'
             for c, (p, n, v, _) in plan.CLASSES.items()]
    (folder / "plain.typ.xml").write_text("\n".join(["<types>"] + types + ["</types>\n"]))


def build_net(folder, target):
    """Runs netconvert on the plain files; the signal plans are netconvert's guesses."""
    command = ["netconvert", "-n", "plain.nod.xml", "-e", "plain.edg.xml", "-t", "plain.typ.xml",
               "--offset.disable-normalization", "--no-turnarounds.except-deadend",
               "--tls.layout", "opposites", "--tls.cycle.time", "80", "--tls.yellow.time", "3",
               "--tls.left-green.time", "6", "--tls.minor-left.max-speed", "20",
               "--junctions.corner-detail", "3", "--output.street-names",
               "--default.spreadtype", "right", "-o", target]
    run_tool(command, folder)
    strip_comments(folder / target)
