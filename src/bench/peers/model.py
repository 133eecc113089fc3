# Trains the boosted trees that every server of the benchmark serves: 100 trees of depth 3, 10 features, seeded.
# usage: model.py FOLDER [mlflow]
import sys
import numpy as np

folder = sys.argv[1]
if sys.argv[2:] == ["mlflow"]:
    import mlflow.onnx, onnx
    mlflow.onnx.save_model(onnx.load(f"{folder}/model.onnx"), f"{folder}/mlflow")
    sys.exit()
from sklearn.ensemble import GradientBoostingClassifier
from skl2onnx import to_onnx

random = np.random.default_rng(7)
x = random.normal(size=(4000, 10)).astype(np.float32)
y = (x[:, 0] * x[:, 1] + x[:, 2] - 0.5 * x[:, 3] ** 2 + random.normal(size=4000) > 0).astype(int)
model = GradientBoostingClassifier(n_estimators=100, max_depth=3, random_state=7).fit(x, y)
onnx = to_onnx(model, x[:1], options={id(model): {"zipmap": False}}, target_opset=17)
open(f"{folder}/model.onnx", "wb").write(onnx.SerializeToString())
