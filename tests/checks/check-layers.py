#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the include table of HACKING.md: no file includes a header of a layer that its own layer may not include."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
folders = [p.name for p in (root / "src").iterdir() if p.is_dir()]
rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", (root / "HACKING.md").read_text(), re.M)
plain = [(n.strip(), m.strip()) for n, m in rows if n.strip() not in ("folder", "---")]

allowed, seen = {}, []
for names, may in plain:
    is_feature_row = "…" in names
    for name in [n.strip() for n in names.split(",") if n.strip() != "…"]:
        if may == "–":
            layers = set()
        elif may == "everything":
            layers = set(folders) - {"cli", "gdal"}
        elif may.startswith("all above"):
            layers = set(seen) - {"cli", "gdal"}
        elif may.startswith("session and all above"):
            layers = set(seen) - {"gdal"}
        else:
            layers = {m.strip() for m in may.split(",")}
        allowed[name] = layers | {name}
    seen += [n.strip() for n in names.split(",") if not is_feature_row]

home = {h.name: h.parent.name for h in (root / "src").rglob("*.h")}
problems = []
for source in sorted((root / "src").rglob("*.[ch]")):
    layer = source.parent.relative_to(root / "src").parts[0]
    if layer not in allowed:
        problems.append(f"src/{layer}: not in the table of HACKING.md")
        continue
    for header in re.findall(r'^#include "(?:[\w-]+/)*([\w.-]+)"', source.read_text(), re.M):
        target = home.get(header)
        if target is not None and target not in allowed[layer]:
            problems.append(f"{source.relative_to(root)}: includes {header} of {target}")

print("\n".join(sorted(set(problems))) or "the layers hold")
sys.exit(bool(problems))
