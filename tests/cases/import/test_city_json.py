# SPDX-License-Identifier: Apache-2.0
"""`--layer building=x.city.json`: outlines, heights and storeys of CityJSON, and files that are none."""

import json
import unittest

from osm_case import VILLAGE, OsmCase, case, import_osm, rows

# Millimetres from here, in UTM zone 32: the village lies at 9 degrees, where x is 500 km.
ORIGIN = (500_000.0, 5_538_630.0, 100.0)
BOX_FACES = ([0, 3, 2, 1], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7])
BOX_SURFACES = ("GroundSurface", "RoofSurface", "WallSurface", "WallSurface", "WallSurface", "WallSurface")


class Model:
    """A CityJSON file in the making."""

    def __init__(self, reference="https://www.opengis.net/def/crs/EPSG/0/32632"):
        self.vertices, self.objects, self.reference = [], {}, reference

    def corners(self, *points):
        first = len(self.vertices)
        self.vertices += [[round(1000 * value) for value in point] for point in points]
        return list(range(first, len(self.vertices)))

    def rectangle(self, x, y, width, depth, z=0):
        return self.corners((x, y, z), (x + width, y, z), (x + width, y + depth, z), (x, y + depth, z))

    def solid(self, x, y, width, depth, height, named=True):
        at = self.rectangle(x, y, width, depth) + self.rectangle(x, y, width, depth, height)
        geometry = {
            "type": "Solid",
            "lod": "1.2",
            "boundaries": [[[[at[corner] for corner in face]] for face in BOX_FACES]],
        }
        if named:
            geometry["semantics"] = {
                "surfaces": [{"type": name} for name in BOX_SURFACES],
                "values": [list(range(6))],
            }
        return geometry

    def surfaces(self, *rings, names=()):
        geometry = {"type": "MultiSurface", "lod": "0", "boundaries": [[ring] for ring in rings]}
        if names:
            geometry["semantics"] = {
                "surfaces": [{"type": name} for name in names],
                "values": list(range(len(names))),
            }
        return geometry

    def add(self, name, *geometry, kind="Building", **more):
        self.objects[name] = {"type": kind, "geometry": list(geometry), **more}

    def document(self):
        return {
            "type": "CityJSON",
            "version": "1.1",
            "metadata": {"referenceSystem": self.reference},
            "transform": {"scale": [0.001] * 3, "translate": list(ORIGIN)},
            "CityObjects": self.objects,
            "vertices": self.vertices,
        }


def small_model(**options):
    model = Model(**options)
    model.add(
        "block",
        model.solid(100, 20, 20, 10, 13),
        attributes={"storeysAboveGround": 4, "function": "apartments", "roofType": "flat", "listed": True},
    )
    # Without semantics: the lowest level face. A building of two parts, which share its attributes.
    model.add("twins", attributes={"function": "house"}, children=["twin-a", "twin-b"])
    model.objects["twins"].pop("geometry")
    for part, x in (("twin-a", 150), ("twin-b", 170)):
        model.add(part, model.solid(x, 20, 8, 9, 6, named=False), kind="BuildingPart", parents=["twins"])
    # As in 3D BAG: the outline at the building, the body at its part.
    model.add("pand", model.surfaces(model.rectangle(200, 20, 12, 12)), children=["pand-0"])
    model.add("pand-0", model.solid(200, 20, 11, 11, 9.5), kind="BuildingPart", parents=["pand"])
    # A ground of two faces that touch, and a roof.
    model.add(
        "pair",
        model.surfaces(
            model.rectangle(240, 20, 10, 10),
            model.rectangle(250, 20, 10, 10),
            model.rectangle(235, 15, 30, 20, 7),
            names=("GroundSurface", "GroundSurface", "RoofSurface"),
        ),
        attributes={"measuredHeight": 7.25, "function": "retail"},
    )
    model.add("tree", kind="SolitaryVegetationObject")
    return model


class CityJson(OsmCase):
    def setUp(self):
        super().setUp()
        self.extract = self.folder / "village.osm"
        self.extract.write_text(VILLAGE)
        self.city = self.folder / "village.city"

    def save(self, document, name="houses.city.json"):
        path = self.folder / name
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        return path

    def import_model(self, path, *options):
        return import_osm(
            self.extract, self.city, "--layer", f"building={path}", "--column", "building.kind=function", *options
        )

    def assert_small_model(self):
        """Areas, heights and storeys are those that small_model() is drawn with."""
        found = rows(
            self.city, "SELECT id, use, levels, levels_from, height_m, area_m2 FROM building ORDER BY id"
        )
        expected = [
            ("block", "residential", 4, "tag", 13, 200),
            ("pair", "commercial", None, None, 7.25, 200),
            ("pand", None, None, None, 9.5, 144),
            ("twin-a", "residential", None, None, 6, 72),
            ("twin-b", "residential", None, None, 6, 72),
        ]
        self.assertEqual([row[0] for row in found], [row[0] for row in expected])
        for row, wanted in zip(found, expected):
            for value, known in zip(row[1:4], wanted[1:4]):
                if known is not None:
                    self.assertEqual(value, known, row)
            self.assertAlmostEqual(row[4], wanted[4], delta=0.01, msg=row)
            self.assertAlmostEqual(row[5], wanted[5], delta=0.5, msg=row)

    def test_buildings_become_the_citys(self):
        self.assert_ok(self.import_model(self.save(small_model().document())))
        self.assert_ok(case.cityproof("check", self.city))
        self.assert_small_model()
        self.assertEqual(
            rows(self.city, "SELECT roofType, listed FROM building WHERE id = 'block'"), [("flat", 1)]
        )
        # 200 m2 on four floors, 47.7 m2 of living space a person, 78 % of the floor area: 13.
        (people,) = rows(self.city, "SELECT residents FROM building WHERE id = 'block'")[0]
        self.assertIn(people, (13, 14))

    def test_floors_follow_from_the_height_where_they_are_not_said(self):
        self.assert_ok(self.import_model(self.save(small_model().document())))
        # 9.5 m and 6 m at 3.2 m a floor
        self.assertEqual(
            rows(self.city, "SELECT levels FROM building WHERE id IN ('pand', 'twin-a') ORDER BY id"),
            [(3,), (2,)],
        )

    def test_other_ways_to_name_a_reference_system_and_a_file(self):
        for name, reference in (
            ("a.json", "urn:ogc:def:crs:EPSG::25832"),
            ("b.cityjson", "http://www.opengis.net/def/crs/EPSG/0/5555"),  # with heights
        ):
            with self.subTest(name):
                path = self.save(small_model(reference=reference).document(), name)
                self.assert_ok(self.import_model(path, "--force"))
                self.assert_small_model()

    def test_whole_coordinates_without_a_transform(self):
        document = small_model().document()
        del document["transform"]
        document["vertices"] = [
            [o + value / 1000 for o, value in zip(ORIGIN, vertex)] for vertex in document["vertices"]
        ]
        self.assert_ok(self.import_model(self.save(document)))
        self.assert_small_model()

    def test_a_building_without_an_outline_is_left_out_and_said(self):
        model = small_model()
        model.add("ghost")
        result = self.import_model(self.save(model.document()))
        self.assert_ok(result)
        self.assertRegex(result.stdout, "ghost: warning: 1 buildings have no outline")
        self.assert_small_model()

    def test_an_update_replaces_the_layer(self):
        self.assert_ok(import_osm(self.extract, self.city))
        path = self.save(small_model().document())
        self.assert_ok(case.cityproof("import", "--update", "-o", self.city, "--layer", f"building={path}"))
        self.assert_ok(case.cityproof("check", self.city))
        self.assertEqual(rows(self.city, "SELECT count(*) FROM building"), [(5,)])

    def test_files_that_cannot_be_read_are_refused(self):
        def changed(change):
            document = small_model().document()
            change(document)
            return json.dumps(document)

        def boundaries(value):
            def change(document):
                document["CityObjects"]["block"]["geometry"][0]["boundaries"] = value

            return changed(change)

        whole = json.dumps(small_model().document())
        for content, *words in (
            (whole[: len(whole) // 2], "JSON"),
            ('{"type": "FeatureCollection", "features": []}', "CityJSON"),
            ("[]", "CityJSON"),
            (changed(lambda d: d.pop("metadata")), "referenceSystem", "missing"),
            (changed(lambda d: d["metadata"].update(referenceSystem="EPSG:99")), "referenceSystem"),
            (changed(lambda d: d["metadata"].update(referenceSystem="EPSG" + "9" * 40)), "referenceSystem"),
            (changed(lambda d: d.pop("vertices")), "vertices"),
            (changed(lambda d: d["vertices"].__setitem__(0, ["a", 0, 0])), "vertices"),
            (changed(lambda d: d["transform"].update(scale=[1, 2])), "scale"),
            (changed(lambda d: d.update(CityObjects={})), "no building"),
            (boundaries([[[[0, 1, 9_999_999]]]]), "block", "9999999"),
            (boundaries([[[[0, 1, -1]]]]), "block", "-1"),
            (boundaries([[[[0, 1, 1.5]]]]), "block", "1.5"),
            (boundaries("all"), "block", "no list"),
            (changed(lambda d: d["CityObjects"]["twins"].update(children=["lost"])), "twins", "lost"),
            (changed(lambda d: d["transform"].update(translate=[0, 0, 0])), "houses.city.json"),
        ):
            with self.subTest(words=words, content=content[:60]):
                result = self.import_model(self.save(content))
                self.assert_refused(result, "houses.city.json", *words, max_lines=2)
                self.assert_nothing_at(self.city)

    def test_other_layers_are_not_read_from_it(self):
        path = self.save(small_model().document())
        result = import_osm(self.extract, self.city, "--layer", f"landuse={path}")
        self.assert_refused(result, "CityJSON", "building", max_lines=1)


if __name__ == "__main__":
    unittest.main()
