"""The record as a picture: what a delivery costs, each against the floor. Run by the bench's own environment."""

import json
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot

OURS, THEIRS = "#2f6f62", "#b9b4aa"
SCENES = ("15", "100", "1,000", "100, 16 in flight", "64 rooms of 15")


def main(record: str, picture: str) -> None:
    """One small chart for each scene; shorter is better."""
    runs = json.loads(Path(record).read_text())["runs"]
    known = [it for it in SCENES if any(run["scene"] == it for run in runs)]
    figure, charts = pyplot.subplots(1, len(known), figsize=(3.4 * len(known), 3.6), layout="constrained")
    for chart, scene in zip(charts if len(known) > 1 else [charts], known, strict=True):
        ratios = defaultdict(list)
        for run in runs:
            if run["scene"] == scene:
                ratios[run["contestant"]].append(run["ratio"])
        names = sorted(ratios, key=lambda name: -median(ratios[name]))
        middles = [median(ratios[name]) for name in names]
        bars = chart.barh(names, middles, color=[OURS if it.startswith("Alcove") else THEIRS for it in names])
        chart.bar_label(bars, fmt="%.2f", padding=2, fontsize=8)
        chart.axvline(1, color="#333", linewidth=0.8)
        chart.set_title(f"room of {scene}" if "rooms" not in scene else scene, fontsize=10)
        chart.set_xlim(0, min(max(middles) * 1.25, 6))
        chart.tick_params(labelsize=8)
        chart.spines[["top", "right"]].set_visible(False)
    figure.suptitle(
        "Server CPU per delivery; 1 is a C program that only sends. Shorter is better.", fontsize=11
    )
    figure.savefig(picture, metadata={"Date": None})


main(*sys.argv[1:])
