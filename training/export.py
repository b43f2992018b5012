"""Last step of training: the table of word vectors becomes a model in Hugging Face layout.

usage: python3 training/export.py TABLE.npz FOLDER

Each row is stored as 8-bit integers with a scale of its own: a quarter of the size, and figures that agree to the third digit.
"""
import json
import os
import shutil
import sys

import numpy as np
import torch

WORK = os.path.join(os.path.dirname(__file__), "work")


class Static(torch.nn.Module):
    """(texts, tokens) ids to (texts, tokens, dimensions): the row of each token; where the mask is 0, zeros."""

    def __init__(self, table):
        super().__init__()
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-9) / 127
        self.register_buffer("rows", torch.from_numpy(np.round(table / scale).astype(np.int8)))
        self.register_buffer("scale", torch.from_numpy(scale.astype(np.float32)))

    def forward(self, input_ids, attention_mask):
        rows = self.rows[input_ids].to(torch.float32) * self.scale[input_ids]
        return rows * attention_mask.unsqueeze(-1).to(torch.float32)


def main(table_file, folder):
    table = np.load(table_file)["table"]
    os.makedirs(os.path.join(folder, "onnx"), exist_ok=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(os.path.join(WORK, "model", name), os.path.join(folder, name))
    model = Static(table).eval()
    ids = torch.tensor([[1, 5, 7], [1, 9, 0]])
    mask = torch.tensor([[1, 1, 1], [1, 1, 0]])
    axes = {0: "texts", 1: "tokens"}
    torch.onnx.export(
        model,
        (ids, mask),
        os.path.join(folder, "onnx", "model.onnx"),
        input_names=["input_ids", "attention_mask"],
        output_names=["last_hidden_state"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "last_hidden_state": axes},
        opset_version=14,
    )
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": int(table.shape[1]),
        "vocab_size": int(table.shape[0]),
        "num_hidden_layers": 0,
        "max_position_embeddings": 512,
    }
    with open(os.path.join(folder, "config.json"), "w") as file:
        json.dump(config, file, indent=2)
        file.write("\n")
    own = {"id": "tiaosuo-zh-1", "pooling": "mean", "fold": True, "maxTokens": 512, "weight": 1, "floor": 0, "line": 0.42, "dtype": "fp32"}
    with open(os.path.join(folder, "tiaosuo.json"), "w") as file:
        json.dump(own, file, indent=2)
        file.write("\n")
    size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)
    print(f"{folder}: {table.shape[0]} pieces, {table.shape[1]} dimensions, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
