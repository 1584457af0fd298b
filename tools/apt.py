"""Debian's packages, for a machine where tests run as root."""

from __future__ import annotations

import os
import subprocess


def install(package: str) -> None:
    """Installs `package`; whoever asked looks afterwards whether it is there."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False)
