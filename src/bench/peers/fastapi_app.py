# FastAPI in front of ONNX Runtime, as its users write it: a typed body, one session, one thread a call.
import os
import numpy as np
import onnxruntime
from fastapi import FastAPI
from pydantic import BaseModel

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(os.environ["BENCH_MODEL"], options)
app = FastAPI()


class Row(BaseModel):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    g: float
    h: float
    i: float
    j: float


@app.post("/predict")
async def predict(row: Row):
    x = np.array([[row.a, row.b, row.c, row.d, row.e, row.f, row.g, row.h, row.i, row.j]], np.float32)
    label, probabilities = session.run(None, {"X": x})
    return {"label": int(label[0]), "probabilities": probabilities[0].tolist()}
