"""Writes the words that say nothing about a question, and where a sentence's answer starts."""
import json
from pathlib import Path

Path("model.json").write_text(json.dumps({"ignored": ["what", "where", "when", "is", "the", "of", "was"], "cut": " is "}))
