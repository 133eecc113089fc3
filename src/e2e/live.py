"""Asks for evaluation rows and sends their labels, as an application does that learns the truth.

    live.py ADDRESS PARQUET ROWS FROM
"""
import http.client
import json
import sys
import time

import pandas as pd

address, file, rows, first = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
table = pd.read_parquet(file).iloc[first : first + rows]


def connected():
    """A connection to a box; boxes that were just killed are refused for a moment."""
    until = time.monotonic() + 60
    while True:
        attempt = http.client.HTTPConnection(address, 80, timeout=20)
        try:
            attempt.connect()
            return attempt
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


connection = connected()


def post(path, body):
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {text[:200]}")
    return answer


for row in table.to_dict("records"):
    label = row.pop("late")
    answer = post("/predict", {**row, "passenger": "Grace-Hopper-4711"})
    post("/feedback", {"id": answer.headers["mlbox-id"], "label": label})
print(len(table), "rows and labels")
