"""Asks one address, each time over a new connection, until it is told to end; then says what it saw.

usage: arms.py URL BODY FILE     FILE: a line `TIME STATUS VERSION` for each answer; a broken connection has status 0
"""
import http.client
import signal
import sys
import time
import urllib.parse

url, body, file = sys.argv[1:]
address = urllib.parse.urlsplit(url)
going = True


def end(*_):
    global going
    going = False


signal.signal(signal.SIGTERM, end)
failed = total = 0
with open(file, "w", buffering=1) as out:
    while going:
        connection = http.client.HTTPConnection(address.netloc, timeout=10)
        try:
            connection.request("POST", address.path, body, {"content-type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            status, version = answer.status, answer.getheader("mlbox-version")
        except (OSError, http.client.HTTPException):
            status, version = 0, "-"
        connection.close()
        total += 1
        failed += status != 200
        out.write(f"{time.time():.3f} {status} {version}\n")
        time.sleep(0.004)
print(f"failed {failed} of {total}")
