# SPDX-License-Identifier: Apache-2.0
"""Plane geometry, the inverse of the UTM projection and the text of numbers.

All lengths in metres, plan coordinates = coordinates of the SUMO net (x east, y north).
"""

import math

# Origin of the plan in EPSG:32632. The place is open country; the city is invented.
ORIGIN_EAST_M = 562000.0
ORIGIN_NORTH_M = 5399000.0
UTM_ZONE = 32
PROJECTION = f"+proj=utm +zone={UTM_ZONE} +ellps=WGS84 +datum=WGS84 +units=m +no_defs"


def utm_to_lonlat(east, north):
    """Longitude, latitude (degrees, WGS84) of a point of UTM zone 32 north.

    Source: Krueger series to the sixth order in the third flattening n (Karney 2011, "Transverse
    Mercator with an accuracy of a few nanometers", eqs. 35-36 and table of beta coefficients).
    """
    a, f, k0 = 6378137.0, 1 / 298.257223563, 0.9996
    n = f / (2 - f)
    big_a = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64 + n**6 / 256)
    beta = (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360 - 81 * n**5 / 512,
        n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440 + 46 * n**5 / 105,
        17 * n**3 / 480 - 37 * n**4 / 840 - 209 * n**5 / 4480,
        4397 * n**4 / 161280 - 11 * n**5 / 504,
        4583 * n**5 / 161280,
    )
    xi, eta = north / (k0 * big_a), (east - 500000.0) / (k0 * big_a)
    xi_p = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta)
                    for j, b in enumerate(beta, 1))
    eta_p = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta)
                      for j, b in enumerate(beta, 1))
    tau_p = math.sin(xi_p) / math.hypot(math.sinh(eta_p), math.cos(xi_p))
    lon = math.degrees(math.atan2(math.sinh(eta_p), math.cos(xi_p))) + UTM_ZONE * 6 - 183
    # Newton on Karney's eq. 7-9: conformal latitude -> geographic latitude.
    e = math.sqrt(f * (2 - f))
    tau = tau_p
    for _ in range(6):
        sigma = math.sinh(e * math.atanh(e * tau / math.sqrt(1 + tau * tau)))
        tau_i = tau * math.sqrt(1 + sigma * sigma) - sigma * math.sqrt(1 + tau * tau)
        slope = (1 + (1 - e * e) * tau * tau) / ((1 - e * e) * math.sqrt(1 + tau * tau))
        tau += (tau_p - tau_i) / math.sqrt(1 + tau_i * tau_i) * slope
    return lon, math.degrees(math.atan(tau))


def lonlat(x, y):
    """Longitude, latitude of a plan point, rounded to 1e-7 degree (about 1 cm)."""
    lon, lat = utm_to_lonlat(ORIGIN_EAST_M + x, ORIGIN_NORTH_M + y)
    return round(lon, 7), round(lat, 7)


def number(value, digits=2):
    """Shortest decimal text of a number rounded to `digits` (no -0)."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def distance(a, b):
    return math.hypot(b[0] - a[0], b[1] - a[1])


def length(line):
    return sum(distance(p, q) for p, q in zip(line, line[1:]))


def point_at(line, s):
    """Point of a polyline at arc length s and the unit direction there."""
    for p, q in zip(line, line[1:]):
        d = distance(p, q)
        if d > 0 and (s <= d or q is line[-1]):
            t = min(max(s / d, 0.0), 1.0)
            return ((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])),
                    ((q[0] - p[0]) / d, (q[1] - p[1]) / d))
        s -= d
    raise ValueError("polyline without length")


def cut(line, s):
    """The two parts of a polyline cut at arc length s."""
    done = 0.0
    for i, (p, q) in enumerate(zip(line, line[1:])):
        d = distance(p, q)
        if done + d >= s:
            t = (s - done) / d
            m = (p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]))
            return line[:i + 1] + [m], [m] + line[i + 1:]
        done += d
    raise ValueError("cut beyond the end")


def smooth(points, closed, step_m=45.0):
    """Centripetal-like Catmull-Rom curve through points: one sampled polyline per span."""
    n = len(points)
    spans = []
    for i in range(n if closed else n - 1):
        p1, p2 = points[i], points[(i + 1) % n]
        p0 = points[i - 1] if closed or i > 0 else (2 * p1[0] - p2[0], 2 * p1[1] - p2[1])
        p3 = (points[(i + 2) % n] if closed or i + 2 < n
              else (2 * p2[0] - p1[0], 2 * p2[1] - p1[1]))
        d0, d1, d2 = (max(distance(a, b), 1e-9) for a, b in ((p0, p1), (p1, p2), (p2, p3)))
        m1 = [d1 * ((p1[k] - p0[k]) / d0 * d1 + (p2[k] - p1[k]) / d1 * d0) / (d0 + d1)
              for k in (0, 1)]
        m2 = [d1 * ((p2[k] - p1[k]) / d1 * d2 + (p3[k] - p2[k]) / d2 * d1) / (d1 + d2)
              for k in (0, 1)]
        count = max(1, round(d1 / step_m))
        span = []
        for j in range(count + 1):
            t = j / count
            h = (2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t,
                 -2 * t**3 + 3 * t**2, t**3 - t**2)
            span.append(tuple(round(h[0] * p1[k] + h[1] * m1[k] + h[2] * p2[k] + h[3] * m2[k], 2)
                              for k in (0, 1)))
        spans.append(span)
    return spans


def buffer_line(line, half_width):
    """Closed ring around a polyline, left side there and right side back."""
    left, right = [], []
    for i, p in enumerate(line):
        a, b = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
        d = distance(a, b)
        nx, ny = -(b[1] - a[1]) / d, (b[0] - a[0]) / d
        left.append((p[0] + nx * half_width, p[1] + ny * half_width))
        right.append((p[0] - nx * half_width, p[1] - ny * half_width))
    ring = left + right[::-1]
    return ring + ring[:1]


def area(ring):
    """Signed area of a closed ring, positive when counter-clockwise."""
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(ring, ring[1:])) / 2


def inside(ring, x, y):
    """Even-odd rule for a closed ring."""
    result = False
    for p, q in zip(ring, ring[1:]):
        if (p[1] > y) != (q[1] > y) and x < (q[0] - p[0]) * (y - p[1]) / (q[1] - p[1]) + p[0]:
            result = not result
    return result


def distance_to_line(line, x, y):
    """Shortest distance of a point to a polyline."""
    best = math.inf
    for p, q in zip(line, line[1:]):
        dx, dy = q[0] - p[0], q[1] - p[1]
        d2 = dx * dx + dy * dy
        t = 0.0 if d2 == 0 else min(max(((x - p[0]) * dx + (y - p[1]) * dy) / d2, 0.0), 1.0)
        best = min(best, math.hypot(p[0] + t * dx - x, p[1] + t * dy - y))
    return best
