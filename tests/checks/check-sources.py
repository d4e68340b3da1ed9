#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file has its licence line, keeps to the length that one can read, and is formatted."""
import pathlib
import subprocess
import sys

LONGEST = {".c": 800, ".ui": 400, ".h": 250}
NEEDS_LICENCE = {".c", ".h", ".ui", ".py", ".sh", ".css", ".build", ".xsd", ".xsl", ".xml", ".in", ".svg", ".desktop"}

root = pathlib.Path(sys.argv[1])
listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, text=True)
if listed.returncode != 0:
    print("not a git checkout: skipped")
    sys.exit(77)
files = [root / name for name in listed.stdout.split("\0") if name]
problems = []
for path in files:
    if path.suffix not in NEEDS_LICENCE | set(LONGEST) or "fixtures" in path.parts or "golden" in path.parts:
        continue
    if "demo" in path.parts and path.suffix == ".xml":
        continue
    text = path.read_text(errors="replace")
    if path.suffix in NEEDS_LICENCE and "SPDX-License-Identifier: " not in text[:600]:
        problems.append(f"{path.relative_to(root)}: no SPDX line")
    if text.count("\n") > LONGEST.get(path.suffix, sys.maxsize):
        problems.append(f"{path.relative_to(root)}: {text.count(chr(10))} lines, more than {LONGEST[path.suffix]}")

sources = [p for p in files if p.suffix == ".c"]
style = subprocess.run(["clang-format", "--dry-run", "-Werror", *sources], cwd=root, capture_output=True, text=True)
problems += sorted({line.split(":")[0] + ": not formatted, run clang-format -i" for line in style.stderr.splitlines()
                    if "error:" in line})

print("\n".join(problems) or f"{len(files)} files are in order")
sys.exit(bool(problems))
