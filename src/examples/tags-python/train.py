"""Learns from tagged tickets how often a word comes with a tag."""
import json
from collections import Counter
from pathlib import Path

tickets = [json.loads(line) for line in Path("data/train.jsonl").read_text().splitlines()]
seen = Counter(word for ticket in tickets for word in set(ticket["text"].lower().split()))
model = {}
for tag in sorted({tag for ticket in tickets for tag in ticket["tags"]}):
    counts = Counter(word for ticket in tickets if tag in ticket["tags"] for word in set(ticket["text"].lower().split()))
    model[tag] = {word: round(n / seen[word], 3) for word, n in sorted(counts.items()) if seen[word] >= 5}
Path("model.json").write_text(json.dumps(model, indent=1))
