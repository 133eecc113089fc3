"""A model that is a Python function: mlbox calls predict(columns) in a long-lived process, batch after batch."""
import json
from pathlib import Path

SHARES = json.loads(Path(__file__).with_name("model.json").read_text())  # read once, when the process starts


def predict(columns):
    """columns: name → list of values, all of one length. Returns one {class: probability} per row."""
    shares = [SHARES[f"{plan} {calls}"] for plan, calls in zip(columns["plan"], columns["calls"])]
    return [{0: 1 - share, 1: share} for share in shares]
