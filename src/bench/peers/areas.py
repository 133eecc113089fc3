"""Areas under the ROC curve: mlbox beside scikit-learn and numpy, taking turns; the best of several rounds counts. On a busy machine processor
time says more than the clock.

    areas.py FOLDER JAVA...        JAVA: the command that runs Areas.java
"""
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

folder, java = Path(sys.argv[1]), sys.argv[2:]
REPLICATES, DRAWN = 1000, 5


def made(rows):
    random = np.random.default_rng(rows)
    truth = random.random(rows)
    labels = random.random(rows) < truth
    scores = [np.clip(truth + noise * random.normal(size=rows), 0.001, 0.999) for noise in (0.10, 0.11)]
    file = folder / f"areas-{rows}.bin"
    with file.open("wb") as out:
        for array in (labels.astype(np.uint8), *scores):
            array.tofile(out)
    return file, labels, *scores


def midranks(x):
    """Sun and Xu (2014), with numpy's own sort and no loop over rows."""
    order = np.argsort(x)
    ordered = x[order]
    firsts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    counts = np.diff(np.r_[firsts, len(x)])
    ranks = np.empty(len(x))
    ranks[order] = np.repeat(firsts + (counts + 1) / 2, counts)
    return ranks


def delong(labels, first, second):
    positives, negatives = labels.sum(), (~labels).sum()
    areas, v10, v01 = [], [], []
    for scores in (first, second):
        x, y = scores[labels], scores[~labels]
        z = midranks(np.r_[x, y])
        areas.append(z[:positives].sum() / positives / negatives - (positives + 1) / 2 / negatives)
        v10.append((z[:positives] - midranks(x)) / negatives)
        v01.append(1 - (z[positives:] - midranks(y)) / positives)
    covariance = np.cov(v10) / positives + np.cov(v01) / negatives
    difference = areas[0] - areas[1]
    error = np.sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    return difference, difference - 1.959963984540054 * error, difference + 1.959963984540054 * error


def bootstrap(labels, first, second):
    """Seconds of a thousand replicates, from those of a few."""
    random = np.random.default_rng(1)
    began = time.perf_counter()
    for _ in range(DRAWN):
        rows = random.integers(0, len(labels), len(labels))
        roc_auc_score(labels[rows], first[rows]) - roc_auc_score(labels[rows], second[rows])
    return (time.perf_counter() - began) * REPLICATES / DRAWN


def timed(what, *given):
    began, work = time.perf_counter(), time.process_time()
    result = what(*given)
    return time.perf_counter() - began, time.process_time() - work, result


with subprocess.Popen(java, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

    def asked(what, file, rows):
        print(what, file, rows, file=process.stdin, flush=True)
        return [float(word) for word in process.stdout.readline().split()]

    def compare(name, rounds, what, file, rows, peer, given):
        """Our best seconds, and how many times faster that is, by the clock and by processor time."""
        ours, theirs = [], []
        for _ in range(rounds):
            *times, = asked(what, file, rows)
            seconds, work, result = timed(peer, *given)
            expected = np.atleast_1d(result)
            assert np.allclose(times[2:], expected, rtol=0, atol=1e-9), (times, expected)
            ours.append(times[:2])
            theirs.append((seconds, work))
        (best, work), (other, others) = np.min(ours, axis=0), np.min(theirs, axis=0)
        print(f"{name}: mlbox {best:.3f} s, {work:.3f} s of processor time (the first, not yet compiled, {ours[0][0]:.3f} s, "
              f"{ours[0][1]:.3f} s), peer {other:.2f} s, {others:.2f} s of processor time", flush=True)
        return best, other / best, others / work

    for rows, label in ((1_000_000, "1e6"), (10_000_000, "1e7")):
        file, labels, first, second = made(rows)
        if rows == 10_000_000:
            _, ratio, work = compare(f"AUC of {rows:,} rows, scikit-learn", 3, "area", file, rows, roc_auc_score, (labels, first))
            print(f"result auc-{label} {ratio:.1f} times-faster atleast 10")
            print(f"result auc-{label}-processor-time {work:.1f} times-less atleast 10")
        best, ratio, work = compare(f"paired difference of {rows:,} rows, numpy", 5 if rows < 1e7 else 3, "difference", file, rows,
                              delong, (labels, first, second))
        print(f"result difference-{label} {ratio:.1f} times-faster atleast 7")
        print(f"result difference-{label}-processor-time {work:.1f} times-less atleast 7")
        if rows == 1_000_000:
            boot = bootstrap(labels, first, second)
            print(f"{REPLICATES:,} bootstrap replicates in scikit-learn: {boot:.0f} s, from {DRAWN} of them")
            print(f"result bootstrap-{label} {boot / best:.0f} times-faster atleast 5000", flush=True)
        file.unlink()
    process.stdin.close()
