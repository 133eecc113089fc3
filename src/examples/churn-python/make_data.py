"""Makes data/train.csv and data/test.csv: invented customers, some of whom leave. The files are committed."""
import csv
import random
from pathlib import Path


def write(name, rows, seed):
    chance = random.Random(seed)
    with open(Path("data") / name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["plan", "calls", "churned"])
        for _ in range(rows):
            plan = chance.choice(["basic", "plus", "pro"])
            calls = chance.randrange(8)  # to the help desk, last month
            leaves = chance.random() < {"basic": 0.25, "plus": 0.15, "pro": 0.05}[plan] + 0.08 * calls
            out.writerow([plan, calls, int(leaves)])


Path("data").mkdir(exist_ok=True)
write("train.csv", 600, 1)
write("test.csv", 300, 2)
