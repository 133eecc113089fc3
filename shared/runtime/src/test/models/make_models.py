"""Makes the models of single shapes and types that the tests of package onnx read; the files are committed.

    pip install onnx==1.23.2 && python make_models.py
"""
from pathlib import Path

from onnx import TensorProto as T
from onnx import checker, helper

HERE = Path(__file__).parent
TYPES = {
    "bool": T.BOOL, "int8": T.INT8, "uint8": T.UINT8, "int16": T.INT16, "int32": T.INT32, "int64": T.INT64,
    "uint16": T.UINT16, "float16": T.FLOAT16, "bfloat16": T.BFLOAT16, "float": T.FLOAT, "double": T.DOUBLE,
    "string": T.STRING,
}


def tensor(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, shape)


def save(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    checker.check_model(model)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))


def node(kind, inputs, outputs, **attributes):
    return helper.make_node(kind, inputs, outputs, **attributes)


# One input [N] or [N,1] of each type, answered as a double; text is answered as a label.
for i, (name, kind) in enumerate(TYPES.items()):
    shape = ["N", 1] if i % 2 else ["N"]
    if name == "string":
        save("in-string", [node("Identity", ["x"], ["label"])], [tensor("x", kind, *shape)], [tensor("label", kind, *shape)])
    else:
        save(f"in-{name}", [node("Cast", ["x"], ["y"], to=T.DOUBLE)], [tensor("x", kind, *shape)], [tensor("y", T.DOUBLE, *shape)])

# A whole number answered as a label of each integer type.
for name in ("bool", "int8", "uint8", "int16", "uint16", "int32", "int64"):
    save(f"out-{name}", [node("Cast", ["x"], ["y"], to=TYPES[name])], [tensor("x", T.INT64, "N", 1)], [tensor("y", TYPES[name], "N", 1)])
save("out-float16", [node("Cast", ["x"], ["y"], to=T.FLOAT16)], [tensor("x", T.DOUBLE, "N")], [tensor("y", T.FLOAT16, "N")])

matrix, wide = tensor("x", T.FLOAT, "N", 3), tensor("y", T.FLOAT, "N", 3)
save("softmax", [node("Softmax", ["x"], ["y"])], [matrix], [wide])
save("logits", [node("Identity", ["x"], ["y"])], [matrix], [wide])
save("open-width", [node("ReduceSum", ["x", "axis"], ["y"], keepdims=0)], [tensor("x", T.FLOAT, "N", "K")],
     [tensor("y", T.FLOAT, "N")], [helper.make_tensor("axis", T.INT64, [1], [1])])
save("one-row", [node("ReduceSum", ["x", "axis"], ["y"])], [tensor("x", T.FLOAT, 1, 3)],
     [tensor("y", T.FLOAT, 1, 1)], [helper.make_tensor("axis", T.INT64, [1], [1])])
save("one-answer", [node("ReduceSum", ["x"], ["y"], keepdims=0)], [matrix], [tensor("y", T.FLOAT, None)])
save("text-matrix", [node("Gather", ["x", "second"], ["label"], axis=1)], [tensor("x", T.STRING, "N", 2)],
     [tensor("label", T.STRING, "N")], [helper.make_tensor("second", T.INT64, [], [1])])

# Two weights a class, classes named by the model: text or numbers; no label is answered.
for name, labels in (("text", {"classlabels_strings": ["no", "perhaps", "yes"]}), ("whole", {"classlabels_ints": [-1, 0, 7]})):
    classifier = helper.make_node(
        "LinearClassifier", ["x"], ["label", "scores"], domain="ai.onnx.ml", coefficients=[1.0, 0, 0, 0, 1, 0, 0, 0, 1],
        intercepts=[0.0, 0, 0], post_transform="SOFTMAX", **labels)
    save(f"classes-{name}", [classifier], [matrix], [tensor("scores", T.FLOAT, "N", 3)])

# A classifier that numbers its classes inside and names them at the end, as scikit-learn's ensembles are exported.
inner = helper.make_node(
    "LinearClassifier", ["x"], ["index", "scores"], domain="ai.onnx.ml", coefficients=[1.0, 0, 0, 0, 1, 0, 0, 0, 1],
    intercepts=[0.0, 0, 0], post_transform="SOFTMAX", classlabels_ints=[0, 1, 2])
save("classes-renamed", [inner, node("Gather", ["names", "index"], ["label"])], [matrix],
     [tensor("label", T.INT64, "N"), tensor("scores", T.FLOAT, "N", 3)], [helper.make_tensor("names", T.INT64, [3], [2, 1, 0])])

# What rows cannot be fed to, or answers nothing that is a prediction.
save("image", [node("Flatten", ["x"], ["y"])], [tensor("x", T.FLOAT, "N", 3, 2, 2)], [tensor("y", T.FLOAT, "N", 12)])
save("batch-of-32", [node("Identity", ["x"], ["y"])], [tensor("x", T.FLOAT, 32, 3)], [tensor("y", T.FLOAT, 32, 3)])
save("two-matrices", [node("Add", ["a", "b"], ["y"])], [tensor("a", T.FLOAT, "N", 2), tensor("b", T.FLOAT, "N", 2)], [tensor("y", T.FLOAT, "N", 2)])
save("no-prediction", [node("Shape", ["x"], ["s"]), node("Unsqueeze", ["x", "axis"], ["y"])], [tensor("x", T.FLOAT, "N", 3)],
     [tensor("y", T.FLOAT, "N", 1, 3)], [helper.make_tensor("axis", T.INT64, [1], [1])])
