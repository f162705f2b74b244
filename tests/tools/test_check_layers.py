# SPDX-License-Identifier: Apache-2.0
"""Each rule of tools/check_layers.py is broken in a small tree and must be refused; the expected
answers are the layer table in docs/design.md."""

import unittest

from source_tree_case import SourceTreeCase
from check_layers import check, find_cycle


class Layers(SourceTreeCase):
    def setUp(self):
        super().setUp()
        for name in ("core/base/time.hpp", "core/engine/event.hpp", "models/contracts/bus_state.hpp",
                     "models/energy/grid.hpp", "models/traffic/street.hpp", "io/run_file.hpp",
                     "io/gis/layer.hpp", "scenarios/scenario.hpp", "gui/window.hpp"):
            self.cpp(name)

    def include(self, name: str, *targets: str) -> list[str]:
        self.cpp(name, *(f"#include {target}" for target in targets))
        return check(self.root)

    def test_a_tree_that_keeps_the_table_is_accepted(self):
        self.cpp("core/base/time.cpp", '#include "core/base/time.hpp"', "#include <fmt/format.h>",
                 "#include <spdlog/spdlog.h>", "#include <sys/stat.h>", "#include <vector>")
        self.cpp("core/engine/window.cpp", '#include "core/base/time.hpp"', "#include <tbb/parallel_for.h>",
                 "#include <oneapi/tbb/task_arena.h>")
        self.cpp("models/energy/power_flow.cpp", '#include "models/contracts/bus_state.hpp"',
                 '#include "models/energy/grid.hpp"', "#include <power_grid_model_c.h>")
        self.cpp("models/traffic/sumo_adapter.cpp", "#include <libsumo/libsumo.h>")
        self.cpp("io/run_file.cpp", '#include "io/run_file.hpp"', "#include <hdf5.h>")
        self.cpp("io/gis/layer.cpp", '#include "io/gis/layer.hpp"', "#include <gdal_priv.h>",
                 "#include <ogrsf_frmts.h>")
        self.cpp("scenarios/run.cpp", '#include "models/energy/grid.hpp"', '#include "io/gis/layer.hpp"',
                 "#include <CLI/CLI.hpp>")
        self.cpp("gui/window.cpp", '#include "gui/window.hpp"', '#include "io/run_file.hpp"',
                 "#include <QMainWindow>", '#include "window.moc"')
        self.assertEqual(check(self.root), [])

    def test_base_may_not_include_the_engine(self):
        problems = self.include("core/base/clock.cpp", '"core/engine/event.hpp"')
        self.assert_one_problem(problems, "core/base/clock.cpp:2", "core/engine")

    def test_the_engine_knows_no_model(self):
        self.assert_one_problem(self.include("core/engine/x.cpp", '"models/contracts/bus_state.hpp"'),
                                "core/engine includes models/contracts")

    def test_contracts_may_not_include_a_domain(self):
        self.assert_one_problem(self.include("models/contracts/x.hpp", '"models/energy/grid.hpp"'),
                                "models/contracts includes models/energy")

    def test_a_domain_may_not_include_another_domain(self):
        self.assert_one_problem(self.include("models/traffic/x.cpp", '"models/energy/grid.hpp"'),
                                "models/energy, another domain")

    def test_synthesis_of_a_domain_may_include_its_own_domain(self):
        self.assertEqual(self.include("models/energy/synthesis/x.cpp", '"models/energy/grid.hpp"'), [])

    def test_a_model_may_not_include_io(self):
        self.assert_one_problem(self.include("models/energy/x.cpp", '"io/run_file.hpp"'), "includes io")

    def test_io_may_not_include_a_domain(self):
        self.assert_one_problem(self.include("io/x.cpp", '"models/energy/grid.hpp"'), "models/energy")

    def test_io_may_not_include_its_gis_part(self):
        self.assert_one_problem(self.include("io/x.cpp", '"io/gis/layer.hpp"'), "io/gis")

    def test_scenarios_may_not_include_gui(self):
        self.assert_one_problem(self.include("scenarios/x.cpp", '"gui/window.hpp"'), "includes gui")

    def test_gui_may_not_include_engine_models_gis_or_scenarios(self):
        for target in ("core/engine/event.hpp", "models/contracts/bus_state.hpp", "models/energy/grid.hpp",
                       "io/gis/layer.hpp", "scenarios/scenario.hpp"):
            with self.subTest(target):
                self.assert_one_problem(self.include("gui/x.cpp", f'"{target}"'), "gui")

    def test_angle_brackets_do_not_hide_an_include_of_the_project(self):
        self.assert_one_problem(self.include("core/base/x.cpp", "<gui/window.hpp>"), "includes gui")

    def test_a_file_in_no_layer_is_refused(self):
        for name in ("core/loose.hpp", "models/loose.hpp", "core/other/x.hpp"):
            with self.subTest(name):
                self.cpp(name)
                self.assert_one_problem(check(self.root), name, "no layer")
                (self.root / name).unlink()

    def test_contracts_are_header_only(self):
        self.assert_one_problem(self.include("models/contracts/x.cpp"), "header-only")


class OwnIncludes(SourceTreeCase):
    def test_relative_and_missing_names_are_refused(self):
        self.cpp("core/base/time.hpp")
        for target in ("time.hpp", "../base/time.hpp", "core/base/../base/time.hpp", "core/base/gone.hpp"):
            with self.subTest(target):
                self.cpp("core/base/x.cpp", f'#include "{target}"')
                self.assert_one_problem(check(self.root), "core/base/x.cpp:2", "named from its root")


class ThirdParties(SourceTreeCase):
    def refused(self, name: str, header: str, library: str) -> None:
        with self.subTest(f"{header} in {name}"):
            self.cpp(name, f"#include <{header}>")
            self.assert_one_problem(check(self.root), f"{name}:", header, library)
            (self.root / name).unlink()

    def test_engines_stay_in_the_sources_of_their_adapters(self):
        self.refused("scenarios/x.cpp", "libsumo/Simulation.h", "SUMO")
        self.refused("models/energy/x.cpp", "libsumo/Simulation.h", "SUMO")
        self.refused("models/traffic/x.hpp", "libsumo/libsumo.h", ".cpp file")
        self.refused("models/water/x.cpp", "power_grid_model_c.h", "power-grid-model")
        self.refused("models/energy/x.hpp", "power_grid_model_c.h", ".cpp file")
        self.refused("models/water/x.hpp", "epanet2_2.h", ".cpp file")
        self.refused("io/x.cpp", "epanet2.h", "EPANET")

    def test_gdal_stays_in_io_gis(self):
        for header in ("gdal.h", "gdal_priv.h", "ogrsf_frmts.h", "ogr_spatialref.h", "cpl_conv.h", "gdal/gdal.h",
                       "proj.h"):
            self.refused("io/x.cpp", header, "GDAL")
        self.refused("gui/x.cpp", "gdal.h", "GDAL")
        self.refused("scenarios/x.cpp", "gdal_priv.h", "GDAL")

    def test_gui_has_no_threads_of_tbb_and_nobody_else_has_qt(self):
        self.refused("gui/x.cpp", "tbb/parallel_for.h", "TBB")
        self.refused("gui/x.cpp", "tbb.h", "TBB")
        self.refused("io/x.cpp", "QImage", "Qt")
        self.refused("scenarios/x.cpp", "QtWidgets/QWidget", "Qt")

    def test_files_and_logs_stay_behind_their_own_interfaces(self):
        self.refused("scenarios/x.cpp", "hdf5.h", "HDF5")
        self.refused("io/gis/x.cpp", "H5Dpublic.h", "HDF5")
        self.refused("gui/x.cpp", "sqlite3.h", "SQLite")
        self.refused("core/engine/x.cpp", "yaml-cpp/yaml.h", "yaml-cpp")
        self.refused("models/energy/x.cpp", "spdlog/spdlog.h", "spdlog")
        self.refused("core/base/x.hpp", "spdlog/spdlog.h", ".cpp file")

    def test_contracts_are_plain_structs(self):
        self.refused("models/contracts/x.hpp", "nlohmann/json.hpp", "not in this part")
        self.refused("models/contracts/x.hpp", "boost/math/constants/constants.hpp", "not in this part")

    def test_quotes_do_not_hide_a_third_party(self):
        self.cpp("io/x.cpp", '#include "ogrsf_frmts.h"')
        self.assert_one_problem(check(self.root), "GDAL")

    def test_an_unknown_library_must_be_entered_into_the_table(self):
        self.refused("io/x.cpp", "pugi/pugixml.hpp", "does not know")


class Circles(SourceTreeCase):
    def test_sibling_folders_that_include_each_other_are_refused(self):
        self.cpp("io/text/a.hpp")
        self.cpp("io/text/b.cpp", '#include "io/city/c.hpp"')
        self.cpp("io/city/c.hpp")
        self.assertEqual(check(self.root), [])
        self.cpp("io/city/d.cpp", '#include "io/text/a.hpp"')
        self.assert_one_problem(check(self.root), "folders include each other", "io/text", "io/city",
                                "io/city/d.cpp:2", "io/text/b.cpp:2")

    def test_a_circle_of_three_folders_is_refused(self):
        for source, target in (("a", "b"), ("b", "c"), ("c", "a")):
            self.cpp(f"gui/{source}/own.hpp")
            self.cpp(f"gui/{source}/use.cpp", f'#include "gui/{target}/own.hpp"')
        self.assert_one_problem(check(self.root), "folders include each other", "gui/a -> gui/b -> gui/c -> gui/a")

    def test_headers_of_one_folder_that_include_each_other_are_refused(self):
        self.cpp("core/base/a.hpp", '#include "core/base/b.hpp"')
        self.cpp("core/base/b.hpp", '#include "core/base/a.hpp"')
        self.assert_one_problem(check(self.root), "headers include each other")

    def test_find_cycle_ignores_diamonds_and_finds_a_circle_behind_them(self):
        diamond = {"a": {"b", "c"}, "b": {"d"}, "c": {"d"}}
        self.assertEqual(find_cycle(diamond), [])
        self.assertEqual(find_cycle({**diamond, "d": {"e"}, "e": {"d"}}), ["d", "e", "d"])


if __name__ == "__main__":
    unittest.main()
