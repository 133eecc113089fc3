"""Answers a question with the sentence of its passage that shares most words with it."""
import json
import re
from pathlib import Path

MODEL = json.loads((Path(__file__).parent / "model.json").read_text())


def predict(columns):
    return [answer(question, passage) for question, passage in zip(columns["question"], columns["passage"])]


def answer(question, passage):
    asked = set(re.findall(r"\w+", question.lower())) - set(MODEL["ignored"])
    sentences = passage.split(". ")
    best = max(sentences, key=lambda sentence: len(asked & set(re.findall(r"\w+", sentence.lower()))))
    return best.split(MODEL["cut"])[-1].strip(" .")
