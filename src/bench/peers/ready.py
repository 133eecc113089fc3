"""Writes rows, answers of two models to them, and an mlbox.yaml that compares those: ready.py ROWS"""
import sys
from pathlib import Path

import numpy as np
import pandas as pd

rows = int(sys.argv[1])
random = np.random.default_rng(1)
truth = random.random(rows)
pd.DataFrame({
    "late": (random.random(rows) < truth).astype("int64"),
    "origin": random.choice(["EWR", "JFK", "LGA"], rows),
    "carrier": random.choice([f"C{i:02d}" for i in range(16)], rows),
    "distance": random.integers(100, 4000, rows),
}).to_parquet("test.parquet", index=False)
for name, noise in (("candidate", 0.10), ("baseline", 0.11)):
    score = np.clip(truth + noise * random.normal(size=rows), 0.001, 0.999).astype("float32").astype("float64")
    answers = pd.DataFrame({"prediction": (score > 0.5).astype("int64"), "probability": score})
    answers.to_parquet(f"{name}.parquet", index=False)
Path("mlbox.yaml").write_text("""\
model: ready
load: candidate.parquet
baseline: file:baseline.parquet
evaluate:
  data: test.parquet
  target: late
  slices: [origin, carrier, distance > 2000]
  gates: [roc_auc >= 0.7, cohen_kappa >= 0.2, roc_auc >= baseline - 0.005, accuracy by origin >= baseline - 0.02]
""")
