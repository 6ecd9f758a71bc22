"""Chromium for the browser tests: Debian's where one can install it, else Playwright's own."""

from __future__ import annotations

import os
import shutil

from api.launch.console import step
from api.launch.environments import APP
from api.launch.programs import run

NAMES = ("chromium", "chromium-browser", "google-chrome")


def ensure_chromium() -> None:
    """Install Chromium unless there is one. Raises LaunchError when it cannot be had."""
    if any(shutil.which(name) for name in NAMES):
        return
    with step("Installing Chromium for the browser tests"):
        if shutil.which("apt-get") and os.geteuid() == 0:
            quiet = {"DEBIAN_FRONTEND": "noninteractive"}
            run("Reading the package lists", ["apt-get", "update", "-qq"], env=quiet)
            packages = ["chromium", "fonts-noto-core"]
            run(
                "Installing Chromium",
                ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
                env=quiet,
            )
            return
        run("Installing Chromium", [APP / "bin" / "playwright", "install", "chromium"])
