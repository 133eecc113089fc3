"""Will a flight arrive more than 15 minutes late? Trains on one file of flights and writes model.onnx.

    python train.py data/train-jan-mar.parquet
"""
import sys
from pathlib import Path

import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

data = pd.read_parquet(sys.argv[1])
text = ["carrier", "origin", "dest"]
numbers = ["weekday", "distance", "hour", "humid", "wind_speed", "precip", "visib"]

columns = ColumnTransformer([
    ("numbers", StandardScaler(), numbers),
    ("text", OneHotEncoder(handle_unknown="ignore", sparse_output=False), text),
])
model = make_pipeline(columns, LogisticRegression(max_iter=1000))
model.fit(data[text + numbers], data["late"])

# One named input per column, so that a request says {"origin": "JFK", "hour": 17.5, ...}.
types = {"str": StringTensorType, "int64": Int64TensorType, "float64": FloatTensorType}
inputs = [(name, types[str(data[name].dtype)]([None, 1])) for name in text + numbers]
# Without zipmap, probabilities are a plain matrix: one row per flight, one column per class.
onnx_model = to_onnx(model, name="flights", initial_types=inputs, options={"zipmap": False}, target_opset=17)
# Their order is that of a hash set; sorted, the same training gives the same file.
onnx_model.opset_import.sort(key=lambda opset: opset.domain)
Path("model.onnx").write_bytes(onnx_model.SerializeToString(deterministic=True))
print(f"trained on {len(data):,} flights with {len(text + numbers)} columns")
