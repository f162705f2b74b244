# SPDX-License-Identifier: Apache-2.0
"""The plan of Auental, drawn by hand: junctions, streets, river, districts.

A small city on both banks of the Aue: an old town inside a ring, an outer ring over two of the
three bridges, eight roads out of town. Coordinates are metres in the net's frame.
"""

import math

from . import geometry as geo

SHIFT_Y = 500.0  # the plan was drawn with the south below zero

_NODES = {
    # inner ring
    "R1": (1590, 1300), "R2": (2025, 1195), "R3": (2440, 1310), "R4": (2530, 1650),
    "R5": (2350, 1960), "R6": (1985, 2060), "R7": (1640, 1930), "R8": (1490, 1620),
    # old town
    "M1": (2005, 1625), "M2": (1780, 1480), "M3": (2240, 1490), "M4": (2230, 1770),
    "M5": (1770, 1760), "M6": (2010, 1415), "M7": (1995, 1840),
    # outer ring and its bridgeheads
    "O1": (1010, 1590), "O2": (1090, 2180), "O3": (1990, 2640), "O4": (2930, 2380),
    "O5": (3180, 1960), "O6": (3010, 600), "O7": (2090, 250), "O8": (1180, 480),
    "O9": (1500, 2540), "O10": (2480, 2600), "O11": (2560, 310), "O12": (1640, 300),
    "O13": (1005, 1880), "O15": (3085, 2170), "O16": (3165, 1750),
    "B1n": (1055, 1330), "B1s": (1130, 870), "B3n": (3125, 1540), "B3s": (3150, 1060),
    # western radial, Rosenau
    "W1": (1250, 1605), "W2": (640, 1625), "XW": (40, 1720),
    "QC": (560, 1930), "NW2": (730, 2530),
    "XNW": (280, 2990),
    # Weststadt, Nordstadt
    "WA": (1280, 1835), "NW1": (1360, 2085), "NB": (1650, 2410),
    "NC": (1690, 2190), "N1": (1975, 2340), "N1b": (1985, 2495), "ND": (2250, 2300),
     "NF": (2270, 2490),
    "NG": (2480, 2260), "NE1": (2650, 2150),
    # north
    "HA": (1640, 2850), "N3": (2060, 3180),
    "XN": (2010, 3480), "HD": (2440, 2880),
    # north-east, Technologiepark
    "NE2": (3290, 2640), "XNE": (3740, 3030), "TA": (3270, 2270), "TB": (3580, 2290),
    "E2": (3610, 1955), "E3": (3930, 1990), "XE": (4330, 2070),
    # station quarter, harbour
    "E1": (2850, 1790), "EC": (2840, 2030), "EA": (2790, 1590), "EB": (2790, 1425),
    "GA": (3480, 1600),
    # south bank
    "SA": (1600, 745), "S1": (2060, 720), "SR": (2590, 815), "SC": (1610, 540),
    "SD": (2075, 490), "SE": (2550, 560), "UA": (1610, 20),
    "UD": (2580, 60), "S2": (2180, 10),
    "XS": (2250, -370),
    "XSW": (230, 190), "SW3": (500, 300),
    "SE3": (3790, 390), "XSE": (4230, 230),
}
NODES = {k: (float(x), float(y) + SHIFT_Y) for k, (x, y) in _NODES.items()}

# Signals: every ring crossing of a main road and the bridgeheads.
SIGNALS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "O1", "O2", "O3", "O4", "O5", "O6",
           "O7", "S1", "B1n", "B3n", "B3s")

# class -> (priority, lanes a direction, speed m/s, carriageway half width m for the layers)
CLASSES = {
    "highway.primary": (9, 1, 13.89, 6.5),
    "highway.secondary": (7, 1, 13.89, 5.5),
    "highway.tertiary": (5, 1, 13.89, 5.0),
    "highway.residential": (3, 1, 8.33, 4.0),
    "highway.living_street": (2, 1, 5.56, 3.5),
}

P, S, T, L, V = CLASSES
# name, class, junctions in order ("*" first: a closed ring; "!" first: one-way), bare pairs shape
STREETS = [
    ("Altstadtring", P, ("*", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8")),
    ("Alte Brücke", P, ("R2", "S1")),
    ("Weststraße", S, ("R8", "W1", "O1", "W2", "XW")),
    ("Rosenauer Straße", S, ("R7", "NW1", "O2", "NW2", "XNW")),
    ("Bergstraße", S, ("R6", "N1", "N1b", "O3", (2040, 2930 + SHIFT_Y), "N3", "XN")),
    ("Klinikstraße", S, ("R5", "NE1", "O4", "NE2", "XNE")),
    ("Oststraße", S, ("R4", "E1", "O5", "E2", "E3", "XE")),
    ("Hafenstraße", S, ("R3", "EB", "B3n")),
    ("Südstraße", S, ("S1", "SD", "O7", "S2", "XS")),
    ("Uferstraße", S, ("R1", (1320, 1310 + SHIFT_Y), "B1n")),
    ("Westring", S, ("B1n", "O1", "O13", "O2")),
    ("Mühlbrücke", S, ("B1n", "B1s")),
    ("Nordring", S, ("O2", "O9", "O3", "O10", "O4")),
    ("Ostring", P, ("O4", "O15", "O5", "O16", "B3n")),
    ("Ostbrücke", P, ("B3n", "B3s")),
    ("Südring", S, ("B3s", "O6", "O11", "O7", "O12", "O8", "B1s")),
    ("Auwiesenstraße", S, ("O8", (800, 400 + SHIFT_Y), "SW3", "XSW")),
    ("Industriestraße", S, ("O6", (3450, 500 + SHIFT_Y), "SE3", "XSE")),
    ("Südufer", T, ("B1s", "SA", "S1", "SR", "B3s")),
    ("Altstadtgasse", V, ("!", "M2", "M6", "M3", "M4", "M7", "M5", "M2")),
    ("Brückengasse", V, ("R2", "M6", "M1")),
    ("Marktgasse", V, ("M1", "M7", "R6")),
    ("Westtorgasse", V, ("R8", "M2")),
    ("Osttorgasse", V, ("R4", "M4")),
    ("Gerbergasse", L, ("W1", "WA", "NW1")),
    ("Turmstraße", L, ("O13", "WA")),
    ("Lindenstraße", T, ("NW1", "NC", "N1", "ND", "NG", "NE1")),
    ("Goethestraße", L, ("R7", "NC", "NB", "O9")),
    ("Mozartstraße", L, ("NB", "N1b")),
    ("Ahornstraße", L, ("R5", "ND", "NF", "O10")),
    ("Birkenweg", L, ("NG", "NF")),
    ("Hangstraße", T, ("O9", "HA", (1590, 3120 + SHIFT_Y), "N3", (2430, 3150 + SHIFT_Y), "HD",
     "O10")),
    ("Rosenweg", L, ("W2", "QC", (560, 2250 + SHIFT_Y), "NW2")),
    ("Nelkenweg", L, ("QC", (790, 1980 + SHIFT_Y), "O13")),
    ("Einsteinallee", T, ("O15", "TA", "TB", (3900, 2260 + SHIFT_Y), "E3")),
    ("Siemensweg", L, ("TB", "E2")),
    ("Curieweg", T, ("TA", "NE2")),
    ("Bahnhofstraße", T, ("NE1", "EC", "E1", "EA", "EB")),
    ("Speichergasse", L, ("EA", "O16")),
    ("Kaistraße", T, ("B3n", "GA", (3860, 1670 + SHIFT_Y), "E3")),
    ("Kranweg", L, ("GA", "E2")),
    ("Bleichstraße", L, ("O8", "SC", "SD", "SE", "O6")),
    ("Schulstraße", L, ("SA", "SC", "O12")),
    ("Kirchstraße", L, ("SR", "SE", "O11")),
    ("Südhang", L, ("O12", "UA", "S2", "UD", "O11")),
    ("Wiesenweg", L, ("B1s", (800, 830 + SHIFT_Y), (530, 640 + SHIFT_Y), "SW3")),
    ("Gießereistraße", T, ("B3s", (3500, 1010 + SHIFT_Y), (3830, 880 + SHIFT_Y), "SE3")),
]

RIVER_NAME, RIVER_WIDTH_M = "Aue", 48.0
RIVER = [(x, y + SHIFT_Y) for x, y in (
    (-250, 1060), (60, 1000), (430, 1010), (820, 1110), (1240, 1115), (1640, 1000), (2050, 945),
    (2450, 1010), (2840, 1190), (3250, 1325), (3650, 1340), (4100, 1400), (4500, 1520))]
POND = ("Rosenauweiher", (330.0, 2060.0 + SHIFT_Y), 95.0, 60.0)

# name, kind, seed point: a place belongs to the district of the nearest seed.
# home and work: weight of one metre of street as origin and destination of the morning's trips.
DISTRICTS = [
    ("Altstadt", "commercial", 2000, 1620, 0.4, 2.0),
    ("Weststadt", "residential", 1260, 1850, 1.2, 0.4),
    ("Rosenau", "residential", 650, 2130, 1.0, 0.1),
    ("Nordstadt", "residential", 1560, 2330, 1.2, 0.3),
    ("Lindenviertel", "residential", 2370, 2340, 1.2, 0.3),
    ("Am Hang", "residential", 1800, 3000, 1.0, 0.1),
    ("Sonnenhang", "residential", 2420, 3020, 1.0, 0.1),
    ("Klinikum", "commercial", 3200, 2760, 0.1, 1.6),
    ("Technologiepark", "commercial", 3520, 2200, 0.0, 2.6),
    ("Bahnhofsviertel", "commercial", 2840, 1830, 0.5, 2.0),
    ("Hafen", "industrial", 3560, 1680, 0.0, 1.3),
    ("Gewerbegebiet Süd", "industrial", 3600, 800, 0.0, 1.5),
    ("Südstadt West", "residential", 1500, 560, 1.1, 0.3),
    ("Südstadt Ost", "residential", 2440, 560, 1.1, 0.4),
    ("Südhang", "residential", 2100, 40, 1.0, 0.1),
    ("Auwiesen", "residential", 700, 620, 1.0, 0.1),
]

# Entries of the city: name, share of the traffic that comes in, share that goes out.
ENTRIES = {"XW": (0.13, 0.10), "XNW": (0.10, 0.08), "XN": (0.10, 0.07), "XNE": (0.15, 0.15),
           "XE": (0.17, 0.22), "XSE": (0.13, 0.16), "XS": (0.12, 0.12), "XSW": (0.10, 0.10)}

WATERWORKS = (330.0, 1330.0 + SHIFT_Y)     # well field on the north bank, west of the city
WATER_TOWER = (1700.0, 3420.0 + SHIFT_Y)   # on the hill in the north
MAIN_SUBSTATION = (3330.0, 1760.0 + SHIFT_Y)


def district_of(x, y):
    """The row of DISTRICTS whose seed is nearest."""
    return min(DISTRICTS, key=lambda d: geo.distance((x, y), (d[2], d[3] + SHIFT_Y)))


def river_line():
    line = []
    for span in geo.smooth(RIVER, closed=False, step_m=60.0):
        line += span if not line else span[1:]
    return line


def elevation(x, y):
    """Ground height in metres above sea level: flat floodplain, hills north and south."""
    d = geo.distance_to_line(RIVER, x, y)
    north = y > 1600
    hill = (30.0 if north else 16.0) * (1 - math.exp(-(d / 1500.0) ** 2 * 1.2))
    roll = 1.6 * math.sin(x / 420.0) * math.cos(y / 510.0) * min(d / 400.0, 1.0)
    return round(204.0 - (x - 2000.0) * 0.0006 + hill + roll, 2)
