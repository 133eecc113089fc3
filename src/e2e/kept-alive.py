"""Asks one server over one connection that is kept, 100 times a second, until it is told to end; then says what it saw.

usage: kept-alive.py HOST FILE     FILE: a line `TIME STATUS VERSION` for each answer; a broken connection has status 0
"""
import http.client
import json
import signal
import sys
import time

host, file = sys.argv[1:]
going = True


def end(*_):
    global going
    going = False


signal.signal(signal.SIGTERM, end)
body = json.dumps({"dataframe_split": {"columns": ["x", "y"], "data": [[0.9, 0.8]]}})
connections = failed = total = 0
connection = None
with open(file, "w") as out:
    while going:
        if connection is None:
            connection = http.client.HTTPConnection(host, timeout=10)
            connections += 1
        try:
            connection.request("POST", "/invocations", body, {"content-type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            status, version = answer.status, answer.getheader("mlbox-version")
            if answer.getheader("connection") == "close":
                connection = None
        except (OSError, http.client.HTTPException):
            connection, status, version = None, 0, "-"
        total += 1
        failed += status != 200
        out.write(f"{time.time():.3f} {status} {version}\n")
        time.sleep(0.01)
print(f"failed {failed} of {total} over {connections} connections")
