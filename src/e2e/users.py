"""Asks one server as 20 users in turn, 100 times a second, until it is told to end; then says what they saw.

usage: users.py HOST FILE     FILE: a line `TIME USER STATUS VERSION` for each answer
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
total = failed = 0
with open(file, "w") as out:
    while going:
        user = f"user{total % 20}"
        connection = http.client.HTTPConnection(host, timeout=10)
        try:
            connection.request("POST", "/invocations", body, {"content-type": "application/json", "x-user": user})
            answer = connection.getresponse()
            answer.read()
            status, version = answer.status, answer.getheader("mlbox-version")
        except (OSError, http.client.HTTPException):
            status, version = 0, "-"
        connection.close()
        total += 1
        failed += status != 200
        out.write(f"{time.time():.3f} {user} {status} {version}\n")
        out.flush()
        time.sleep(0.01)
print(f"failed {failed} of {total}")
