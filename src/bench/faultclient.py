"""A client that knows the right answers: 200 requests a second to a server of x + y > 1, half of them over kept connections."""
import http.client
import json
import random
import threading
import time
import typing

WORKERS = 20
PERIOD = 0.1


def rows(n, seed):
    draw = random.Random(seed)
    return [(draw.random(), draw.random()) for _ in range(n)]


class Answer(typing.NamedTuple):
    at: float  # seconds since 1970
    version: str  # as the box says, - without
    verdict: str  # ok, failed or wrong
    own: str  # which server of the user's own it was, - when it does not say
    took: float  # seconds
    why: str = ""  # of what is not ok: status, or what broke


class Client:
    """Asks from `with` to its end, and keeps all `answers`."""

    def __init__(self, host, stable):
        self.host, self.stable = host, stable
        self.answers, self.going = [], True
        # Only rows that every version of the bench answers alike.
        clear = [(x, y) for x, y in rows(2000, seed=2) if abs(x + y - 1) > 0.1]
        self.asked = [(json.dumps({"dataframe_split": {"columns": ["x", "y"], "data": [[x, y]]}}), int(x + y > 1)) for x, y in clear]
        self.threads = [threading.Thread(target=self.work, args=(i,), daemon=True) for i in range(WORKERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.going = False
        for thread in self.threads:
            thread.join(30)

    def work(self, number):
        kept = number % 2 == 0
        connection = None
        due = time.monotonic() + number * PERIOD / WORKERS
        draw = random.Random(number)
        while self.going:
            time.sleep(max(0.0, due - time.monotonic()))
            due = max(due + PERIOD, time.monotonic() - 1)
            body, right = draw.choice(self.asked)
            fresh = connection is None
            connection = connection or http.client.HTTPConnection(self.host, timeout=10)
            version, verdict, own, why = "-", "failed", "-", ""
            began = time.time()
            try:
                connection.request("POST", "/invocations", body, {"content-type": "application/json"})
                answer = connection.getresponse()
                content = answer.read()
                version, own = answer.getheader("mlbox-version", "-"), answer.getheader("own", "-")
                if answer.status == 200:
                    verdict = "ok" if self.says(content) == right else "wrong"
                else:
                    why = f"{answer.status} {content[:200].decode(errors='replace')}"
                if not kept or answer.getheader("connection") == "close":
                    connection.close()
                    connection = None
            except (OSError, http.client.HTTPException) as e:
                why = f"{type(e).__name__} {e}" + (", kept connection" if kept and not fresh else "")
                connection = None
            now = time.time()
            self.answers.append(Answer(now, version, verdict, own, now - began, why))

    @staticmethod
    def says(content):
        try:
            return json.loads(content)["predictions"][0]
        except (ValueError, KeyError, IndexError, TypeError):
            return None

    def failures(self, since):
        """What failed, in words: how many, when after `since`, how long each took."""
        groups = {}
        for answer in self.answers:
            if answer.verdict == "failed":
                groups.setdefault(answer.why, []).append(answer)
        return [f"{len(all)} failed from {all[0].at - since:.1f} to {all[-1].at - since:.1f} s, after {max(a.took for a in all):.1f} s at most: {why}"
                for why, all in groups.items()]

    def summary(self):
        """Failed answers, wrong ones, seconds from the first of either to the last, answers of other versions than the stable."""
        bad = [a.at for a in self.answers if a.verdict != "ok"]
        count = {v: sum(1 for a in self.answers if a.verdict == v) for v in ("failed", "wrong")}
        return count["failed"], count["wrong"], (max(bad) - min(bad) if bad else 0.0), sum(1 for a in self.answers if a.version not in ("-", self.stable))
