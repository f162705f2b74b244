# SPDX-License-Identifier: Apache-2.0
"""`--layer building=x.gml`: the same buildings as CityGML and as CityJSON, read by GDAL, too; and files that are none."""

import json
import shutil
import subprocess
import unittest

from osm_case import VILLAGE, OsmCase, case, import_osm, rows
from test_city_json import ORIGIN, small_model

UTM = "urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::7837"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- written by hand -->
<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:bldg="http://www.opengis.net/citygml/building/2.0"
 xmlns:gen="http://www.opengis.net/citygml/generics/2.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml">
<gml:boundedBy><gml:Envelope srsName="{system}" srsDimension="3"><gml:lowerCorner>500000 5538630 100</gml:lowerCorner>
<gml:upperCorner>500300 5538700 120</gml:upperCorner></gml:Envelope></gml:boundedBy>
"""


def polygon(*corners, name=""):
    closed = [*corners, corners[0]]
    text = " ".join(f"{o + value}" for corner in closed for o, value in zip(ORIGIN, corner))
    return (
        f'<gml:surfaceMember><gml:Polygon gml:id="{name}"><gml:exterior><gml:LinearRing>'
        f"<gml:posList>{text}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
    )


def level(x, y, width, depth, z=0, name=""):
    return polygon((x, y, z), (x + width, y, z), (x + width, y + depth, z), (x, y + depth, z), name=name)


def walls(x, y, width, depth, height):
    around = [(x, y), (x + width, y), (x + width, y + depth), (x, y + depth)]
    pairs = zip(around, around[1:] + around[:1])
    return [polygon((*a, 0), (*b, 0), (*b, height), (*a, height)) for a, b in pairs]


def surface(kind, *polygons):
    return (
        f"<bldg:boundedBy><bldg:{kind}><bldg:lod2MultiSurface><gml:MultiSurface>{''.join(polygons)}"
        f"</gml:MultiSurface></bldg:lod2MultiSurface></bldg:{kind}></bldg:boundedBy>"
    )


def solid(*polygons, lod=1):
    return (
        f"<bldg:lod{lod}Solid><gml:Solid><gml:exterior><gml:CompositeSurface>{''.join(polygons)}"
        f"</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod{lod}Solid>"
    )


def box(x, y, width, depth, height):
    return solid(level(x, y, width, depth), level(x, y, width, depth, height), *walls(x, y, width, depth, height))


def named_box(x, y, width, depth, height):
    """Surfaces with meanings; the solid is made of links to them."""
    name = f"ground-{x}"
    return (
        surface("GroundSurface", level(x, y, width, depth, name=name))
        + surface("RoofSurface", level(x, y, width, depth, height))
        + "".join(surface("WallSurface", wall) for wall in walls(x, y, width, depth, height))
        + solid(f'<gml:surfaceMember xlink:href="#{name}"/>', lod=2)
    )


def part(name, content):
    return f'<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="{name}">{content}</bldg:BuildingPart></bldg:consistsOfBuildingPart>'


def building(name, content):
    return f'<core:cityObjectMember><bldg:Building gml:id="{name}">{content}</bldg:Building></core:cityObjectMember>\n'


def text_attribute(name, value, kind="string"):
    return f'<gen:{kind}Attribute name="{name}"><gen:value>{value}</gen:value></gen:{kind}Attribute>'


# The buildings of small_model(), which is the same town as CityJSON.
BUILDINGS = (
    building(
        "block",
        text_attribute("listed", 1, "int")
        + "<bldg:function>apartments</bldg:function><bldg:roofType>flat</bldg:roofType>"
        + "<bldg:storeysAboveGround>4</bldg:storeysAboveGround>"
        + named_box(100, 20, 20, 10, 13),
    ),
    building(
        "twins",
        "<bldg:function>house</bldg:function>"
        + part("twin-a", box(150, 20, 8, 9, 6))
        + part("twin-b", box(170, 20, 8, 9, 6)),
    ),
    building(
        "pand",
        "<bldg:lod0FootPrint><gml:MultiSurface>"
        + level(200, 20, 12, 12)
        + "</gml:MultiSurface></bldg:lod0FootPrint>"
        + part("pand-0", named_box(200, 20, 11, 11, 9.5)),
    ),
    building(
        "pair",
        '<bldg:function>retail</bldg:function><bldg:measuredHeight uom="urn:adv:uom:m">7.25</bldg:measuredHeight>'
        + surface("GroundSurface", level(240, 20, 10, 10), level(250, 20, 10, 10))
        + surface("RoofSurface", level(235, 15, 30, 20, 7)),
    ),
)


def extent(feature):
    """West, south, east, north of a GeoJSON feature."""
    places = []

    def collect(coordinates):
        if isinstance(coordinates[0], list):
            for inner in coordinates:
                collect(inner)
        else:
            places.append(coordinates)

    collect(feature["geometry"]["coordinates"])
    return [choose(place[axis] for place in places) for choose in (min, max) for axis in (0, 1)]


def town(*members, system=UTM):
    return HEAD.format(system=system) + "".join(members or BUILDINGS) + "</core:CityModel>\n"


class CityGml(OsmCase):
    def setUp(self):
        super().setUp()
        self.extract = self.folder / "village.osm"
        self.extract.write_text(VILLAGE)
        self.city = self.folder / "village.city"

    def save(self, content, name="houses.gml"):
        path = self.folder / name
        path.write_text(content)
        return path

    def import_model(self, path, *options):
        return import_osm(
            self.extract, self.city, "--layer", f"building={path}", "--column", "building.kind=function", *options
        )

    def found(self, columns):
        return rows(self.city, f"SELECT {columns} FROM building ORDER BY id")

    def test_the_same_buildings_as_city_json_give_the_same_rows(self):
        columns = "id, kind, use, levels, levels_from, height_m, round(area_m2, 3), residents, jobs, roofType, listed"
        self.assert_ok(self.import_model(self.save(town())))
        self.assert_ok(case.cityproof("check", self.city))
        of_gml = self.found(columns)
        of_json = self.save(json.dumps(small_model().document()), "houses.city.json")
        self.assert_ok(self.import_model(of_json, "--force"))
        self.assertEqual(of_gml, self.found(columns))
        # As small_model() is drawn: 20 x 10, two of 10 x 10, 12 x 12, 8 x 9.
        areas = {row[0]: row[6] for row in of_gml}
        expected = {"block": 200, "pair": 200, "pand": 144, "twin-a": 72, "twin-b": 72}
        self.assertEqual(areas.keys(), expected.keys())
        for name, area in expected.items():
            self.assertAlmostEqual(areas[name], area, delta=0.5)
        self.assertEqual([row[5] for row in of_gml], [13, 7.25, 9.5, 6, 6])

    def test_twice_the_same_bytes(self):
        path = self.save(town())
        self.assert_ok(self.import_model(path))
        first = self.city.rename(self.folder / "first.city")
        self.assert_ok(self.import_model(path))
        self.assertEqual((first / "map.gpkg").read_bytes(), (self.city / "map.gpkg").read_bytes())

    def test_an_update_replaces_the_layer(self):
        self.assert_ok(import_osm(self.extract, self.city))
        for name, system in (("houses.xml", "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH"), ("HOUSES.GML", "EPSG:25832")):
            path = self.save(town(system=system), name)
            self.assert_ok(case.cityproof("import", "--update", "-o", self.city, "--layer", f"building={path}"))
            self.assert_ok(case.cityproof("check", self.city))
            self.assertEqual([row[0] for row in self.found("id")], ["block", "pair", "pand", "twin-a", "twin-b"])

    @unittest.skipUnless(shutil.which("ogr2ogr") and shutil.which("ogrinfo"), "gdal-bin is not there")
    def test_gdal_reads_the_same_ids_attributes_and_places(self):
        """GDAL's GML driver knows no links and no parts, so the houses are plain bodies here."""
        houses = [("a", 100, 20, 10, 13), ("b", 150.5, 8, 9.25, 6)]
        path = self.save(
            town(
                *(
                    building(
                        name,
                        text_attribute("Slope", height / 4, "double")
                        + f"<bldg:function>house</bldg:function><bldg:storeysAboveGround>{int(height / 3)}</bldg:storeysAboveGround>"
                        + box(x, 20, width, depth, height),
                    )
                    for name, x, width, depth, height in houses
                )
            )
        )
        self.assert_ok(self.import_model(path))
        theirs, ours = self.as_geojson(path, "gml_id"), self.as_geojson(self.city / "map.gpkg", "id", "building")
        self.assertEqual(theirs.keys(), {"a", "b"})
        self.assertEqual(ours.keys(), theirs.keys())
        for name, feature in theirs.items():
            mine = ours[name]["properties"]
            self.assertEqual(mine["storeysAboveGround"], feature["properties"]["storeysAboveGround"])
            self.assertEqual(mine["Slope"], feature["properties"]["Slope"])
            self.assertEqual(mine["kind"], feature["properties"]["function"])
            for known, value in zip(extent(feature), extent(ours[name])):
                self.assertAlmostEqual(known, value, delta=0.001)

    def as_geojson(self, source, id_field, *layers):
        """What GDAL reads, by id, in the city's UTM zone."""
        target = self.folder / "read.geojson"
        target.unlink(missing_ok=True)
        command = ["ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=NO", "-t_srs", "EPSG:32632"]
        command += ["-nlt", "MULTIPOLYGON", target, source, *layers]
        subprocess.run(command, check=True, capture_output=True)
        features = json.loads(target.read_text())["features"]
        return {feature["properties"][id_field]: feature for feature in features}

    def test_a_wrong_order_of_axes_is_seen(self):
        corners = [(50.0005, 9.0010), (50.0005, 9.0013), (50.0007, 9.0013), (50.0007, 9.0010)]

        def house(order, system):
            text = " ".join(f"{corner[order[0]]} {corner[order[1]]} 0" for corner in corners)
            ring = f"<gml:posList>{text}</gml:posList>"
            content = (
                "<bldg:lod0FootPrint><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior>"
                f"<gml:LinearRing>{ring}</gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
                "</gml:MultiSurface></bldg:lod0FootPrint>"
            )
            return self.save(town(building("house", content), system=system))

        for order, system in (((0, 1), "urn:ogc:def:crs:EPSG::4326"), ((1, 0), "EPSG:4326")):
            self.assert_ok(import_osm(self.extract, self.city, "--layer", f"building={house(order, system)}", "--force"))
            # 0.0003 degrees of longitude at 50 N are 21.5 m, 0.0002 of latitude 22.2 m.
            ((area,),) = self.found("area_m2")
            self.assertAlmostEqual(area, 21.5 * 22.24, delta=3)
        result = import_osm(
            self.extract, self.city, "--layer", f"building={house((1, 0), 'urn:ogc:def:crs:EPSG::4326')}", "--force"
        )
        self.assert_refused(result, "houses.gml", "no building near a street", max_lines=1)

    def test_files_that_cannot_be_read_are_refused(self):
        whole = town()
        doctype = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
        for content, *words in (
            (whole[: len(whole) // 2], "houses.gml:", "well-formed"),
            ("", "well-formed"),
            ("{}", "well-formed"),
            (whole.replace("<!-- written by hand -->", doctype), "houses.gml:2:", "DOCTYPE"),
            (whole.replace("core:CityModel", "core:Town"), "houses.gml:3:", "<core:Town>", "CityModel"),
            (whole.replace("citygml/2.0", "towns/2.0"), "<core:CityModel>", "CityGML"),
            (town(" "), "no building"),
            (whole.replace(f'srsName="{UTM}"', ""), "srsName", "missing"),
            (town(system="EPSG:99"), "houses.gml:5:", "srsName", "EPSG:99"),
            (whole.replace("500100.0 ", "nan ", 1), "houses.gml:7:", "posList", "nan"),
            (whole.replace("500100.0 ", "", 1), "posList", "14 numbers"),
            (whole.replace('srsDimension="3"', 'srsDimension="4"'), "srsDimension", '"4"'),
            (whole.replace("uom:m", "uom:ell"), "measuredHeight", "uom:ell"),
            (whole.replace(">4<", ">many<"), "storeysAboveGround", "many"),
            (whole.replace("twin-b", "twin-a"), "building twin-a", "two buildings"),
            (whole.replace("55386", "5"), "no building near a street"),
        ):
            with self.subTest(words=words, content=content[:60]):
                result = self.import_model(self.save(content))
                self.assert_refused(result, "houses.gml", *words, max_lines=2)
                self.assert_nothing_at(self.city)

    def test_other_layers_are_not_read_from_it(self):
        path = self.save(town())
        for layer in ("landuse", "lamp"):
            result = import_osm(self.extract, self.city, "--layer", f"{layer}={path}")
            self.assert_refused(result, "CityGML", "building", max_lines=1)


if __name__ == "__main__":
    unittest.main()
