"""Makes data/test.jsonl: invented questions about invented passages, some asked in three ways. The file is committed."""
import json
import random
from pathlib import Path

PLACES = "Lindholm Oberau Castellar Marwick Tresco Vantaa".split()
FACTS = {"mayor": ["Ada Holt", "Ben Ruiz", "Cleo Marsh"], "river": ["the Aare", "the Severn", "the Po"], "oldest building": ["the old mill", "St. Anne's church", "the town hall"]}


def questions(item, chance):
    place = chance.choice(PLACES)
    known = {fact: chance.choice(answers) for fact, answers in FACTS.items()}
    passage = ". ".join(f"The {fact} of {place} is {answer}" for fact, answer in known.items()) + "."
    fact = chance.choice(list(FACTS))
    right = [known[fact], f"It is {known[fact]}"]
    ways = [f"What is the {fact} of {place}?", f"Tell me the {fact} of {place}", f"{place}: {fact}?"]
    for way in ways[: chance.choice([1, 1, 3])]:
        yield {"item": item, "about": fact, "question": way, "passage": passage, "answers": right}


chance = random.Random(3)
Path("data").mkdir(exist_ok=True)
rows = [row for item in range(150) for row in questions(item, chance)]
Path("data/test.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
