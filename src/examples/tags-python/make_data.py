"""Makes data/train.jsonl and data/test.jsonl: invented support tickets with any number of tags. The files are committed."""
import json
import random
from pathlib import Path

WORDS = {
    "billing": "invoice refund charged price card".split(),
    "login": "password login locked account code".split(),
    "outage": "down slow error timeout unavailable".split(),
}
COMMON = "please help since yesterday my our it is not the again thanks".split()


def ticket(chance):
    tags = [tag for tag in WORDS if chance.random() < 0.4]
    words = [chance.choice(WORDS[tag]) for tag in tags for _ in range(2)] + chance.choices(COMMON, k=5)
    if chance.random() < 0.15:  # a word of another topic, meant otherwise
        words.append(chance.choice(WORDS[chance.choice(list(WORDS))]))
    chance.shuffle(words)
    return {"text": " ".join(words), "channel": chance.choice(["mail", "phone"]), "tags": tags}


def write(name, rows, seed):
    chance = random.Random(seed)
    lines = [json.dumps(ticket(chance)) for _ in range(rows)]
    (Path("data") / name).write_text("\n".join(lines) + "\n")


Path("data").mkdir(exist_ok=True)
write("train.jsonl", 400, 1)
write("test.jsonl", 300, 2)
