"""Scores the rows of a file with pandas and ONNX Runtime: scores.py MODEL DATA THREADS"""
import sys

import numpy as np
import onnxruntime
import pandas as pd

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = int(sys.argv[3])
session = onnxruntime.InferenceSession(sys.argv[1], options, providers=["CPUExecutionProvider"])
data = pd.read_parquet(sys.argv[2])
feed = {}
for column in session.get_inputs():
    values = data[column.name].to_numpy()
    kind = {"tensor(string)": object, "tensor(int64)": np.int64, "tensor(float)": np.float32}[column.type]
    feed[column.name] = values.astype(kind).reshape(-1, 1)
probabilities = session.run(None, feed)[1]
print(f"{len(data)} rows, {probabilities[:, -1].astype(float).sum():.3f}")
