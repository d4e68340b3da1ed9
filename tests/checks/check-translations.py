#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""POTFILES names every file with strings, and each catalogue of LINGUAS translates all of them."""
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
po = root / "po"
listed = {line.strip() for line in (po / "POTFILES").read_text().splitlines() if line.strip() and line[0] != "#"}
marks = {".c": r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\(|\bqv_catalogue_get(?:_plural)?\s*\([^;{]*"', ".ui": r'translatable="(?:yes|true)"',
         ".in": r'^(?:Name|Comment|Keywords)=|<(?:p|li|summary|caption|_summary)>'}
problems = []
for folder in ("src", "ui", "data"):
    for path in sorted((root / folder).rglob("*")):
        if path.suffix in marks and path.is_file() and ".service" not in path.suffixes and re.search(marks[path.suffix], path.read_text(), re.M):
            name = str(path.relative_to(root))
            if name not in listed:
                problems.append(f"{name}: has strings but is not in po/POTFILES")
problems += [f"{name}: in po/POTFILES but not there" for name in sorted(listed) if not (root / name).exists()]

with tempfile.TemporaryDirectory() as folder:
    pot = pathlib.Path(folder) / "quadrivio.pot"
    keywords = ["-k_", "-kN_", "-kC_:1c,2", "-kNC_:1c,2", "-kngettext:1,2", "-kg_dngettext:2,3",
                "-kqv_catalogue_get:2", "-kqv_catalogue_get_plural:2,3"]
    sources = [name for name in sorted(listed) if (root / name).exists()]
    subprocess.run(["xgettext", "--from-code=UTF-8", "-c", "-o", pot, *keywords, *sources], cwd=root, check=True)
    for language in (po / "LINGUAS").read_text().split():
        merged = pathlib.Path(folder) / f"{language}.po"
        subprocess.run(["msgmerge", "-q", "-N", "-o", merged, po / f"{language}.po", pot], check=True)
        counts = subprocess.run(["msgfmt", "--check", "--statistics", "-o", "/dev/null", merged],
                                capture_output=True, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
        if counts.returncode != 0 or "fuzzy" in counts.stderr or "untranslated" in counts.stderr:
            problems.append(f"{language}: {counts.stderr.strip()}")

print("\n".join(problems) or "the catalogues are complete")
sys.exit(bool(problems))
