#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""35,357 communes from the library to a picture of 1600 × 1000, against QGIS from a GeoPackage: whole processes.

Arguments: quadrivio-cli. QUADRIVIO_BENCH_PICTURES names a folder that keeps the two pictures.
"""

import json
import os
import pathlib
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

NAME = "35,357 communes from the library to a 1600×1000 PNG"
BAR = 0.5
N_RUNS = 5
HERE = pathlib.Path(__file__).resolve().parent
DATA = pathlib.Path(os.environ.get("QUADRIVIO_TEST_DATA", HERE.parents[2] / "shared" / "data"))
OUTLINES = DATA / "territories" / "fr-communes-2018-all.gpkg"
FIGURES = DATA / "indicators" / "france-communes-population-2026.csv"
# What the program shows of this level: its main body at 1600 × 1000, in metres of EPSG:3857.
EXTENT = (-1129150, 4987250, 1622350, 6706950)


def skip(why):
    print(json.dumps({"name": NAME, "skipped": why}))
    sys.exit(77)


def find_qgis():
    """A Python that has QGIS, which need not be the one that runs this."""
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import qgis.core"], capture_output=True, check=False).returncode == 0:
            return python
    return skip("QGIS is not here (Debian: python3-qgis)")


def get_processor_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(*arguments):
    """Seconds on the clock, seconds of processors, output."""
    start, start_of_processors = time.monotonic(), get_processor_time()
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True,
                          env=dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8"))
    return time.monotonic() - start, get_processor_time() - start_of_processors, done.stdout


def make_geopackage(folder):
    """The same outlines and figures, with a spatial index, in the projection of the picture."""
    both, peer = str(folder / "both.gpkg"), str(folder / "peer.gpkg")
    run("ogr2ogr", "-nln", "communes", "-t_srs", "EPSG:3857", both, str(OUTLINES))
    run("ogr2ogr", "-update", "-nln", "figures", both, str(FIGURES))
    with sqlite3.connect(both) as database:
        database.execute("CREATE INDEX by_code ON figures (code)")
    run("ogr2ogr", "-nln", "communes", "-nlt", "PROMOTE_TO_MULTI", "-sql",
        "SELECT t.geom, t.code, t.nom, CAST(f.population AS INTEGER) AS population"
        " FROM communes t LEFT JOIN figures f ON f.code = t.code", peer, both)
    return peer


def main():
    if not OUTLINES.exists() or not FIGURES.exists():
        skip("the real data are not here")
    python = find_qgis()
    if shutil.which("ogr2ogr") is None:
        skip("ogr2ogr is not here")
    with tempfile.TemporaryDirectory(prefix="quadrivio-bench-") as name:
        folder = pathlib.Path(name)
        cli = (os.path.abspath(sys.argv[1]), "--library", str(folder / "library.db"))
        run(*cli, "import", str(OUTLINES))
        run(*cli, "import", "--measure", "rate", "--title", "Population", str(FIGURES))
        classes = json.loads(run(*cli, "classify", "Population", "--method", "quantile", "-k", "5")[2])
        geopackage = make_geopackage(folder)
        times = {"ours": [], "parallel": [], "sequential": []}
        for _ in range(N_RUNS):
            times["ours"].append(run(*cli, "render", "map", "--indicator", "Population", "--method", "quantile",
                                     "-o", str(folder / "ours.png"))[:2])
            for way in ("parallel", "sequential"):
                times[way].append(run(python, str(HERE / "peer-qgis.py"), geopackage, str(folder / "qgis.png"), way,
                                      *map(str, (*EXTENT, *classes["breaks"])))[:2])
        if "QUADRIVIO_BENCH_PICTURES" in os.environ:
            for picture in ("ours.png", "qgis.png"):
                shutil.copy(folder / picture, os.environ["QUADRIVIO_BENCH_PICTURES"])
    way = min(("parallel", "sequential"), key=lambda word: min(times[word]))
    clock, processors = ({who: [run[i] for run in times[who]] for who in times} for i in (0, 1))
    ratio = min(clock["ours"]) / min(clock[way])
    print(json.dumps({
        "name": NAME, "seconds": round(min(clock["ours"]), 3),
        "median_seconds": round(statistics.median(clock["ours"]), 3),
        "processor_seconds": round(min(processors["ours"]), 3),
        "qgis": way, "qgis_seconds": round(min(clock[way]), 3),
        "qgis_median_seconds": round(statistics.median(clock[way]), 3),
        "qgis_processor_seconds": round(min(processors[way]), 3),
        "ratio": round(ratio, 3), "bar": BAR, "ok": ratio <= BAR,
    }, ensure_ascii=False))
    return int(ratio > BAR)


sys.exit(main())
