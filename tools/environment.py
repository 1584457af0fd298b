"""Makes .venv where it is missing and installs what a requirements file pins.

    python3 tools/environment.py requirements.txt [--this-python]

It runs on whatever Python a machine has, so it uses the standard library alone and no syntax
that an old Python cannot read: what is missing is said in a sentence, not in a traceback.
"""

from __future__ import print_function

import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)
BASE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(BASE, ".venv")
ASK_VERSION = "import pip, sys; print('%d.%d' % sys.version_info[:2])"


class Trouble(Exception):
    """What keeps the environment from being made, as a sentence for whoever runs make."""


def main(arguments):
    names = [argument for argument in arguments if not argument.startswith("--")]
    try:
        make_venv("--this-python" in arguments)
        for name in names:
            install(name)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def make_venv(this_python):
    """A .venv that works; of the running Python's version where `this_python` asks for that."""
    present = version_in_venv()
    mine = "%d.%d" % sys.version_info[:2]
    if present and (present == mine or not this_python):
        return
    check_python(sys.version_info, sys.executable)
    print("Making .venv with Python %s ..." % mine)
    sys.stdout.flush()
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        raise Trouble("The virtual environment .venv could not be made; the lines above say why.")


def version_in_venv():
    """Such as 3.11; empty where there is no .venv, or one whose Python or pip is gone."""
    try:
        output = subprocess.check_output(
            [venv_python(), "-c", ASK_VERSION], stderr=subprocess.STDOUT
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return output.decode("ascii", "replace").strip()


def check_python(version, executable):
    if tuple(version[:2]) < OLDEST:
        raise Trouble(
            "groupsite needs Python %d.%d or newer, and %s is %d.%d; where a newer one is"
            " installed, name it: make run PYTHON=python3.12"
            % (OLDEST + (executable,) + tuple(version[:2]))
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise Trouble(
            "This Python has no venv module; on Debian and Ubuntu the package python3-venv"
            " brings it: sudo apt install python3-venv"
        )


def install(name):
    """Installs the requirements file `name`, unless it, and what it includes, is unchanged."""
    files = included(name)
    if all(read(stamp(file)) == digest(file) for file in files):
        return
    print("Installing %s (a minute or so the first time) ..." % name)
    sys.stdout.flush()
    pip = [venv_python(), "-m", "pip", "install", "--quiet", "--no-input"]
    if subprocess.call(pip + ["--disable-pip-version-check", "-r", os.path.join(BASE, name)]) != 0:
        raise Trouble("Not all of %s could be installed; the lines above say why." % name)
    for file in files:
        with open(stamp(file), "w") as kept:
            kept.write(digest(file))


def included(name):
    """`name` and the files that it includes by `-r`."""
    lines = read(os.path.join(BASE, name)).splitlines()
    return [name] + [line.split()[1] for line in lines if line.startswith("-r ")]


def digest(name):
    return hashlib.sha256(read(os.path.join(BASE, name)).encode("utf-8")).hexdigest()


def stamp(name):
    return os.path.join(VENV, "installed-" + name)


def venv_python():
    return os.path.join(VENV, "bin", "python")


def read(path):
    """The text of a file; empty where there is none."""
    if not os.path.exists(path):
        return ""
    with open(path, "rb") as file:
        return file.read().decode("utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
