# SPDX-License-Identifier: Apache-2.0
"""Each rule of tools/check_files.py is broken in a small tree and must be refused."""

import subprocess
import sys
import unittest

from source_tree_case import LICENCE, TOOLS, SourceTreeCase
from check_files import MAX_LINES, check


class Licence(SourceTreeCase):
    def test_every_kind_of_source_needs_the_line(self):
        for name, text in (("core/a.cpp", "int a;\n"), ("tools/a.py", "print()\n"),
                           ("io/CMakeLists.txt", "project(x)\n"), ("cmake/a.cmake", "set(x)\n"),
                           ("a.sh", "echo\n"), ("run", "#!/usr/bin/env bash\necho\n"),
                           ("tool", "#!/usr/bin/env python3\nprint()\n")):
            with self.subTest(name):
                self.write(name, text)
                self.assert_one_problem(check(self.root), name, LICENCE)
                (self.root / name).unlink()

    def test_it_stands_on_the_first_line_or_after_the_interpreter(self):
        self.write("run", f"#!/usr/bin/env bash\n# {LICENCE}\n")
        self.write("a.cpp", f"// {LICENCE}\n")
        self.assertEqual(check(self.root), [])
        self.write("a.cpp", f"\n// {LICENCE}\n")
        self.assert_one_problem(check(self.root), "a.cpp:1")

    def test_another_licence_is_refused(self):
        self.write("a.cpp", "// SPDX-License-Identifier: GPL-2.0-only\n")
        self.assert_one_problem(check(self.root), "a.cpp:1")

    def test_data_and_documents_need_none(self):
        self.write("README.md", "# Title\n")
        self.write("data/a.json", "{}\n")
        self.assertEqual(check(self.root), [])


class Length(SourceTreeCase):
    def test_the_limit_is_five_hundred_lines(self):
        self.assertEqual(MAX_LINES, 500)
        self.cpp("core/a.cpp", *["int x;"] * 499)
        self.assertEqual(check(self.root), [])
        self.cpp("core/a.cpp", *["int x;"] * 500)
        self.assert_one_problem(check(self.root), "core/a.cpp:501", "501 lines")

    def test_data_may_be_longer(self):
        self.write("data/a.csv", "1\n" * 2000)
        self.assertEqual(check(self.root), [])


class ForbiddenText(SourceTreeCase):
    def refused(self, name: str, line: str, text: str) -> None:
        with self.subTest(f"{line} in {name}"):
            self.cpp(name, line)
            self.assert_one_problem(check(self.root), f"{name}:", text)
            (self.root / name).unlink()

    def accepted(self, name: str, line: str) -> None:
        with self.subTest(f"{line} in {name}"):
            self.cpp(name, line)
            self.assertEqual(check(self.root), [])
            (self.root / name).unlink()

    # The texts are put together here so that this file keeps the rules itself.
    def test_machine_paths_are_refused_in_any_text(self):
        for folder in ("work", "root", "home/someone"):
            path = "/" + folder + "/project"
            self.refused("core/a.cpp", f'auto p = "{path}";', "path of one machine")
            self.write("docs/a.md", f"see {path}\n")
            self.assert_one_problem(check(self.root), "docs/a.md:1")
            (self.root / "docs/a.md").unlink()

    def test_paths_inside_the_project_are_no_machine_paths(self):
        self.accepted("core/a.cpp", '// data/' + 'work/a.csv and "$bare/' + 'root/x"')

    def test_a_fixed_temporary_folder_is_refused(self):
        self.refused("core/a.cpp", 'open("/' + 'tmp/x");', "temporary folder")

    def test_flags_that_change_bits_or_need_one_cpu_are_refused(self):
        for flag in ("-march=" + "native", "-ff" + "ast-math", "-O" + "fast"):
            with self.subTest(flag):
                self.write("CMakeLists.txt", f"# {LICENCE}\nadd_compile_options({flag})\n")
                self.assert_one_problem(check(self.root), "CMakeLists.txt:2", flag)

    def test_unfinished_work_is_refused(self):
        self.refused("core/a.cpp", "// TO" + "DO later", "unfinished")
        self.refused("core/a.cpp", "// FIX" + "ME", "unfinished")

    def test_random_numbers_of_the_library_are_refused_in_core_and_models(self):
        self.refused("models/sensors/a.cpp", "std::mt19937 g;", "random")
        self.refused("core/engine/a.cpp", "std::normal_distribution<double> d;", "random")
        self.refused("core/engine/a.cpp", "int x = rand();", "random")
        self.accepted("io/a.cpp", "std::random_device d;")
        self.accepted("models/sensors/a.cpp", "int x = grand(); x = s.rand();")

    def test_wall_clock_is_refused_where_results_are_made(self):
        self.refused("models/energy/a.cpp", "auto t = std::chrono::system_clock::now();", "wall clock")
        self.refused("core/engine/a.cpp", "auto t = time(nullptr);", "wall clock")
        self.accepted("scenarios/a.cpp", "auto t = std::chrono::system_clock::now();")

    def test_q_object_stands_alone(self):
        self.refused("gui/a.hpp", "class A : public QObject { Q_OBJECT", "Q_OBJECT")
        self.refused("gui/a.hpp", "Q_OBJECT public:", "Q_OBJECT")
        self.accepted("gui/a.hpp", "    Q_OBJECT")
        self.accepted("gui/a.hpp", "    Q_OBJECT  // moc")

    def test_a_header_needs_pragma_once(self):
        self.write("core/a.hpp", f"// {LICENCE}\n")
        self.assert_one_problem(check(self.root), "core/a.hpp:1", "#pragma once")


class Program(SourceTreeCase):
    def run_on_tree(self) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, str(TOOLS / "check_files.py"), str(self.root)],
                              capture_output=True, text=True)

    def test_the_exit_code_tells(self):
        self.cpp("core/a.cpp")
        self.assertEqual(self.run_on_tree().returncode, 0)
        self.write("core/a.cpp", "int a;\n")
        refused = self.run_on_tree()
        self.assertEqual(refused.returncode, 1)
        self.assertIn("core/a.cpp:1", refused.stdout)

    def test_ignored_files_of_a_git_tree_are_left_out(self):
        subprocess.run(["git", "init", "-q", str(self.root)], check=True)
        self.write(".gitignore", "out/\n")
        self.write("out/a.cpp", "int a;\n")
        self.assertEqual(self.run_on_tree().returncode, 0)
        self.write("core/new.cpp", "int a;\n")
        self.assertIn("core/new.cpp:1", self.run_on_tree().stdout)


if __name__ == "__main__":
    unittest.main()
