# SPDX-License-Identifier: GPL-3.0-or-later
"""Group-informed consensus of a Polis export, from its votes and groups alone.

Prints a line a comment: agreeing and voting people of either group, and the consensus. Where both groups voted
the product must be what Polis itself has published in comments.csv.
"""
import csv
import math
import sys
from fractions import Fraction
from pathlib import Path

folder = Path(sys.argv[1])
people = list(csv.DictReader(open(folder / "participants-votes.csv", newline="", encoding="utf-8")))
comments = list(csv.DictReader(open(folder / "comments.csv", newline="", encoding="utf-8")))
groups = sorted({p["group-id"] for p in people} - {""})
assert groups == ["0", "1"], groups

n_whole = 0
for comment in comments:
    figures, chances = [], []
    for group in groups:
        votes = [p[comment["comment-id"]] for p in people
                 if p["group-id"] == group and p[comment["comment-id"]] != ""]
        agrees = votes.count("1")
        figures += [agrees, len(votes)]
        if votes:
            chances.append(Fraction(agrees + 1, len(votes) + 2))
    if not chances:
        continue
    consensus = float(math.prod(chances))
    if len(chances) == len(groups):
        n_whole += 1
        assert math.isclose(consensus, float(comment["group-informed-consensus"]), abs_tol=1e-12), comment
    else:
        consensus = consensus ** (1 / len(chances))
    print(*figures, repr(consensus))
assert n_whole > 300, n_whole
