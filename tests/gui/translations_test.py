#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The files of translations: complete, up to date with the sources, and with the places and keys of the original.

usage: translations_test.py LUPDATE
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from xml.etree import ElementTree

LUPDATE = ""
PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "gui" / "translations"
HOW = "run `cmake --build build --target update_translations` and translate what is new in gui/translations"


def messages(file: Path) -> dict:
    """(context, text, comment) -> (translation, its type)"""
    found = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            translation = message.find("translation")
            found[key] = (translation.text or "", translation.get("type"))
    return found


class Translations(unittest.TestCase):
    files = sorted(FOLDER.glob("*.ts"))

    def test_there_are_german_and_chinese(self):
        self.assertEqual([file.name for file in self.files], ["cityproof_de.ts", "cityproof_zh.ts"])

    def test_nothing_is_unfinished(self):
        for file in self.files:
            bad = [key for key, (text, kind) in messages(file).items() if kind or not text.strip()]
            self.assertEqual(bad, [], f"{file.name}: {HOW}")

    def test_every_text_of_the_sources_is_there_and_no_other(self):
        with tempfile.TemporaryDirectory() as folder:
            for file in self.files:
                copy = Path(folder) / file.name
                shutil.copy(file, copy)
                told = subprocess.run([LUPDATE, "-silent", "-locations", "none", "-no-obsolete", "-I", str(PROJECT),
                                       "-extensions", "cpp,hpp", str(PROJECT / "gui"), "-ts", str(copy)],
                                      capture_output=True, text=True, check=True)
                self.assertEqual(told.stderr.strip(), "", "a text without a class to belong to")
                self.assertEqual(set(messages(copy)), set(messages(file)), f"{file.name}: {HOW}")

    def test_places_for_values_and_keys_are_those_of_the_original(self):
        for file in self.files:
            for (context, text, _), (translation, _) in messages(file).items():
                with self.subTest(file=file.name, context=context, text=text):
                    self.assertEqual(sorted(re.findall(r"%\d", text)), sorted(re.findall(r"%\d", translation)))
                    self.assertEqual(len(re.findall(r"&\w", text)), len(re.findall(r"&\w", translation)))

    def test_no_two_entries_of_a_menu_have_the_same_key(self):
        source = (PROJECT / "gui" / "window" / "commands.cpp").read_text()
        menus = dict(re.findall(r'const QString (\w+) = tr\("([^"]+)"\)', source))
        entries = re.findall(r"\{Command::\w+,\s*(\w+),\s*tr\(\"([^\"]+)\"\)", source)
        self.assertGreater(len(entries), 20)
        spoken_in = {"English": {text: text for _, text in entries}}
        for file in self.files:
            spoken_in[file.name] = {text: translation for (context, text, _), (translation, _)
                                    in messages(file).items() if context.endswith("Commands")}
        for language, spoken in spoken_in.items():
            for menu in menus:
                keys = [re.search(r"&(\w)", spoken[text])[1].lower() for name, text in entries
                        if name == menu and "&" in text]
                self.assertEqual(len(keys), len(set(keys)), f"{language}: menu {menu}: {keys}")

    def test_no_panel_takes_the_key_of_a_menu(self):
        source = (PROJECT / "gui" / "window" / "commands.cpp").read_text()
        menus = re.findall(r'const QString \w+ = tr\("([^"]+)"\)', source)
        self.assertGreater(len(menus), 4)
        for file in self.files:
            spoken = {(context.rpartition("::")[2], text): translation
                      for (context, text, _), (translation, _) in messages(file).items()}
            panels = [key for key in spoken if key[0] != "Commands" and re.search(r"&\w", key[1])]
            self.assertGreater(len(panels), 5)
            for language, words in {"English": {key: key[1] for key in spoken}, file.name: spoken}.items():
                taken = {re.search(r"&(\w)", words["Commands", text])[1].lower() for text in menus}
                self.assertEqual(len(taken), len(menus), f"{language}: keys of the menus")
                bad = [words[key] for key in panels if re.search(r"&(\w)", words[key])[1].lower() in taken]
                self.assertEqual(bad, [], f"{language}: Alt and the letter would open a menu")

    def test_the_key_figures_of_all_models_have_a_translated_name(self):
        sources = sorted(PROJECT.glob("models/*/*_key_figures.hpp"))
        figures = [name for file in sources for name in re.findall(r'\.id = "([^"]+)"', file.read_text())]
        self.assertGreater(len(figures), 25)
        for file in self.files:
            named = {text for context, text, _ in messages(file) if context.endswith("::KeyFigures")}
            self.assertEqual({figure.replace(".", ": ", 1).replace("_", " ") for figure in figures}, named,
                             "gui/compare/key_figure_name.cpp lists them")


if __name__ == "__main__":
    LUPDATE = sys.argv[1]
    unittest.main(argv=sys.argv[:1])
