"""Programs that checks need besides Python: Java, Node.js, and what npm installs here."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

from tools import apt

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
# Debian's package of each program.
PACKAGES = {"java": "default-jre-headless", "node": "nodejs", "npm": "npm", "chromium": "chromium"}


def lacking(*programs: str) -> str:
    """Why checks that need these cannot run; empty where they can. Root's machines get them."""
    for program in programs:
        if not shutil.which(program) and os.geteuid() == 0 and shutil.which("apt-get"):
            print(f"Installing {PACKAGES[program]} ...", flush=True)
            apt.install(PACKAGES[program])
    missing = [program for program in programs if not shutil.which(program)]
    return f"needs {' and '.join(missing)}" if missing else ""


def npm_packages() -> str:
    """Installs what package-lock.json names, unless it is there; why not, where it fails."""
    if why := lacking("node", "npm"):
        return why
    lock, done = HERE / "package-lock.json", MODULES / ".done"
    if done.exists() and done.read_text() == lock.read_text():
        return ""
    with (HERE / "package.json").open() as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        if done.exists() and done.read_text() == lock.read_text():
            return ""
        print("Installing what tools/checks/package-lock.json names ...", flush=True)
        if subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=False).returncode:
            return "npm could not install tools/checks/package-lock.json"
        done.write_text(lock.read_text())
    return ""
