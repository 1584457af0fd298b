"""How the time of an import grows with what is imported and with what is there already.

    .venv/bin/python -m bench.imports

Works in a database of its own, which it throws away. The ratios are of times taken in one run,
so they say the same on a slow machine as on a fast one.
"""

from __future__ import annotations

import os
import tempfile
import time

SIZES = (100, 500, 2000)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "groupsite.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        print("records   first import   per record   again   100 more, per record")
        base = 0.0
        for size in SIZES:
            call_command("migrate", verbosity=0)
            first, again, more = measure(size)
            base = base or first / size
            print(
                f"{size:7}   {first:10.1f} s   {first / size / base:8.2f} x"
                f"   {again / first:4.2f} x   {more / 100 / base:10.2f} x"
            )
            call_command("flush", interactive=False, verbosity=0)


def measure(size: int) -> tuple[float, float, float]:
    """Seconds for a listing of that size, for the same again, and for another of 100 records."""
    pages = [("all.txt", size, "Ada Byron"), ("all.txt", size, "Ada Byron")]
    pages.append(("more.txt", 100, "Mary Shelley"))
    first, again, more = (timed(*page, seed=number // 2) for number, page in enumerate(pages))
    return first, again, more


def timed(name: str, records: int, owner: str, seed: int) -> float:
    from bench.pages import listing
    from importer.parse import parse
    from importer.pipeline import import_readings
    from importer.sources import load

    text = listing(records, seed, owner)
    start = time.perf_counter()
    import_readings([parse(load(name, text.encode()))])
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
