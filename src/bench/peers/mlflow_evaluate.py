"""mlflow.models.evaluate for one model's ready answers, as MLflow does it unless told otherwise; in the folder of ready.py."""
import os

import mlflow
import pandas as pd

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
mlflow.set_tracking_uri("sqlite:///mlflow.db")
rows = pd.read_parquet("test.parquet")
rows = rows.astype({name: object for name in ("origin", "carrier")})  # it knows no texts of pandas 3
answers = pd.read_parquet("candidate.parquet")
rows["prediction"] = answers["prediction"]
rows["probability"] = answers["probability"]
result = mlflow.models.evaluate(
    data=rows, targets="late", predictions="prediction", model_type="classifier", evaluator_config={"pos_label": 1})
print(len(result.metrics), "metrics")
