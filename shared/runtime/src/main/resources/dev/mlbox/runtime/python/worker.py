"""Runs one Python function for mlbox: a JSON object a line in, a JSON object a line out.

    python -u worker.py FOLDER MODULE:FUNCTION

First it says {"ready": true} or {"error": ...}. Then it answers {"id": 1, "columns": {name: [...]}, "rows": n} with
{"id": 1, "values": [...], "probabilities": [[...]], "classes": [...]} or {"id": 1, "error": ...}. It ends, with
the processes it started, when its standard input ends. Only the standard library is used; the function may use
what it likes, print what it likes, and start processes: standard output is kept out of its reach.
"""
import importlib
import json
import os
import queue
import signal
import sys
import threading
import traceback


class Unreadable(Exception):
    """The function returned something that is no prediction."""


def take_streams():
    """Keeps the pipes for the protocol; prints go to standard error, and reading finds nothing."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return questions, answers


def lead_own_group():
    """Its children are its own, and Ctrl-C on the terminal is for mlbox to handle."""
    if hasattr(os, "setsid"):
        try:
            os.setsid()
        except OSError:
            pass  # It leads one already.


def end():
    """At once and with all children, also in the middle of the function."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)


def read(questions, waiting):
    for line in questions:
        waiting.put(line)
    end()


def say(answers, **what):
    answers.write(json.dumps(what, default=plain).encode() + b"\n")
    answers.flush()


def plain(value):
    """NumPy arrays and numbers, pandas Series and Index, as Python's own."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, tuple):
        return list(value)
    raise Unreadable(f"a {type(value).__name__}")


def answer(result):
    if not isinstance(result, (list, dict)):
        result = plain(result)
    if isinstance(result, dict):
        known = {"values", "probabilities", "classes"}
        if not result or not set(result) <= known:
            raise Unreadable("a dict with " + (", ".join(map(str, result)) or "nothing"))
        parts = {key: part if isinstance(part, list) else plain(part) for key, part in result.items()}
        if "classes" in parts:
            parts["classes"] = [str(name) for name in parts["classes"]]
        return parts
    if not isinstance(result, list):
        raise Unreadable(f"a {type(result).__name__}")
    if result and all(isinstance(row, dict) for row in result):
        return from_dicts(result)
    return {"values": result}


def from_dicts(rows):
    """One dict a row, class -> probability; the most likely class is the value, of equals the first."""
    classes = in_order(rows[0])
    for number, row in enumerate(rows, 1):
        if row.keys() != rows[0].keys():
            raise Unreadable(f"other classes in row {number} than in row 1")
        for name, share in row.items():
            if not is_number(share):
                raise Unreadable(f"{share!r:.80} as the probability of {name} in row {number}")
    return {
        "values": [max(classes, key=row.get) for row in rows],
        "probabilities": [[row[name] for name in classes] for row in rows],
        "classes": [str(name) for name in classes],
    }


def is_number(value):
    """Python's numbers, and NumPy's, which are none of these but become floats."""
    if value is None or isinstance(value, (str, bytes, list, dict)):
        return False
    try:
        float(value)
        return True
    except (TypeError, ValueError):
        return False


def in_order(names):
    try:
        return sorted(names)
    except TypeError:
        return sorted(names, key=str)


def failure(folder):
    """The exception being handled, and the last line of the model's own code that led to it."""
    kind, error, trace = sys.exc_info()
    if isinstance(error, SyntaxError) and error.filename:
        return {"type": kind.__name__, "message": error.msg, "line": place(folder, error.filename, error.lineno)}
    frames = [frame for frame in traceback.extract_tb(trace) if frame.filename != __file__]
    own = [frame for frame in frames if inside(folder, frame.filename)]
    line = place(folder, own[-1].filename, own[-1].lineno) if own else None
    return {"type": kind.__name__, "message": str(error), "line": line}


def inside(folder, file):
    """Not Python's own, nor a library in an environment that lies in the folder."""
    return file.startswith(os.path.join(folder, "")) and "site-packages" not in file


def place(folder, file, line):
    return f"{os.path.relpath(file, folder) if inside(folder, file) else os.path.basename(file)}:{line}"


def find(target):
    module, name = target.split(":")
    found = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    if not callable(found):
        raise TypeError(f"{name} is not callable")
    return found


def mark():
    """Whoever reads standard error knows by this line that he has read all that came before."""
    sys.stdout.flush()
    sys.stderr.write("\n\x1e\n")
    sys.stderr.flush()


def main():
    folder, target = sys.argv[1:]
    sys.argv = [target]
    sys.path[0] = folder
    lead_own_group()
    questions, answers = take_streams()
    waiting = queue.SimpleQueue()
    threading.Thread(target=read, args=(questions, waiting), daemon=True).start()
    try:
        function = find(target)
    except BaseException:
        mark()
        say(answers, error=failure(folder))
        end()
    say(answers, ready=True)
    while True:
        question = json.loads(waiting.get())
        try:
            say(answers, id=question["id"], **answer(function(question["columns"])))
        except Unreadable as unreadable:
            mark()
            say(answers, id=question["id"], unreadable=str(unreadable))
        except BaseException:
            mark()
            say(answers, id=question["id"], error=failure(folder))


if __name__ == "__main__":
    main()
