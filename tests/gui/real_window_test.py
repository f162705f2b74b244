#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The viewer on a real X server (Xvfb), with clicks and keys as a user makes them (xdotool), judged by the pixels
on the screen.

usage: real_window_test.py VIEWER TOWN_WRITER WINDOW_TESTS PICTURES
PICTURES is a folder that keeps what the screen showed. Exit code 77 when Xvfb or xdotool is not installed.
"""

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib
from pathlib import Path

VIEWER, WRITER, WINDOW_TESTS, PICTURES = "", "", "", Path()
WIDTH, HEIGHT = 1400, 900
PATIENCE_S = 20


class Screen:
    """An X server of its own and the picture on it."""

    def __init__(self, folder: Path, scale: int):
        self.folder = folder
        self.width, self.height = WIDTH * scale, HEIGHT * scale
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.width}x{self.height}x24", "-fbdir", str(folder),
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

    def keep(self, name: str):
        """Writes the picture into PICTURES as PNG, to be looked at."""
        picture, rows = self.picture(), bytearray()
        for y in range(self.height):
            row = picture[4 * self.width * y:4 * self.width * (y + 1)]
            rgb = bytearray(3 * self.width)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + rgb

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        PICTURES.mkdir(parents=True, exist_ok=True)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        (PICTURES / f"{name}.png").write_bytes(
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows), 3)) +
            chunk(b"IEND", b""))


class OnScreen(unittest.TestCase):
    scale = 1

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.place = Path(self.folder.name)
        self.screen = Screen(self.place, self.scale)
        self.addCleanup(self.screen.close)
        self.environment = {**os.environ, "DISPLAY": self.screen.display, "QT_QPA_PLATFORM": "xcb",
                            "CITYPROOF_GUI_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(self.place),
                            "HOME": str(self.place)}
        self.environment["QT_SCALE_FACTOR"] = str(self.scale)


class WindowTests(OnScreen):
    def test_hold_on_a_real_server_too(self):
        # Without a window manager nobody gives a window the focus by itself.
        ended = subprocess.run([WINDOW_TESTS, "--gtest_brief=1", "--gtest_filter=-*tab_key*"], env=self.environment,
                               capture_output=True, text=True, timeout=200, check=False)
        self.assertEqual(ended.returncode, 0, ended.stdout[-3000:])


class ViewerOnScreen(OnScreen):
    def start_viewer(self, title: str, *arguments: str):
        self.viewer = subprocess.Popen([VIEWER, *arguments, "--theme", "light", "--language", "en"],
                                       env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(self.end_viewer)
        self.window = self.xdotool("search", "--sync", "--onlyvisible", "--name", title).split()[0]
        self.xdotool("windowmove", self.window, "0", "0")
        self.resize(WIDTH, HEIGHT)
        self.xdotool("windowfocus", "--sync", self.window)
        self.wait_for(lambda: self.dark_share() < 0.3, "the window")

    def resize(self, width: int, height: int):
        self.xdotool("windowsize", "--sync", self.window, str(width * self.scale), str(height * self.scale))

    def quit(self):
        self.xdotool("key", "ctrl+q")
        self.assertEqual(self.viewer.wait(timeout=PATIENCE_S), 0)
        self.assertEqual([line for line in self.viewer.stderr.read().decode().splitlines() if line.strip()], [])

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

    def inspector(self, picture: bytes) -> list[bytes]:
        """The right upper part, where the values of what is selected stand."""
        return [self.pixel(picture, x, y) for x in range(1120, 1390, 2) for y in range(40, 200)]

    def pixel(self, picture: bytes, x: int, y: int) -> bytes:
        return picture[4 * (self.scale * y * self.screen.width + self.scale * x):][:3]

    def black_share(self, places: list) -> float:
        picture = self.screen.picture()
        return sum(max(self.pixel(picture, *place)) < 40 for place in places) / len(places)

    def dark_share(self) -> float:
        """How much of the middle of the screen, where the map is, is dark; a screen without a window is."""
        places = [(x, y) for x in range(400, 1000, 20) for y in range(100, 500, 20)]
        picture = self.screen.picture()
        return sum(max(self.pixel(picture, x, y)) < 90 for x, y in places) / len(places)


class RealWindow(ViewerOnScreen):
    def setUp(self):
        super().setUp()
        run = self.place / "run.h5"
        subprocess.run([WRITER, str(run), "0", "60", "finish"], check=True)
        self.start_viewer("morning peak", str(run))

    def test_keys_and_clicks_reach_the_window(self):
        light = self.calm_picture()
        self.screen.keep(f"light-{self.scale}x")
        self.xdotool("key", "End")
        self.wait_for(lambda: self.calm_picture() != light, "another moment")
        nothing = self.inspector(self.calm_picture())
        middle = (str(860 * self.scale), str(311 * self.scale))  # on the street from west to east
        self.xdotool("mousemove", *middle, "click", "1")
        self.wait_for(lambda: self.inspector(self.calm_picture()) != nothing, "a click to select")
        selected = self.calm_picture()
        self.screen.keep(f"selected-{self.scale}x")
        self.xdotool("mousemove", *middle, "click", "4", "click", "4")
        self.wait_for(lambda: self.calm_picture() != selected, "the wheel to zoom")
        self.xdotool("key", "ctrl+d")
        self.wait_for(lambda: self.dark_share() > 0.6, "dark colours")
        self.calm_picture()
        self.screen.keep(f"dark-{self.scale}x")
        self.quit()

    def test_a_resized_window_is_drawn_to_its_edges(self):
        for width, height in ((960, 640), (1320, 860), (WIDTH, HEIGHT)):
            self.resize(width, height)
            # Nothing of the screen's black shows inside; along the edges the window's light ground.
            edge = [(x, y) for x in range(4, width, 40) for y in (4, height - 6)]
            edge += [(x, y) for x in (2, width - 3) for y in range(4, height, 40)]
            self.wait_for(lambda edge=edge: self.black_share(edge) < 0.02, f"a window of {width} x {height}")
            self.calm_picture()
            self.screen.keep(f"resized-{width}-{self.scale}x")
        self.quit()


class RealWindowAtTwice(RealWindow):
    """The same with twice the pixels."""

    scale = 2


class StartPage(ViewerOnScreen):
    def test_opens_without_a_run_and_f1_shows_the_users_guide(self):
        self.start_viewer("Cityproof")
        self.calm_picture()
        self.screen.keep("start-page")
        self.xdotool("key", "F1")
        guide = self.xdotool("search", "--sync", "--onlyvisible", "--name", "Help").split()[0]
        self.calm_picture()
        self.screen.keep("help")
        self.xdotool("windowfocus", "--sync", guide)
        self.xdotool("key", "Escape")
        self.xdotool("windowfocus", "--sync", self.window)
        self.quit()


if __name__ == "__main__":
    VIEWER, WRITER, WINDOW_TESTS = sys.argv[1:4]
    PICTURES = Path(sys.argv[4])
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        print("Xvfb or xdotool is not installed: ./setup installs them")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
