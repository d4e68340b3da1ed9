#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of quadrivio-cli, printed as TAP. Each test has a library of its own.

What commands print is compared with the files of golden/, after ids, times and folders were replaced by words;
QUADRIVIO_UPDATE_GOLDEN=1 writes them anew. Real data is looked for in QUADRIVIO_TEST_DATA, or beside the project.
Arguments, if given, name the tests to run.
"""

import csv
import datetime
import io
import itertools
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile

sys.dont_write_bytecode = True
import spreadsheets

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CLI = os.environ.get("QUADRIVIO_CLI", str(ROOT / "_build/src/cli/quadrivio-cli"))
DATA = pathlib.Path(os.environ.get("QUADRIVIO_TEST_DATA", ROOT.parent / "shared/data"))
DEMO = ROOT / "data/demo"
XSD = ROOT / "data/quadrivio-session.xsd"
TESTS = []


class Skip(Exception):
    pass


class Result:
    def __init__(self, code, out, err, seconds=0.0, peak=0):
        self.code, self.out, self.err, self.seconds, self.peak = code, out, err, seconds, peak

    @property
    def json(self):
        return json.loads(self.out)


def test(function):
    TESTS.append(function)
    return function


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def equal(actual, wanted, message=""):
    if actual != wanted:
        raise AssertionError(f"{message}: got {actual!r}, wanted {wanted!r}")


class Bench:
    """A folder with a library."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.library = self.folder / "library.qvlibrary"

    def command(self, *args, library=None):
        return [CLI, "--library", str(library or self.library), *map(str, args)]

    def run(self, *args, code=0, input=None, library=None):
        done = subprocess.run(self.command(*args, library=library), input=input, capture_output=True,
                              text=True, errors="replace", timeout=300)
        result = Result(done.returncode, done.stdout, done.stderr)
        if code is not None and result.code != code:
            raise AssertionError(f"{args} ended with {result.code}, not {code}: {result.out[-500:]}{result.err[-2000:]}")
        return result

    def measured(self, *args):
        """Like run(), with the time and the largest memory of the process and its helper."""
        before = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            pid = os.fork()
            if pid == 0:
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                os.execv(CLI, self.command(*args))
            _, status, usage = os.wait4(pid, 0)
            seconds = time.monotonic() - before
            out.seek(0)
            err.seek(0)
            return Result(os.waitstatus_to_exitcode(status), out.read().decode("utf-8", "replace"),
                          err.read().decode("utf-8", "replace"), seconds, usage.ru_maxrss * 1024)

    def new(self, title="Prova", *args, library=None):
        return self.run("new", "--title", title, *args, library=library).out.strip()

    def note(self, session, text, *args):
        return self.run("note", session, "--helix", "residents", "--kind", "problem", *args, "--", text).out.strip()

    def export(self, session, name="export.xml", library=None, args=()):
        path = self.folder / name
        self.run("export", session, "-o", path, *args, library=library)
        return path.read_bytes()

    def contents(self):
        """Every byte of the library, to see whether a command changed anything. A write-ahead log would hold newer ones."""
        if not self.library.exists():
            return None
        log = self.library.with_name(self.library.name + "-wal")
        check(not log.exists() or log.stat().st_size == 0, "the library is not closed")
        return self.library.read_bytes()


def golden(bench, name, result):
    text = f"exit {result.code}\n--- out\n{result.out}--- err\n{result.err}"
    text = text.replace(str(bench.folder), "FOLDER").replace(str(ROOT), "ROOT").replace(CLI, "quadrivio-cli")
    text = re.sub(r"\b[0-9]{17,19}\b", "ID", text)
    text = re.sub(r"\b20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", "TIME", text)
    path = HERE / "golden" / f"{name}.txt"
    if os.environ.get("QUADRIVIO_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    equal(text, path.read_text(encoding="utf-8"), f"golden/{name}.txt")


def need_data(*names):
    for name in names:
        if not (DATA / name).exists():
            raise Skip(f"{name} is not here")


def report_of(result, file=0):
    return result.json["files"][file]


# ---- usage

@test
def usage(bench):
    golden(bench, "help", bench.run("--help"))
    golden(bench, "note-help", bench.run("note", "--help"))
    for args in ((), ("frobnicate",), ("--frobnicate", "sessions"), ("show",), ("note", "1", "--helix", "x", "--kind", "problem", "t"),
                 ("note", "1", "--kind", "problem", "t"), ("note", "1", "--helix", "none", "--kind", "problem"),
                 ("export", "1"), ("export", "1", "-o", "x.docx"), ("export", "1", "-o", "x.pdf"), ("import",), ("import", "--as", "soup", "x"),
                 ("import", "--measure", "soup", "x"), ("import", "--duplicates", "soup", "x"), ("sessions", "1"), ("backup",),
                 ("undo", "1", "2"), ("log", "-n", "0"), ("validate",), ("merge",), ("restore",), ("erase-person",)):
        result = bench.run(*args, code=2)
        check(result.err.strip() and not result.out, f"{args} says nothing or in the wrong place")
    check(not bench.library.exists(), "bad usage made a library")


@test
def failures_are_one_line(bench):
    bench.new()
    for args in (("show", "1"), ("show", "x"), ("note", "1", "--helix", "none", "--kind", "problem", "t"), ("export", "1", "-o", "x.xml"),
                 ("import", bench.folder / "absent"), ("validate", bench.folder / "absent"), ("merge", bench.folder / "absent"),
                 ("import", bench.folder), ("restore", bench.folder / "absent"), ("erase-person", "1"), ("erase-person", "x"), ("redo",)):
        result = bench.run(*args, code=1)
        equal(len(result.err.splitlines()), 1, f"lines of {args}: {result.err}")
        equal(result.out, "", f"output of {args}")


# ---- workshops and notes

@test
def new_note_show(bench):
    session = bench.new("Aurora", "--place", "Torino", "--language", "it")
    check(re.fullmatch(r"[0-9]{17,19}", session), "new prints the id alone")
    note = bench.note(session, "Perdita d'acqua in via Cigna", "--at", "7.68,45.09", "--theme", "reti")
    check(re.fullmatch(r"[0-9]{17,19}", note), "note prints the id alone")
    bench.run("note", session, "--helix", "research", "--kind", "solution", "prima riga\nseconda riga")
    golden(bench, "sessions", bench.run("sessions"))
    golden(bench, "show", bench.run("show", session))
    golden(bench, "log", bench.run("log", session))
    shown = bench.run("show", session, "--json").json
    equal([n["text"] for n in shown["notes"]], ["Perdita d'acqua in via Cigna", "prima riga\nseconda riga"], "texts")
    equal(shown["notes"][0]["at"], [7.68, 45.09], "place")
    equal(shown["notes"][0]["theme"], "reti", "theme")
    listed = bench.run("sessions", "--json").json["sessions"]
    equal([(s["id"], s["title"], s["notes"]) for s in listed], [(session, "Aurora", 2)], "sessions")
    bench.run("check")


@test
def bad_notes_are_refused(bench):
    session = bench.new()
    before = bench.contents()
    for at in ("7.68", "7.68,", "x,y", "181,0", "0,91", "nan,0", "1,2,3"):
        bench.run("note", session, "--helix", "none", "--kind", "problem", "--at", at, "t", code=2)
    bench.run("note", session, "--helix", "none", "--kind", "problem", "   ", code=1)
    bench.run("note", session, "--helix", "none", "--kind", "problem", "--territory", "X", "t", code=1)
    bench.run("note", session, "--helix", "none", "--kind", "problem", "--seat", "3", "t", code=1)
    equal(bench.contents(), before, "library")


@test
def control_characters_never_pass(bench):
    session = bench.new("a\x1b[31mred\x07\x9bclear")
    bench.note(session, "beep\x07 \x1b]0;title\x07 \u009b2J \u202eend")
    for args in (("sessions",), ("show", session), ("show", session, "--json"), ("log",), ("show", "\x1b[31m")):
        result = bench.run(*args, code=None)
        for c in result.out + result.err:
            check(c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160), f"{args} printed {c!r}")


@test
def words_are_never_translated(bench):
    session = bench.new()
    bench.note(session, "uno")
    environment = {**os.environ, "LC_ALL": "it_IT.UTF-8", "LANGUAGE": "it"}
    for args in (("show", session, "--json"), ("sessions", "--json")):
        translated = subprocess.run(bench.command(*args), env=environment, capture_output=True, text=True)
        equal(translated.stdout, bench.run(*args).out, f"{args} in Italian")


@test
def agenda_times(bench):
    session = bench.new("Casa", "--template", "housing-programme", "--language", "it", "--starts", "2026-05-28T23:00")
    shown = bench.run("show", session, "--json").json
    agenda = shown["agenda"]
    equal([s["step"] for s in agenda["steps"]], [s["id"] for s in shown["steps"]], "steps")
    expected, minute = [], 23 * 60
    for step in shown["steps"]:
        expected.append(f"{minute // 60 % 24:02}:{minute % 60:02}")
        minute += step["minutes"]
    equal([s["starts"] for s in agenda["steps"]], expected, "starts")
    equal((agenda["starts"], agenda["ends"], agenda["minutes"], agenda["spare"]), ("23:00", "02:00", 180, 0), "whole")
    lines = bench.run("show", session).out.splitlines()
    check(any(line.split() == ["ends", "02:00"] for line in lines), "no end")
    check(any(re.search(r" 2\. 23:10  15 ", line) for line in lines), "no start of the second step")
    for step in shown["steps"]:
        check(all(step[field] for field in ("title", "method", "prompt", "goal", "materials")), f"{step['title']} is bare")
    draft = bench.run("show", bench.new("Bozza", "--template", "world-cafe"), "--json").json["agenda"]
    equal({s["starts"] for s in draft["steps"]} | {draft["starts"], draft["ends"]}, {None}, "starts of a draft")


@test
def own_templates(bench):
    environment = {**os.environ, "XDG_DATA_HOME": str(bench.folder)}
    folder = bench.folder / "quadrivio/templates"
    folder.mkdir(parents=True)
    (folder / "mio.xml").write_text("<template><title>Mio &lt;1&gt;</title><step minutes='25' method='swot'/>"
                                    "<step minutes='5'><title>Fine</title></step></template>")
    (folder / "rotto.xml").write_text("<template>")

    def run(*args):
        return subprocess.run(bench.command(*args), env=environment, capture_output=True, text=True, check=True).stdout

    listed = json.loads(run("new", "--list", "--json"))["templates"]
    equal((len(listed), listed[-1]), (12, {"id": "mio", "title": "Mio <1>", "minutes": 30, "steps": 2, "own": True}), "list")
    equal(run("new", "--list").splitlines()[-1].split(maxsplit=1), ["mio", "Mio <1>"], "lines")
    check(not bench.library.exists(), "listing made a library")
    session = run("new", "--title", "T", "--template", "mio", "--language", "fr").strip()
    steps = bench.run("show", session, "--json").json["steps"]
    equal([(s["title"], s["minutes"], s["kinds"]) for s in steps],
          [("SWOT (AFOM)", 25, "observation problem opportunity challenge"), ("Fine", 5, None)], "steps")
    bench.run("new", "--title", "T", "--template", "rotto", code=2)


# ---- exchange

@test
def demo_round_trip(bench):
    files = sorted(DEMO.glob("*.quadrivio.xml"))
    equal(len(files), 3, "demo files")
    golden(bench, "import-demo", bench.run("import", *files))
    sessions = bench.run("sessions", "--json").json["sessions"]
    equal(len(sessions), 3, "sessions")
    for session in sessions:
        first = bench.export(session["id"])
        other = bench.folder / "other.qvlibrary"
        bench.run("import", bench.folder / "export.xml", library=other)
        equal(bench.export(session["id"], "second.xml", library=other), first, f"second export of {session['title']}")
        check(any(path.read_bytes() == first for path in files), f"{session['title']} differs from the demo's file")
    again = bench.run("import", *files, "--json").json["files"]
    equal([(f["new"], f["updated"]) for f in again], [(0, 0)] * 3, "second import")


@test
def thousand_notes(bench):
    session = bench.new("Mille note", "--language", "it")
    helices = ("authorities", "research", "companies", "residents", "none")
    kinds = ("observation", "problem", "opportunity", "challenge", "solution")
    ids = []
    for helix in helices:
        for kind in kinds:
            lines = "".join(f"{helix} {kind} {i} <&\"'> è «{i}»\n" for i in range(40))
            at = f"{7 + len(ids) / 1000},{45 + len(ids) / 2000}"
            ids += bench.run("note", session, "--helix", helix, "--kind", kind, "--at", at, "-", input=lines).out.split()
    equal(len(set(ids)), 1000, "ids")
    first = bench.export(session, "session.xml")
    path = bench.folder / "session.xml"
    bench.run("validate", path)
    subprocess.run(["xmllint", "--noout", "--schema", str(XSD), str(path)], check=True, capture_output=True)
    other = bench.folder / "other.qvlibrary"
    report = bench.run("merge", path, "--json", library=other)
    equal(report_of(report)["new"], 1001, "merged rows")
    equal(bench.export(session, "again.xml", library=other), first, "export of the merged session")
    report = bench.run("merge", path, "--json", library=other)
    equal((report_of(report)["new"], report_of(report)["updated"]), (0, 0), "merging again")
    bench.run("check", library=other)


@test
def merge_joins_both_sides(bench):
    session = bench.new("Due tavoli")
    bench.note(session, "prima")
    bench.export(session, "start.xml")
    other = bench.folder / "other.qvlibrary"
    bench.run("merge", bench.folder / "start.xml", library=other)
    bench.note(session, "qui")
    bench.run("note", session, "--helix", "companies", "--kind", "solution", "là", library=other)
    bench.export(session, "here.xml")
    bench.export(session, "there.xml", library=other)
    bench.run("merge", bench.folder / "there.xml")
    bench.run("merge", bench.folder / "here.xml", library=other)
    equal(bench.export(session), bench.export(session, "e2.xml", library=other), "both tables")
    equal(sorted(n["text"] for n in bench.run("show", session, "--json").json["notes"]), ["là", "prima", "qui"], "notes")


def three_tables(bench):
    """A session with three tables, at which people worked apart: its id, their files, and the libraries."""
    session = bench.new("Tre tavoli")
    shared = bench.note(session, "condivisa")
    xml = bench.export(session, "start.xml").decode()
    stamp = re.search(r'stamp="(\d+)"', xml[xml.index("<note "):]).group(1)
    tables = "".join(f'<round_table id="{int(session) + i}" stamp="{stamp}" session="{session}" position="{i}">'
                     f"<name>Tavolo {i}</name></round_table>\n" for i in (1, 2, 3))
    at = re.search(r"\s*<(step|participant|note)[ >]", xml[xml.index("<session "):])
    at = xml.index("<session ") + at.start()
    start = bench.folder / "start.xml"
    start.write_text(xml[:at] + tables + xml[at:])
    bench.run("validate", start)
    files, libraries = [], []
    (bench.folder / "stick").mkdir()
    for i in (1, 2, 3):
        library = bench.folder / f"table{i}.qvlibrary"
        bench.run("merge", start, library=library)
        for j in range(i + 1):
            bench.run("note", session, "--helix", "residents", "--kind", "problem", "--table", str(i),
                      f"tavolo {i} nota {j}", library=library)
        path = bench.folder / "stick" / f"tavolo {i}.quadrivio.xml"
        bench.run("export", session, "-o", path, "--named", library=library)
        files.append(path)
        libraries.append(library)
    return session, shared, start, files, libraries


@test
def tables_in_any_order(bench):
    session, _, start, files, libraries = three_tables(bench)
    results = set()
    for n, order in enumerate(itertools.permutations(files)):
        library = bench.folder / f"desk{n}.qvlibrary"
        bench.run("merge", start, *order, library=library)
        results.add(bench.export(session, f"desk{n}.xml", library=library, args=("--named",)))
    for library in libraries:
        bench.run("merge", bench.folder / "stick", library=library)
        results.add(bench.export(session, "table.xml", library=library, args=("--named",)))
    equal(len(results), 1, "different states after merging")
    equal(results.pop().count(b"<note "), 1 + 2 + 3 + 4, "notes")


@test
def what_came_of_each_table(bench):
    session, shared, start, files, _ = three_tables(bench)
    desk = bench.folder / "desk.qvlibrary"
    bench.run("merge", start, library=desk)
    report = bench.run("merge", bench.folder / "stick", "--json", library=desk).json["files"]
    equal([[(t["name"], t["new"], t["changed"], t["conflicts"]) for t in file["tables"]] for file in report],
          [[(f"Tavolo {i}", i + 1, 0, 0)] for i in (1, 2, 3)], "news by table")
    equal([n["text"] for n in report[1]["news"]], [f"tavolo 2 nota {j}" for j in range(3)], "new notes")
    again = bench.run("merge", bench.folder / "stick", library=desk)
    check("Tavolo" not in again.out, "nothing is new the second time")
    bench.run("note", session, "--helix", "residents", "--kind", "problem", "--table", "4", "x", library=desk, code=1)
    plain = bench.folder / "plain.qvlibrary"
    bench.run("merge", start, library=plain)
    out = bench.run("merge", files[1], library=plain).out
    check("  Tavolo 2: 3 new notes\n" in out, out)
    (bench.folder / "empty").mkdir()
    check("empty" in bench.run("merge", bench.folder / "empty", code=1).err, "an empty folder is told")


@test
def a_library_merges_whole(bench):
    sessions = [bench.new(f"Laboratorio {i}") for i in range(3)]
    for session in sessions:
        bench.note(session, f"nota di {session}")
    other = bench.folder / "other.qvlibrary"
    bench.run("merge", bench.library, library=other)
    for session in sessions:
        equal(bench.export(session, "b.xml", library=other), bench.export(session), f"export of {session}")


@test
def names_stay_at_home(bench):
    session = bench.new()
    people = bench.folder / "people.csv"
    people.write_text("helix,organisation,name,contact,seat\n"
                      "residents,Comitato Aurora,Zenobia Quarantotti,zenobia@example.org,1\n"
                      "Ricerca,Politecnico,Bartolo Settembrini,,\n"
                      "entreprise,Coop,Ugo Foscolini,,2\n"
                      "marziani,,Omino Verde,,\n", encoding="utf-8")
    report = report_of(bench.run("import", people, "--session", session, "--json"))
    equal((report["kind"], report["new"], report["issues"]["unknown-helix"]), ("participants", 4, ["row 5: marziani"]), "report")
    again = report_of(bench.run("import", people, "--session", session, "--json"))
    equal((again["new"], again["unchanged"]), (0, 4), "second import")
    check(b"Zenobia" not in bench.export(session), "the export has a name")
    check(b"Zenobia" in bench.export(session, args=("--named",)), "the named export lacks a name")
    seats = {(p["helix"], p["seat"]) for p in bench.run("show", session, "--json").json["participants"]}
    equal(seats, {("residents", 1), ("research", 1), ("companies", 2), ("none", 1)}, "seats")
    bench.run("import", people, code=1)


@test
def columns_of_people(bench):
    for number, header in enumerate(("Helix,Organisation name,Name,Present", "Elica;Nome;Cognome;Nome ente", "Hélice\tNom de l’organisme\tNom\tPlace")):
        delimiter = re.search("[,;\t]", header)[0]
        columns = header.split(delimiter)
        table = bench.folder / "people.csv"
        cells = {"Name": "Ada", "Nome": "Ada", "Nom": "Ada", "Helix": "research", "Elica": "ricerca", "Hélice": "recherche", "Place": "3"}
        table.write_text(f"{header}\n{delimiter.join(cells.get(column, 'Altro') for column in columns)}\n", encoding="utf-8")
        session = bench.new("Prova")
        bench.run("import", table, "--session", session)
        equal(library_rows(bench, "SELECT e.name, o.name FROM person e JOIN participant p ON p.id = e.participant "
                                  f"JOIN organisation o ON o.id = p.organisation WHERE p.session = {session}"), [("Ada", "Altro")], header)


@test
def an_erased_person_is_gone(bench):
    session = bench.new()
    people = bench.folder / "people.csv"
    people.write_text("helix,name,contact\nresidents,Zenobia Quarantotti,zenobia@example.org\n", encoding="utf-8")
    bench.run("import", people, "--session", session)
    people.unlink()
    bench.run("backup", bench.folder / "backups")
    participant = bench.run("show", session, "--json").json["participants"][0]["id"]
    names = (b"Zenobia", b"Quarantotti", b"zenobia")

    def traces():
        return [p.name for p in bench.folder.rglob("*") if p.is_file() and any(n in p.read_bytes() for n in names)]

    check(traces(), "the name was nowhere to begin with")
    bench.run("erase-person", participant)
    # Copies that were put elsewhere are the user's to find; those that the library made beside itself are not.
    equal([t for t in traces() if not t.startswith("quadrivio-")], [], "files with the name")
    bench.run("check")


# ---- layers and tables

RISKY = ["=HYPERLINK(\"http://example.org\")", "+39 011", "-3 posti", "@sindaco", "'apice", "[1]", "{\"a\":1}", "riga \"uno\", due\nriga; tre",
         "è già così", "0012"]


def session_with_layers(bench):
    bench.run("import", DEMO / "torino.quadrivio.xml")
    session = bench.run("sessions", "--json").json["sessions"][0]["id"]
    people = bench.folder / "people.csv"
    people.write_text("helix,organisation,name,seat\nresidents,Comitato Aurora,Zenobia Quarantotti,7\n", encoding="utf-8")
    bench.run("import", people, "--session", session)
    for text in RISKY:
        bench.note(session, text, "--seat", "7", "--at", "7.6812345,-45.0898765")
    return session, bench.run("show", session, "--json").json["notes"]


def add_cluster(bench, session, notes):
    with sqlite3.connect(bench.library) as database:
        insert(database, "cluster", id=6000, session=session, name="[casa]", position=1)
        database.execute("UPDATE note SET cluster = 6000 WHERE id IN (?, ?)", (notes[0]["id"], notes[2]["id"]))


def library_rows(bench, sql):
    with sqlite3.connect(f"file:{bench.library}?mode=ro", uri=True) as database:
        return sorted(database.execute(sql))


@test
def notes_as_features(bench):
    session, notes = session_with_layers(bench)
    add_cluster(bench, session, notes)
    data = json.loads(bench.export(session, "notes.geojson"))
    named = json.loads(bench.export(session, "named.geojson", args=("--named",)))
    check("crs" not in data, "RFC 7946 has no crs")
    # A space after a text that is also a JSON list keeps it from being written as one.
    told = [{**f["properties"], "text": f["properties"]["text"].rstrip()} for f in data["features"]]
    equal([(t["id"], t["kind"], t["helix"], t["text"], t["theme"]) for t in told],
          [(n["id"], n["kind"], n["helix"], n["text"], n["theme"]) for n in notes], "notes")
    for feature, exact, note in zip(data["features"], named["features"], notes):
        at = note.get("at")
        check((feature["geometry"] is None) == (at is None), f"place of {note['text']}")
        if at is not None:
            equal(exact["geometry"], {"type": "Point", "coordinates": at}, "exact place")
            equal(feature["geometry"]["coordinates"], [round(c, 3) for c in at], "coarse place")
        check(re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", feature["properties"]["said"]), "time")
    steps = {s["id"]: s["title"] for s in bench.run("show", session, "--json").json["steps"]}
    equal([t["step"] for t in told], [steps.get(n["step"]) for n in notes], "steps")
    territories = dict(library_rows(bench, "SELECT id, code || ' ' || name FROM territory"))
    equal([f"{t['territory_code']} {t['territory_name']}" if t["territory_code"] else None for t in told],
          [territories[int(n["territory"])] if n["territory"] else None for n in notes], "territories")
    equal([t["cluster"] and t["cluster"].rstrip() for t in told], ["[casa]" if i in (0, 2) else None for i in range(len(notes))], "clusters")
    check("seat" not in told[0] and "Zenobia" not in json.dumps(data), "the export for others has an author")
    equal((named["features"][-1]["properties"]["seat"], named["features"][-1]["properties"]["name"],
           named["features"][-1]["properties"]["organisation"]), (7, "Zenobia Quarantotti", "Comitato Aurora"), "author")


@test
def notes_as_table(bench):
    session, notes = session_with_layers(bench)
    raw = bench.export(session, "notes.csv")
    check(not raw.startswith(b"\xef\xbb\xbf"), "a byte order mark")
    equal(raw.count(b"\n") - sum(n["text"].count("\n") for n in notes), raw.count(b"\r\n"), "line ends")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    equal(len(rows), len(notes), "rows")
    numbers = ("longitude", "latitude")
    for row, note in zip(rows, notes):
        for column, cell in row.items():
            check(column in numbers or cell[:1] not in ("=", "+", "-", "@", "\t"), f"{column} may run in a spreadsheet: {cell}")
        text = row["text"][1:] if row["text"].startswith("'") else row["text"]
        equal((row["id"], row["kind"], row["helix"], text), (note["id"], note["kind"], note["helix"], note["text"]), "row")
        at = note.get("at")
        equal((row["place"], row["longitude"], row["latitude"]),
              ("point", *(f"{round(c, 3):g}" for c in at)) if at else ("", "", ""), "place")
    check(b"Zenobia" not in raw and b"Zenobia" in bench.export(session, "named.csv", args=("--named",)), "names")


@test
def outcomes_as_tables(bench):
    session, notes = session_with_layers(bench)
    add_cluster(bench, session, notes)
    with sqlite3.connect(bench.library) as database:
        insert(database, "commitment", id=7000, session=session, who="Ufficio mobilità", what="=Contare le bici", due="2026-09-30",
               state="open", note=notes[0]["id"])
    told = {}
    for table in ("clusters", "results", "votes", "commitments"):
        raw = bench.export(session, f"{table}.csv", args=("--table", table))
        told[table] = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    equal([(r["who"], r["what"], r["due"], r["state"], r["note_id"]) for r in told["commitments"] if r["id"] == "7000"],
          [("Ufficio mobilità", "'=Contare le bici", "2026-09-30", "open", notes[0]["id"])], "commitment")
    equal([(r["id"], r["name"], r["notes"]) for r in told["clusters"]], [("6000", "[casa]", "2")], "clusters")
    equal((told["votes"], told["results"]), ([], []), "votes")
    for args in (("--table", "votes", "-o", bench.folder / "x.gpkg"), ("--table", "people", "-o", bench.folder / "x.csv")):
        check("--table" in bench.run("export", session, *args, code=2).err, "usage")


@test
def a_session_as_geopackage(bench):
    session, notes = session_with_layers(bench)
    raw = bench.export(session, "session.gpkg")
    path = bench.folder / "session.gpkg"
    equal((raw[18:20], raw[60:64], raw[68:72]), (b"\1\1", (10300).to_bytes(4, "big"), b"GPKG"), "header")
    check(b"Zenobia" not in raw and b"Zenobia" in bench.export(session, "named.gpkg", args=("--named",)), "names")
    equal(sorted(p.name for p in bench.folder.glob("session.gpkg*")), ["session.gpkg"], "files")
    with sqlite3.connect(path) as package:
        equal([t for t, in package.execute("SELECT text FROM notes ORDER BY fid")], [n["text"] for n in notes], "notes")
        equal(list(package.execute("SELECT title, minutes FROM agenda ORDER BY position")),
              [(s["title"], s["minutes"]) for s in bench.run("show", session, "--json").json["steps"]], "agenda")
        figures = sorted(package.execute("SELECT indicator, territory_code, period, value FROM figures"))
        equal(figures, library_rows(bench, "SELECT i.name, t.code, o.period, o.value FROM observation o JOIN indicator i "
                                           "ON i.id = o.indicator JOIN territory t ON t.id = o.territory"), "figures")
        columns = list(package.execute("SELECT name, layer, column_name, period FROM indicators WHERE column_name IS NOT NULL"))
        check(len(columns) == 3, "indicators")
        for name, layer, column, period in columns:
            equal(sorted(package.execute(f'SELECT code, "{column}" FROM "{layer}" WHERE "{column}" IS NOT NULL')),
                  [(code, value) for i, code, p, value in figures if (i, p) == (name, period)], column)
        layers = [t for t, in package.execute("SELECT table_name FROM gpkg_contents WHERE table_name LIKE 'territories_%'")]
        parents = sum(package.execute(f'SELECT count(parent_name) FROM "{t}"').fetchone()[0] for t in layers)
        equal(parents, library_rows(bench, "SELECT count(*) FROM territory t JOIN territory p ON p.id = t.parent")[0][0], "parents")
    if shutil.which("ogrinfo") is not None:
        found = subprocess.run(["ogrinfo", "-ro", "-q", "-spat", "7.6", "-45.2", "7.7", "-45.0", str(path), "notes"],
                               capture_output=True, text=True, check=True)
        equal((found.stdout.count("OGRFeature"), found.stderr), (len(RISKY), ""), "features by the spatial index")
    validator = pathlib.Path("/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py")
    if not validator.exists():
        raise Skip("the validator of GeoPackages is not here")
    for name in ("session.gpkg", "named.gpkg"):
        checked = subprocess.run(["/usr/bin/python3", str(validator), "--extra", "--warning-as-error", str(bench.folder / name)],
                                 capture_output=True, text=True)
        equal((checked.returncode, checked.stdout, checked.stderr), (0, "", ""), name)


@test
def a_full_disk_keeps_the_old_file(bench):
    session = bench.new()
    notes = "".join(f"nota {i} {'x' * 2000}\n" for i in range(300))
    bench.run("note", session, "--helix", "none", "--kind", "problem", "-", input=notes)
    disk = bench.folder / "disk"
    disk.mkdir()
    script = f"""mount -t tmpfs -o size=400k none {disk} || exit 77
                 for ending in xml html gpkg geojson csv; do
                   echo before > {disk}/out.$ending
                   {CLI} --library {bench.library} export {session} -o {disk}/out.$ending
                   echo "$ending $? $(head -c 6 {disk}/out.$ending) $(ls -A {disk})"
                   rm {disk}/*
                 done"""
    try:
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True)
    except FileNotFoundError:
        raise Skip("there is no unshare")
    if done.returncode in (1, 77):
        raise Skip("no file system can be mounted here")
    equal(done.stdout, "".join(f"{e} 1 before out.{e}\n" for e in ("xml", "html", "gpkg", "geojson", "csv")), "old files")
    equal(len(done.stderr.splitlines()), 5, f"lines: {done.stderr}")
    check(all("No space left on device" in line for line in done.stderr.splitlines()), done.stderr)


# ---- journal

@test
def undo_and_redo(bench):
    random.seed(2)
    session = bench.new()
    other = bench.new("Un altro")
    bench.note(other, "resta")
    steps = int(os.environ.get("QUADRIVIO_UNDO_STEPS", "60"))
    exports = [bench.export(session)]
    for i in range(steps):
        args = ["--theme", random.choice(("casa", "acqua"))] if random.random() < 0.5 else []
        if random.random() < 0.5:
            args += ["--at", f"{random.uniform(-180, 180):.7f},{random.uniform(-90, 90):.7f}"]
        bench.run("note", session, "--helix", random.choice(("research", "none")), "--kind",
                  random.choice(("problem", "solution")), *args, f"nota {i} {random.random()}")
        exports.append(bench.export(session))
    for i in reversed(range(steps)):
        bench.run("undo", session)
        equal(bench.export(session), exports[i], f"after undoing step {i + 1}")
    for i in range(steps):
        bench.run("redo", session)
        equal(bench.export(session), exports[i + 1], f"after redoing step {i + 1}")
    bench.run("redo", session, code=1)
    equal(len(bench.run("show", other, "--json").json["notes"]), 1, "the other session")
    states = [e["state"] for e in bench.run("log", session, "--json", "-n", "100000").json["entries"] if e["kind"] == "edit"]
    equal(set(states), {"done"}, "states")


@test
def undo_without_a_session(bench):
    first, second = bench.new("A"), bench.new("B")
    bench.note(first, "uno")
    bench.note(second, "due")
    bench.run("undo")
    equal([len(bench.run("show", s, "--json").json["notes"]) for s in (first, second)], [1, 0], "after undo")
    bench.run("redo")
    equal([len(bench.run("show", s, "--json").json["notes"]) for s in (first, second)], [1, 1], "after redo")


@test
def backup_and_restore(bench):
    session = bench.new()
    bench.note(session, "salvata")
    before = bench.export(session)
    backup = bench.run("backup", bench.folder / "copies").out.strip()
    bench.note(session, "dopo")
    bench.run("restore", backup)
    equal(bench.export(session), before, "export after the restore")
    bench.run("check")
    broken = bench.folder / "broken"
    broken.write_bytes(pathlib.Path(backup).read_bytes()[:5000])
    bench.run("restore", broken, code=1)
    equal(bench.export(session), before, "export after a refused restore")


@test
def kill_at_any_moment(bench):
    random.seed(3)
    session = bench.new()
    acknowledged = []
    for turn in range(int(os.environ.get("QUADRIVIO_KILLS", "20"))):
        process = subprocess.Popen(bench.command("note", session, "--helix", "none", "--kind", "problem", "-"),
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            process.stdin.write("".join(f"nota {turn} {i}\n" for i in range(1000)).encode())
            process.stdin.flush()
        except BrokenPipeError:
            pass
        time.sleep(random.uniform(0.005, 0.12))
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().decode().split("\n")
        acknowledged += lines[:-1]
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        process.stdout.close()
        process.wait()
    bench.run("check")
    kept = {n["id"] for n in bench.run("show", session, "--json").json["notes"]}
    check(len(acknowledged) > 20, f"only {len(acknowledged)} notes were acknowledged")
    equal(set(acknowledged) - kept, set(), "acknowledged notes that are lost")


# ---- real data

@test
def territories(bench):
    need_data("territories")
    wanted = {"torino-circoscrizioni": 8, "torino-zone-statistiche": 94, "torino-metropolitan-comuni-2023": 312,
              "cam-clermont-communes": 21, "cam-clermont-iris-2020": 103, "mel-lille-communes": 95}
    files = [DATA / "territories" / f"{name}.geojson" for name in wanted]
    reports = bench.run("import", *files, "--json").json["files"]
    for report, (name, n) in zip(reports, wanted.items()):
        equal((report["kind"], report["what"], report["taken"], report["new"]), ("territories", name, n, n), name)
        equal(report["issues"]["duplicate-code"] + report["issues"]["no-code"] + report["issues"]["no-geometry"], [], name)
    again = bench.run("import", *files, "--json").json["files"]
    equal([(r["new"], r["updated"]) for r in again], [(0, 0)] * len(wanted), "second import")
    bench.run("check")


@test
def france(bench):
    need_data("territories/fr-communes-2018-all.gpkg", "indicators/france-communes-population-2026.csv")
    geometry = report_of(bench.run("import", DATA / "territories/fr-communes-2018-all.gpkg", "--level", "fr-communes", "--json"))
    equal((geometry["taken"], geometry["new"]), (35357, 35357), "communes")
    check(any(t.startswith("14174") for t in geometry["issues"]["repaired"]), "14174 crosses itself and was not reported")
    figures = report_of(bench.run("import", DATA / "indicators/france-communes-population-2026.csv", "--level", "fr-communes", "--json"))
    equal((figures["rows"], figures["taken"]), (34969, 34864), "figures")
    equal(len(figures["issues"]["code-without-territory"]), 105, "codes without territory")
    equal(len(figures["issues"]["territory-without-figure"]), 493, "territories without figure")
    postcodes = DATA / "indicators/france-communes-19-columns.csv"
    if postcodes.exists():
        report = report_of(bench.run("import", postcodes, "--level", "fr-communes", "--value", "population_2021", "--json"))
        check(any(t.startswith("59350") for t in report["issues"]["same-twice"]), "Lille's five rows are not reported")
    bench.run("check")


def hostile_files():
    return sorted(p for p in (DATA / "hostile").rglob("*") if p.is_file())


@test
def hostile(bench):
    need_data("hostile")
    session = bench.new()
    level = bench.run("import", DEMO / "torino.quadrivio.xml")
    check(level.code == 0, "demo")
    worst, largest = 0.0, 0
    for path in hostile_files():
        before = bench.contents()
        result = bench.measured("import", "--session", session, path)
        worst, largest = max(worst, result.seconds), max(largest, result.peak)
        check(result.code in (0, 1), f"{path.name} ended with {result.code}: {result.err}")
        check(result.seconds <= 5, f"{path.name} took {result.seconds:.1f} s")
        check(result.peak < 500e6, f"{path.name} took {result.peak / 1e6:.0f} MB")
        if result.code == 1:
            equal(len(result.err.splitlines()), 1, f"lines about {path.name}: {result.err}")
            check(bench.contents() == before, f"{path.name} was refused and changed the library")
    print(f"# slowest {worst:.2f} s, largest {largest / 1e6:.0f} MB")
    bench.run("check")


@test
def contradictions_are_refused(bench):
    layer = bench.folder / "zones.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": f"0{i}", "name": f"Zona {i}"}, "geometry": {
            "type": "Polygon", "coordinates": [[[7 + i, 45], [8 + i, 45], [8 + i, 46], [7 + i, 46], [7 + i, 45]]]}}
        for i in range(1, 5)]}), encoding="utf-8")
    golden(bench, "import-territories", bench.run("import", layer))
    table = bench.folder / "redditi-2025.csv"
    table.write_text("code;valore\n01;1.234,5\n02;2\n02;3\n03;n.d.\n09;4\n;5\n01;1.234,5\n", encoding="utf-8")
    before = bench.contents()
    result = bench.run("import", table, "--level", "zones", code=1)
    golden(bench, "import-contradiction", result)
    check(bench.contents() == before, "a refused table changed the library")
    report = report_of(bench.run("import", table, "--level", "zones", "--duplicates", "last", "--json"))
    equal((report["rows"], report["taken"], report["new"]), (7, 2, 2), "figures")
    equal(report["issues"]["code-without-territory"], ["09"], "unknown code")
    dry = report_of(bench.run("import", table, "--level", "zones", "--duplicates", "sum", "--dry-run", "--json"))
    equal((dry["new"], dry["updated"], dry["unchanged"]), (0, 2, 0), "dry run")


@test
def sheets_of_figures(bench):
    layer = bench.folder / "comuni.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": f"00100{i}", "name": f"Comune {i}"}, "geometry": {
            "type": "Polygon", "coordinates": [[[7 + i, 45], [8 + i, 45], [8 + i, 46], [7 + i, 46], [7 + i, 45]]]}}
        for i in range(1, 6)]}), encoding="utf-8")
    bench.run("import", layer)
    # The first sheet has no figures; codes lost their zeros as numbers; one row stands twice, one contradicts another.
    sheets = {"Note": [["Fonte: prova"], ["Licenza: prova"]],
              "Redditi": [["codice", "comune", "2023", "2024", datetime.date(2025, 1, 1)],
                          [1001, "Agliè", 10.5, 11.25, "1.234,5"], [1002, "Airasca", 20, 21, "2.000,0"],
                          ["001003", "Ala", None, "n.d.", "3,5"], [1002, "Airasca", 20, 21, "2.000,0"],
                          [1001, "Agliè", 10.5, 12, "1.234,5"], ["009999", "Altrove", 1, 1, "1,0"], [None, "vuoto", 1, 1, "1,0"]],
              "Altro": [["x", "y"], [1, 2]]}
    for write, name, day in ((spreadsheets.write_xlsx, "redditi.xlsx", "2025/01/01"), (spreadsheets.write_ods, "redditi.ods", "2025-01-01")):
        path = bench.folder / name
        write(path, sheets)
        before = bench.contents()
        refused = bench.run("import", path, "--json", code=1)
        issues = report_of(refused)["issues"]
        equal(issues["contradiction"], ["001001 2024: row 2 says 11.25, row 6 says 12"], f"{name}: contradictions")
        equal(issues["same-twice"], ["001002 2024: row 3 says 21, row 5 says 21"], f"{name}: twice")
        equal((issues["code-without-territory"], issues["padded-code"]), (["009999"], ["1001", "1002"]), f"{name}: codes")
        equal((issues["no-number"], issues["no-code"]), (["row 4 001003"], ["row 8"]), f"{name}: rows")
        equal(bench.contents(), before, f"{name} was refused and changed the library")
        dry = report_of(bench.run("import", path, "--value", "2023", "--dry-run", "--json"))
        equal((dry["taken"], dry["issues"]["same-twice"][0][:11]), (2, "001002 2023"), f"{name}: a year")
        equal(bench.contents(), before, f"{name} was read and changed the library")
        report = report_of(bench.run("import", path, "--layer", "Redditi", "--value", day, "--title", name, "--json"))
        equal((report["taken"], report["new"], len(report["issues"]["territory-without-figure"])), (3, 3, 2), f"{name}: taken")
        equal(figures_of(bench, name), [("001001", "2025-01-01", 1234.5), ("001002", "2025-01-01", 2000.0), ("001003", "2025-01-01", 3.5)], f"{name}: figures")


def import_points(bench):
    layer = bench.folder / "zones.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": f"0{i}", "name": f"Zona {i}"}, "geometry": {"type": "Point", "coordinates": [7, 45 + i]}}
        for i in range(1, 4)]}), encoding="utf-8")
    bench.run("import", layer)


def figures_of(bench, title):
    return library_rows(bench, "SELECT t.code, o.period, o.value FROM observation o JOIN territory t ON t.id = o.territory "
                               f"JOIN indicator i ON i.id = o.indicator WHERE i.name = '{title}'")


@test
def a_point_is_thousands_or_decimals(bench):
    import_points(bench)
    rows = [["code", "tasso 2024"], ["01", 12.345], ["02", 98.121]]
    spreadsheets.write_xlsx(bench.folder / "xlsx.xlsx", {"Foglio": rows})
    spreadsheets.write_ods(bench.folder / "ods.ods", {"Foglio": rows})
    (bench.folder / "json.json").write_text(json.dumps([dict(zip(rows[0], row)) for row in rows[1:]]), encoding="utf-8")
    (bench.folder / "csv.csv").write_text("".join(f"{a};{b}\n" for a, b in rows), encoding="utf-8")
    for name in ("xlsx.xlsx", "ods.ods", "json.json", "csv.csv"):
        report = report_of(bench.run("import", bench.folder / name, "--title", name, "--json"))
        factor = 1000 if name == "csv.csv" else 1
        equal(figures_of(bench, name), [("01", "2024", 12.345 * factor), ("02", "2024", 98.121 * factor)], name)
        check(any("“12.345” was read" in remark for remark in report["issues"]["remark"]), f"{name}: {report['issues']['remark']}")


@test
def encodings_and_delimiters(bench):
    import_points(bench)
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        (bench.folder / "table.csv").write_bytes("code\tProprietà 2024\n01\t1,5\n02\t2\n".encode(encoding))
        bench.run("import", bench.folder / "table.csv", "--title", encoding)
        equal(figures_of(bench, encoding), [("01", "2024", 1.5), ("02", "2024", 2.0)], encoding)
    (bench.folder / "commas.csv").write_text("code;tasso, in % 2024\n01;1,5\n02;2,5\n", encoding="utf-8")
    bench.run("import", bench.folder / "commas.csv", "--title", "commas")
    equal(figures_of(bench, "commas"), [("01", "2024", 1.5), ("02", "2024", 2.5)], "decimal commas and one in the header")


@test
def archives_are_unpacked_first(bench):
    archive = bench.folder / "quartieri.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("quartieri/quartieri.shp", b"\0\0\x27\x0a" + bytes(96))
    refused = bench.run("import", archive, code=1)
    check("Unpack it" in refused.err, refused.err)


@test
def periods_and_headers(bench):
    import_points(bench)
    table = bench.folder / "table.csv"
    table.write_text("code;anno;valore\n01;2023/24;1\n01;2022;2\n02;;3\n", encoding="utf-8")
    report = report_of(bench.run("import", table, "--level", "zones", "--value", "valore", "--period-column", "anno", "--title", "anno", "--json"))
    equal((report["issues"]["no-period"], report["issues"]["no-number"]), (["row 2 01", "row 4 02"], []), "periods that cannot be read")
    equal(figures_of(bench, "anno"), [("01", "2022", 2.0)], "readable period")
    for given, kept in (("T1 2024", "2024-Q1"), ("2019-2021", "2019-2021")):
        bench.run("import", table, "--level", "zones", "--value", "valore", "--period", given, "--duplicates", "last", "--title", given)
        equal({row[1] for row in figures_of(bench, given)}, {kept}, "a period that was given")
    table.write_text("code;valore;valore\n01;1;2\n", encoding="utf-8")
    before = library_rows(bench, "SELECT id FROM indicator")
    twice = bench.run("import", table, "--level", "zones", "--value", "valore", "--period", "2024", code=1)
    check("has several columns “valore”" in twice.err, twice.err)
    equal(library_rows(bench, "SELECT id FROM indicator"), before, "an unclear column changed the library")


@test
def rows_are_numbered_as_in_the_file(bench):
    import_points(bench)
    rows = [["Tabella dei redditi"], ["Fonte: prova"], [None], ["codice", "zona", "reddito 2024"], ["01", "A", "1,5"], [None], ["02", "B", "n.d."],
            [None, "C", "2"], ["01", "A", "1,5"]]
    (bench.folder / "above.csv").write_text("".join(";".join(c or "" for c in row) + "\n" for row in rows), encoding="utf-8")
    spreadsheets.write_xlsx(bench.folder / "above.xlsx", {"Foglio": rows})
    spreadsheets.write_ods(bench.folder / "above.ods", {"Foglio": rows})
    for name in ("above.csv", "above.xlsx", "above.ods"):
        issues = report_of(bench.run("import", bench.folder / name, "--dry-run", "--json"))["issues"]
        equal((issues["no-number"], issues["no-code"], issues["same-twice"]),
              (["row 7 02"], ["row 8"], ["01 2024: row 5 says 1,5, row 9 says 1,5"]), name)


@test
def repairs_are_counted_by_outline(bench):
    clockwise = [[[x, 45], [x, 46], [x + 1, 46], [x + 1, 45], [x, 45]] for x in (7, 9, 11)]
    crossed = [[[13, 45], [14, 46], [14, 45], [13, 46], [13, 45]], [[-179, 10], [179, 10], [-179, 12], [179, 12], [-179, 10]]]
    layer = bench.folder / "zones.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": f"0{i}", "name": f"Zona {i}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for i, ring in enumerate(clockwise + crossed, 1)]}), encoding="utf-8")
    issues = report_of(bench.run("import", layer, "--json", "--dry-run"))["issues"]
    equal([text[:3] for text in issues["repaired"]], ["04:", "05:"], "repaired outlines")
    winding = [text for text in issues["remark"] if "wrong way" in text]
    equal(len(winding), 1, f"remarks {issues['remark']}")
    check(re.match("The rings of [345] features", winding[0]), winding[0])
    shown = bench.run("import", layer).out
    check("2 outlines were repaired." in shown, shown)


@test
def poles_and_edges(bench):
    """What reaches round the globe along a pole does not cross the antimeridian."""
    rings = {"world": [[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]],
             "south": [[-180, -90], [180, -90], [180, -84], [90, -70], [0, -72], [-90, -70], [-180, -84], [-180, -90]]}
    layer = bench.folder / "globe.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": code, "name": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code, ring in rings.items()]}), encoding="utf-8")
    issues = report_of(bench.run("import", layer, "--json"))["issues"]
    equal((issues["repaired"], issues["no-geometry"], issues["remark"]), ([], [], []), "outlines along a pole")
    session = bench.new("Globo", "--level", "globe")
    text = bench.export(session).decode()
    for ring in rings.values():
        turns = [ring[at:-1] + ring[:at] for at in range(len(ring) - 1)]
        check(any(" ".join(f"{x} {y}" for x, y in turn) in text for turn in turns), f"{ring} is not in the export")


@test
def backgrounds(bench):
    need_data("tiles", "background")
    bench.run("import", DATA / "background/liechtenstein-2013.osm.pbf", DATA / "tiles/europe-grey-z4-8.mbtiles")
    equal(sorted(p.suffix for p in (bench.folder / "backgrounds").iterdir()), [".mbtiles", ".qvbackground"], "files")
    before = bench.contents()
    bench.run("import", DATA / "tiles/corrupt.mbtiles", code=1)
    check(bench.contents() == before, "a corrupt tile pack changed the library")
    equal(len(list((bench.folder / "backgrounds").iterdir())), 2, "files after a refused pack")


@test
def a_background_stays_in_its_folder(bench):
    """The file that a partner's session names is not there, or is somebody else's file."""
    need_data("tiles")
    session = bench.new("Altrove")
    bench.run("note", session, "--helix", "none", "--kind", "problem", "--at", "7.68,45.07", "Qui")
    text = bench.export(session).decode()
    for number, file in enumerate(("absent.mbtiles", str(DATA / "tiles/corrupt.mbtiles"), "../../../../../../../../../etc/passwd")):
        named = bench.folder / f"named-{number}.xml"
        background = f'<background id="7" stamp="{2 << 40}" kind="tiles" file="{file}"><name>x</name></background>'
        named.write_text(text.replace("<session id", f"{background}\n  <session background=\"7\" id"), encoding="utf-8")
        library = bench.folder / f"partner-{number}.qvlibrary"
        bench.run("import", named, library=library)
        bench.run("render", "map", session, "-o", bench.folder / "map.png", library=library)


# ---- pictures

@test
def render(bench):
    bench.run("import", *sorted(DEMO.glob("*.quadrivio.xml")))
    for session in bench.run("sessions", "--json").json["sessions"]:
        colours = set()
        for ending, magic in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
            path = bench.folder / f"map.{ending}"
            bench.run("render", "map", session["id"], "-o", path, "--width", 640, "--height", 400)
            check(path.read_bytes().startswith(magic), f"{path.name} is something else")
        svg = (bench.folder / "map.svg").read_text(encoding="utf-8")
        colours.update(re.findall(r"fill=\"rgb\([^)]*\)\"|fill:rgb\([^)]*\)", svg))
        check(len(colours) > 3, f"the map of {session['title']} has {len(colours)} colours")
    first = bench.run("sessions", "--json").json["sessions"][0]["id"]
    bench.run("render", "map", first, "-o", bench.folder / "x.gif", code=2)
    bench.run("render", "map", first, "-o", bench.folder / "x.png", "--width", "10", code=2)
    bench.run("render", "map", "1", "-o", bench.folder / "x.png", code=1)
    bench.run("render", "map", first, "-o", bench.folder / "absent/x.png", code=1)
    equal([p.name for p in bench.folder.glob("x.*")], [], "pictures after refusals")


@test
def pages(bench):
    bench.run("import", DEMO / "torino.quadrivio.xml")
    session = bench.run("sessions", "--json").json["sessions"][0]["id"]
    page = bench.export(session, "page.html").decode()
    check("Gli affitti salgono" in page and "<script" not in page, "the page lacks a note or has a script")


@test
def figures_by_program(bench):
    bench.run("import", DEMO / "torino.quadrivio.xml")
    session = bench.run("sessions", "--json").json["sessions"][0]["id"]
    stats = bench.run("stats", session).json
    equal(stats["notes"]["total"], 24, "notes")
    equal((sum(stats["notes"]["by_helix"].values()), sum(stats["notes"]["by_kind"].values())), (24, 24), "sums")
    check(0.9 < stats["balance"]["evenness"] <= 1, "evenness")
    classes = bench.run("classify", "Popolazione residente", "--method", "quantile", "-k", "4").json
    equal((len(classes["breaks"]), classes["breaks"][-1], classes["values"]), (5, 872367, 312), "classes")
    bench.run("classify", "Popolazione residente", "--method", "soup", code=2)
    bench.run("classify", "Niente", code=1)


HELICES = ("authorities", "research", "companies", "residents")


def insert(database, table, **values):
    columns = ", ".join(f'"{name}"' for name in values)
    database.execute(f"INSERT INTO {table} (stamp, deleted, {columns}) VALUES (1, 0{', ?' * len(values)})", list(values.values()))


def session_with_votes(bench, methods):
    """Sixteen seats and a ballot on three ideas for each of the methods."""
    session = bench.new("Voto")
    for text in ("uno", "due", "tre"):
        bench.note(session, text)
    with sqlite3.connect(bench.library) as database:
        for helix in range(4):
            for seat in range(4):
                insert(database, "participant", id=100 + 4 * helix + seat, session=session, helix=HELICES[helix], seat=seat + 1)
        for at, (method, fields) in enumerate(methods):
            insert(database, "ballot", id=1000 + at, session=session, title="Da dove cominciare?", method=method, **fields)
            for option in range(3):
                insert(database, "ballot_option", id=2000 + 10 * at + option, session=session, ballot=1000 + at,
                       position=option + 1, text=f"Idea {option + 1}")
    return session


def vote(bench, session, at, given):
    """What seats, by number from 0, gave each of the options of the ballot."""
    with sqlite3.connect(bench.library) as database:
        for option, seats in enumerate(given):
            for seat, value in seats.items():
                insert(database, "vote", id=None, session=session, ballot=1000 + at, option=2000 + 10 * at + option,
                       participant=100 + seat, value=value)


@test
def votes_are_counted(bench):
    session = session_with_votes(bench, [("dots", {"budget": 3}), ("gradients", {}), ("ranking", {"budget": 2}), ("dots", {"veiled": 1})])
    dots = [{0: 1, 1: 1, 4: 1}, {0: 1, 5: 1, 8: 1, 12: 1}, {0: 1, 4: 1, 8: 1}]
    vote(bench, session, 0, dots)
    vote(bench, session, 1, [{seat: 1 if seat < 8 else 5 for seat in range(16)}, {seat: 4 for seat in range(16)}, {0: 3}])
    vote(bench, session, 2, [{0: 1, 4: 1, 8: 2}, {0: 2, 4: 2, 8: 1}, {}])
    vote(bench, session, 3, [{0: 1}, {}, {}])
    result = bench.run("stats", session)
    golden(bench, "stats", result)
    stats = result.json
    # Three notes, all of residents, who have a quarter of the seats.
    equal(stats["balance"]["parity"], 0.25, "parity")
    took_part = [{0, 1}, {4, 5}, {8}, {12}]
    for entry in stats["votes"][:3]:
        given = dots[ord(entry["letter"]) - ord("A")]
        equal([entry["by_helix"][h] for h in HELICES], [sum(4 * i <= s < 4 * i + 4 for s in given) for i in range(4)], "dots by helix")
        wanted = 1.0
        for i, seats in enumerate(took_part):
            wanted *= (len(seats & set(given)) + 1) / (len(seats) + 2)
        check(abs(entry["consensus"] - wanted) < 1e-12, f"group-informed consensus {entry['consensus']}, wanted {wanted}")
    equal([(e["letter"], e["rank"], e["tied"], e["support"]) for e in stats["votes"][:3]],
          [("B", 1, False, "all"), ("A", 2, True, "some"), ("C", 2, True, "some")], "ranks")
    grades = {e["letter"]: e for e in stats["votes"] if e["method"] == "gradients"}
    equal((grades["A"]["consensus"], grades["B"]["consensus"], grades["A"]["support"]), (0.0, 1.0, "some"), "grades")
    ranks = [e for e in stats["votes"] if e["method"] == "ranking"]
    # Rank sums 4, 5 and 9 of three judges: S = 14, W = 12 S / (9 (27 - 3)).
    check(all(abs(e["consensus"] - 12 * 14 / (9 * 24)) < 1e-12 for e in ranks), "Kendall's W")
    veiled = [e for e in stats["votes"] if e["ballot"] == "1003"]
    equal((len(veiled), [set(e) & {"by_helix", "rank", "consensus"} for e in veiled]), (3, [set()] * 3), "a veiled ballot")
    text = bench.export(session).decode()
    check("<ballot_option" in text and "<vote" not in text, "votes are in a file for others")


@test
def totals_are_all_of_a_closed_vote(bench):
    session = session_with_votes(bench, [("dots", {"budget": 5, "stacking": 1, "closed": 1779970000000000, "veiled": 1})])
    dots = [[4, 3, 3, 5], [3, 2, 2, 4], [0, 0, 3, 0]]
    with sqlite3.connect(bench.library) as database:
        for option, amounts in enumerate(dots):
            for helix, amount in zip(HELICES, amounts):
                insert(database, "ballot_total", id=None, session=session, ballot=1000, option=2000 + option, helix=helix,
                       votes=min(amount, 4), amount=amount, seats=4)
    votes = bench.run("stats", session).json["votes"]
    equal([(e["letter"], e["closed"], e["support"], [e["by_helix"][h] for h in HELICES]) for e in votes],
          [("A", True, "all", dots[0]), ("B", True, "all", dots[1]), ("C", True, "one", dots[2])], "totals")
    wanted = 1.0
    for amount in dots[0]:
        wanted *= (min(amount, 4) + 1) / 6
    check(abs(votes[0]["consensus"] - wanted) < 1e-12, f"consensus {votes[0]['consensus']}, wanted {wanted}")
    path = bench.folder / "closed.xml"
    bench.run("export", session, "-o", path)
    bench.run("validate", path)
    other = bench.folder / "other.qvlibrary"
    bench.run("merge", path, library=other)
    equal(bench.run("stats", session, library=other).json["votes"], votes, "the result at another table")


# ---- main

def run_test(function):
    folder = tempfile.mkdtemp(prefix="quadrivio-cli-")
    try:
        function(Bench(folder))
        return None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    names = sys.argv[1:]
    chosen = [t for t in TESTS if not names or t.__name__ in names]
    failed = 0
    os.environ.update(LC_ALL="C.UTF-8", G_DEBUG="fatal-warnings")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(f"1..{len(chosen)}")
    for number, function in enumerate(chosen, 1):
        before = time.monotonic()
        try:
            run_test(function)
            line = f"ok {number} {function.__name__}"
        except Skip as skip:
            line = f"ok {number} {function.__name__} # SKIP {skip}"
        except Exception:
            failed += 1
            line = f"not ok {number} {function.__name__}"
            print("".join(f"# {text}\n" for text in traceback.format_exc()[-3000:].splitlines()), end="")
        print(line)
        print(f"# {function.__name__}: {time.monotonic() - before:.1f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
