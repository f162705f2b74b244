#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The viewer on a real X server (Xvfb), with clicks and keys as a user makes them (xdotool), judged by the pixels
on the screen.

usage: real_window_test.py VIEWER TOWN_WRITER WINDOW_TESTS    exit code 77 when Xvfb or xdotool is not installed
"""

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

VIEWER, WRITER, WINDOW_TESTS = "", "", ""
WIDTH, HEIGHT = 1400, 900
PATIENCE_S = 20


class Screen:
    """An X server of its own and the picture on it."""

    def __init__(self, folder: Path):
        self.folder = folder
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder),
             "-nolisten", "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = ":" + pipe.readline().strip()

    def close(self):
        self.server.terminate()
        self.server.wait(timeout=PATIENCE_S)

    def picture(self) -> bytes:
        """Four bytes a pixel, row by row: the server's picture is in XWD format in a file."""
        dump = (self.folder / "Xvfb_screen0").read_bytes()
        header_bytes, = struct.unpack_from(">I", dump, 0)
        colours, = struct.unpack_from(">I", dump, 4 * 19)
        return dump[header_bytes + 12 * colours:]


class OnScreen(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.place = Path(self.folder.name)
        self.screen = Screen(self.place)
        self.addCleanup(self.screen.close)
        self.environment = {**os.environ, "DISPLAY": self.screen.display, "QT_QPA_PLATFORM": "xcb",
                            "CITYPROOF_GUI_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(self.place),
                            "HOME": str(self.place)}
        self.environment.pop("QT_SCALE_FACTOR", None)


class WindowTests(OnScreen):
    def test_hold_on_a_real_server_too(self):
        # Without a window manager nobody gives a window the focus by itself.
        ended = subprocess.run([WINDOW_TESTS, "--gtest_brief=1", "--gtest_filter=-*tab_key*"], env=self.environment,
                               capture_output=True, text=True, timeout=200, check=False)
        self.assertEqual(ended.returncode, 0, ended.stdout[-3000:])


class RealWindow(OnScreen):
    def setUp(self):
        super().setUp()
        run = self.place / "run.h5"
        subprocess.run([WRITER, str(run), "0", "60", "finish"], check=True)
        self.viewer = subprocess.Popen([VIEWER, str(run), "--theme", "light"], env=self.environment,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(self.end_viewer)
        self.window = self.xdotool("search", "--sync", "--onlyvisible", "--name", "morning peak").split()[0]
        self.xdotool("windowmove", self.window, "0", "0")
        self.xdotool("windowsize", "--sync", self.window, str(WIDTH), str(HEIGHT))
        self.xdotool("windowfocus", "--sync", self.window)
        self.wait_for(lambda: self.dark_share() < 0.3, "the map")

    def end_viewer(self):
        if self.viewer.poll() is None:
            self.viewer.kill()
        self.viewer.wait(timeout=PATIENCE_S)
        self.viewer.stderr.close()

    def xdotool(self, *words: str) -> str:
        return subprocess.run(["xdotool", *words], env=self.environment, check=True, capture_output=True, text=True,
                              timeout=PATIENCE_S).stdout

    def wait_for(self, condition, what: str):
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                self.fail(f"waited in vain for {what}")
            time.sleep(0.05)

    def calm_picture(self) -> bytes:
        """The screen once it stands still."""
        before = b""
        for _ in range(60):
            now = self.screen.picture()
            if now == before:
                return now
            before = now
            time.sleep(0.15)
        return before

    def dark_share(self) -> float:
        """How much of the middle of the screen, where the map is, is dark; a screen without a window is."""
        places = [(x, y) for x in range(400, 1000, 20) for y in range(100, 500, 20)]
        picture = self.screen.picture()
        return sum(max(picture[4 * (y * WIDTH + x):][:3]) < 90 for x, y in places) / len(places)

    def test_keys_and_clicks_reach_the_window(self):
        light = self.calm_picture()
        self.xdotool("key", "End")
        self.wait_for(lambda: self.calm_picture() != light, "another moment")
        late = self.calm_picture()
        self.xdotool("mousemove", "700", "300", "click", "4", "click", "4")
        self.wait_for(lambda: self.calm_picture() != late, "the wheel to zoom")
        self.xdotool("key", "ctrl+d")
        self.wait_for(lambda: self.dark_share() > 0.6, "dark colours")
        self.xdotool("key", "ctrl+q")
        self.assertEqual(self.viewer.wait(timeout=PATIENCE_S), 0)
        self.assertEqual([line for line in self.viewer.stderr.read().decode().splitlines() if line.strip()], [])


if __name__ == "__main__":
    VIEWER, WRITER, WINDOW_TESTS = sys.argv[1:4]
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        print("Xvfb or xdotool is not installed: ./setup installs them")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
