"""Says which tags a support ticket gets: those of its words that a tag has learned, with a probability each."""
import json
from pathlib import Path

MODEL = json.loads((Path(__file__).parent / "model.json").read_text())
TAGS = sorted(MODEL)


def predict(columns):
    probabilities = [[chance(tag, text) for tag in TAGS] for text in columns["text"]]
    return {
        "values": [[tag for tag, p in zip(TAGS, row) if p > 0.5] for row in probabilities],
        "probabilities": probabilities,
        "classes": TAGS,
    }


def chance(tag, text):
    shares = [MODEL[tag][word] for word in text.lower().split() if word in MODEL[tag]]
    return max(shares, default=0.0)
