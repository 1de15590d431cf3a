"""Writes the all-MiniLM-L6-v2 network as an ONNX graph, in memory, for weights that stay in their own file.

Why by hand: the published weights come as safetensors without a graph, and the usual ways to make one need torch or the onnx
package. The graph is small (a 6-layer BERT), plain operators of opset 17 say all of it, and the runtime fuses them itself.
An ONNX file is a protobuf message; the first part below is the little of protobuf that is needed, the second the network.

Sources: Wang et al. (2020), "MiniLM", arXiv:2002.10957; Devlin et al. (2019), "BERT", arXiv:1810.04805; field numbers from
onnx/onnx.proto of ONNX IR version 8.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LAYERS, HEADS, WIDTH = 6, 12, 384
HEAD_WIDTH = WIDTH // HEADS
_EPSILON = 1e-12
_FLOAT, _INT64 = 1, 7  # onnx.TensorProto.DataType
_EXTERNAL = 1  # onnx.TensorProto.DataLocation
_IR_VERSION, _OPSET = 8, 17


# Protobuf: a message is a row of fields, each a key (number and wire type) and a value.


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1  # negative numbers are written as their 64-bit complement
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _integer(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _message(number: int, body: bytes | str) -> bytes:
    body = body.encode() if isinstance(body, str) else body
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def _float(number: int, value: float) -> bytes:
    return _varint(number << 3 | 5) + struct.pack("<f", value)


def _attribute(name: str, value: float | int | list[int]) -> bytes:
    """AttributeProto: name 1, f 2, i 3, ints 8, type 20."""
    if isinstance(value, float):
        return _message(1, name) + _float(2, value) + _integer(20, 1)
    if isinstance(value, int):
        return _message(1, name) + _integer(3, value) + _integer(20, 2)
    return _message(1, name) + b"".join(_integer(8, item) for item in value) + _integer(20, 7)


def _tensor(name: str, values: Array) -> bytes:
    """TensorProto with its values inside: dims 1, data_type 2, name 8, raw_data 9."""
    kind = _INT64 if values.dtype.kind == "i" else _FLOAT
    return _dims(values.shape) + _integer(2, kind) + _message(8, name) + _message(9, values.tobytes())


def _external_tensor(name: str, values: Array) -> bytes:
    """TensorProto whose values the session is given later: external_data 13 (key, value), data_location 14."""
    places = {"location": "memory", "offset": "0", "length": str(values.nbytes)}
    entries = b"".join(_message(13, _message(1, key) + _message(2, value)) for key, value in places.items())
    return _dims(values.shape) + _integer(2, _FLOAT) + _message(8, name) + entries + _integer(14, _EXTERNAL)


def _dims(shape: tuple[int, ...]) -> bytes:
    return b"".join(_integer(1, size) for size in shape)


def _value_info(name: str, kind: int, shape: list[str | int]) -> bytes:
    """ValueInfoProto of an input or output; a named size is free."""
    sizes = b"".join(_message(1, _message(2, size) if isinstance(size, str) else _integer(1, size)) for size in shape)
    return _message(1, name) + _message(2, _message(1, _integer(1, kind) + _message(2, sizes)))


@dataclass
class _Graph:
    """Nodes in order, the small constants inside the graph, and the weights that stay outside."""

    nodes: list[bytes] = field(default_factory=list)
    constants: dict[str, Array] = field(default_factory=dict)
    weights: dict[str, Array] = field(default_factory=dict)

    def node(self, operator: str, *inputs: str, output: str = "", **attributes: float | int | list[int]) -> str:
        """Append one operator; the name of its output comes back."""
        output = output or f"{operator.lower()}_{len(self.nodes)}"
        body = b"".join(_message(1, name) for name in inputs) + _message(2, output) + _message(4, operator)
        self.nodes.append(body + b"".join(_message(5, _attribute(name, value)) for name, value in attributes.items()))
        return output

    def serialise(self, name: str) -> bytes:
        """ModelProto: ir_version 1, graph 7, opset_import 8."""
        graph = b"".join(_message(1, node) for node in self.nodes) + _message(2, name)
        graph += b"".join(_message(5, _tensor(key, values)) for key, values in self.constants.items())
        graph += b"".join(_message(5, _external_tensor(key, values)) for key, values in self.weights.items())
        graph += _message(11, _value_info("input_ids", _INT64, ["batch", "tokens"]))
        graph += _message(11, _value_info("attention_mask", _INT64, ["batch", "tokens"]))
        graph += _message(12, _value_info("embedding", _FLOAT, ["batch", WIDTH]))
        return _integer(1, _IR_VERSION) + _message(7, graph) + _message(8, _message(1, "") + _integer(2, _OPSET))


# The network.


def build_graph(tensors: Mapping[str, Array]) -> tuple[bytes, dict[str, Array]]:
    """The serialised graph and the weights it expects by name, from the tensors of model.safetensors.

    Inputs: input_ids and attention_mask, int64 of shape (batch, tokens). Output: embedding, float32 of shape (batch, 384), each
    row the mean of the token vectors under the mask, of length 1. Raises KeyError where a tensor is missing.
    """
    graph = _Graph()
    _add_constants(graph)
    hidden = _embeddings(graph, tensors)
    bias = _attention_bias(graph)
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        hidden = _self_attention(graph, tensors, prefix, hidden, bias)
        hidden = _feed_forward(graph, tensors, prefix, hidden)
    _mean_pooling(graph, hidden)
    return graph.serialise("all-MiniLM-L6-v2"), graph.weights


def _add_constants(graph: _Graph) -> None:
    import numpy as np

    graph.constants = {
        "one": np.array(1, np.float32),
        "half": np.array(0.5, np.float32),
        "root_half": np.array(0.5**0.5, np.float32),
        "masked": np.array(-1e9, np.float32),
        "attention_scale": np.array(HEAD_WIDTH**-0.5, np.float32),
        "axis_0": np.array([0], np.int64),
        "axis_1": np.array([1], np.int64),
        "axis_2": np.array([2], np.int64),
        "axes_1_2": np.array([1, 2], np.int64),
        "split_heads": np.array([0, 0, HEADS, HEAD_WIDTH], np.int64),
        "merge_heads": np.array([0, 0, WIDTH], np.int64),
    }


def _weight(graph: _Graph, tensors: Mapping[str, Array], name: str, *, transpose: bool = False) -> str:
    import numpy as np

    graph.weights[name] = np.ascontiguousarray(tensors[name].T if transpose else tensors[name])
    return name


def _linear(graph: _Graph, tensors: Mapping[str, Array], name: str, value: str) -> str:
    """x W^T + b. The file stores W as (out, in)."""
    product = graph.node("MatMul", value, _weight(graph, tensors, f"{name}.weight", transpose=True))
    return graph.node("Add", product, _weight(graph, tensors, f"{name}.bias"))


def _layer_norm(graph: _Graph, tensors: Mapping[str, Array], name: str, value: str) -> str:
    scale, shift = (_weight(graph, tensors, f"{name}.{part}") for part in ("weight", "bias"))
    return graph.node("LayerNormalization", value, scale, shift, axis=-1, epsilon=_EPSILON)


def _embeddings(graph: _Graph, tensors: Mapping[str, Array]) -> str:
    """Word + position + segment; there is one segment, number 0, so its row is added to every token."""
    words = graph.node("Gather", _weight(graph, tensors, "embeddings.word_embeddings.weight"), "input_ids")
    shape = graph.node("Shape", "input_ids")
    tokens = graph.node("Slice", shape, "axis_1", "axis_2", "axis_0")
    positions = _weight(graph, tensors, "embeddings.position_embeddings.weight")
    positions = graph.node("Slice", positions, "axis_0", tokens, "axis_0")
    segment = graph.node("Gather", _weight(graph, tensors, "embeddings.token_type_embeddings.weight"), "axis_0")
    return _layer_norm(graph, tensors, "embeddings.LayerNorm", graph.node("Add", graph.node("Add", words, positions), segment))


def _attention_bias(graph: _Graph) -> str:
    """0 for a token, -1e9 for padding, shaped (batch, 1, 1, tokens) to be added to the attention scores."""
    padding = graph.node("Sub", "one", graph.node("Cast", "attention_mask", output="mask", to=_FLOAT))
    return graph.node("Mul", graph.node("Unsqueeze", padding, "axes_1_2"), "masked")


def _self_attention(graph: _Graph, tensors: Mapping[str, Array], prefix: str, hidden: str, bias: str) -> str:
    """Scaled dot-product attention over 12 heads, with its output layer, residual and normalisation."""
    heads = {}
    for role in ("query", "key", "value"):
        projected = graph.node("Reshape", _linear(graph, tensors, f"{prefix}attention.self.{role}", hidden), "split_heads")
        # (batch, tokens, heads, width) to (batch, heads, tokens, width); the keys come out transposed for the product
        heads[role] = graph.node("Transpose", projected, perm=[0, 2, 3, 1] if role == "key" else [0, 2, 1, 3])
    scores = graph.node("Mul", graph.node("MatMul", heads["query"], heads["key"]), "attention_scale")
    weights = graph.node("Softmax", graph.node("Add", scores, bias), axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", weights, heads["value"]), perm=[0, 2, 1, 3])
    merged = graph.node("Reshape", mixed, "merge_heads")
    output = _linear(graph, tensors, f"{prefix}attention.output.dense", merged)
    return _layer_norm(graph, tensors, f"{prefix}attention.output.LayerNorm", graph.node("Add", output, hidden))


def _feed_forward(graph: _Graph, tensors: Mapping[str, Array], prefix: str, hidden: str) -> str:
    """Two linear layers around the exact GELU, x/2 (1 + erf(x/sqrt 2)), with residual and normalisation."""
    inner = _linear(graph, tensors, f"{prefix}intermediate.dense", hidden)
    gate = graph.node("Add", graph.node("Erf", graph.node("Mul", inner, "root_half")), "one")
    activated = graph.node("Mul", graph.node("Mul", inner, gate), "half")
    output = _linear(graph, tensors, f"{prefix}output.dense", activated)
    return _layer_norm(graph, tensors, f"{prefix}output.LayerNorm", graph.node("Add", output, hidden))


def _mean_pooling(graph: _Graph, hidden: str) -> None:
    """Sum of the token vectors under the mask, then scaled to length 1: the division by their number would cancel out."""
    row = graph.node("Unsqueeze", "mask", "axis_1")  # (batch, 1, tokens)
    total = graph.node("Squeeze", graph.node("MatMul", row, hidden), "axis_1")
    graph.node("LpNormalization", total, output="embedding", axis=-1, p=2)
