"""Owns the small ONNX models that the tests of the embedding door run: made anew, from one seed, without training.

    /usr/bin/python3 training/tiny_models.py      (Debian's python3-torch; writes test/fixtures/models/)

Each folder is laid out as Hugging Face lays models out, and each is there for what it makes the door do:

    tiny-bert    cls pooling and a query instruction, read from its own files; truncation keeps [SEP]
    tiny-static  a table of vectors, mean pooling, no special tokens; settings in tiaosuo.json, folded texts; beside it a
                 quantized form, whose numbers depend on what else is in the batch
    tiny-last    a causal decoder with a cache of keys and values, last-token pooling, a tokenizer that pads to the left

expected.json holds texts and their vectors as computed here, one text at a time, for the tests to hold ours against.
Weights are random, but values pass through nearly unchanged, so texts that share characters are near each other.
"""

import json
import math
import re
from collections import Counter
from pathlib import Path

import torch
from torch import nn

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "test/fixtures/models"
DIMENSIONS = 32
HEADS = 2
CHARACTERS = 480
MAX_TOKENS = 64
SEED = 20251122

TEXTS = [
    "光伏",
    "大力推进屋顶光伏建设",
    "到2025年,细颗粒物浓度下降到28微克/立方米以下",
    "推进碳达峰碳中和。" * 20,  # longer than the model takes
]


def characters():
    """The most frequent characters of the first corpus: where two are equally frequent, the lower code point."""
    text = "".join(path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    counts = Counter(char for char in text if "\u4e00" <= char <= "\u9fff")
    for char in "屋顶光伏建设医疗保险报销细颗粒浓度微克碳达峰中和":
        counts[char] += 10_000
    return [char for char, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:CHARACTERS]]


def vocabulary(special):
    plain = [*"abcdefghijklmnopqrstuvwxyz0123456789"]
    tokens = [*special, *plain, *(f"##{char}" for char in plain), *",.:/%()\"、。，：；（）“”《》", *characters()]
    return {token: i for i, token in enumerate(dict.fromkeys(tokens))}


def tokenize(text, vocab):
    """What a WordPiece tokenizer over single characters makes of lower-case text: each Han character is a word."""
    tokens = []
    for word in re.findall(r"[a-z0-9]+|\S", text):
        tokens += [word[0], *(f"##{char}" for char in word[1:])]
    return [vocab.get(token, vocab["[UNK]"]) for token in tokens]


def tokenizer_files(vocab, before, after, **config):
    def special(token):
        return {"SpecialToken": {"id": token, "type_id": 0}}

    template = [*map(special, before), {"Sequence": {"id": "A", "type_id": 0}}, *map(special, after)]
    used = [*before, *after]
    added = [token for token in vocab if re.fullmatch(r"\[[A-Z]+\]", token)]
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": vocab[token], "content": token, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
            for token in added
        ],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                       "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": template,
            "pair": [*template, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {token: {"id": token, "ids": [vocab[token]], "tokens": [token]} for token in used},
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100, "vocab": vocab},
    }
    return {"tokenizer.json": tokenizer, "tokenizer_config.json": {"unk_token": "[UNK]", "pad_token": "[PAD]", **config}}


def near_identity(gain):
    return nn.Parameter(gain * torch.eye(DIMENSIONS) + 0.1 * torch.randn(DIMENSIONS, DIMENSIONS))


class Attention(nn.Module):
    """Almost even attention over what the bias leaves, with values scaled so that they count beside the residual."""

    def __init__(self, gain):
        super().__init__()
        self.query = nn.Parameter(0.1 * torch.randn(DIMENSIONS, DIMENSIONS))
        self.key = nn.Parameter(0.1 * torch.randn(DIMENSIONS, DIMENSIONS))
        self.value = near_identity(gain)
        self.out = near_identity(1.0)

    @staticmethod
    def split(x):
        return x.reshape(x.shape[0], x.shape[1], HEADS, DIMENSIONS // HEADS).transpose(1, 2)

    def forward(self, x, bias, past=None):
        query, key, value = (self.split(x @ weight) for weight in (self.query, self.key, self.value))
        if past is not None:
            key, value = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
        scores = query @ key.transpose(2, 3) / math.sqrt(DIMENSIONS // HEADS) + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2)
        return mixed.reshape(x.shape) @ self.out, key, value


class Bert(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.words = nn.Parameter(torch.randn(size, DIMENSIONS))
        self.positions = nn.Parameter(0.2 * torch.randn(MAX_TOKENS, DIMENSIONS))
        self.types = nn.Parameter(0.1 * torch.randn(2, DIMENSIONS))
        self.attention = Attention(gain=8.0)
        self.wide = nn.Linear(DIMENSIONS, 2 * DIMENSIONS)
        self.narrow = nn.Linear(2 * DIMENSIONS, DIMENSIONS)
        self.before, self.after = nn.LayerNorm(DIMENSIONS), nn.LayerNorm(DIMENSIONS)
        self.first = nn.LayerNorm(DIMENSIONS)

    def forward(self, input_ids, attention_mask, token_type_ids):
        positions = torch.arange(input_ids.shape[1], device=input_ids.device)
        x = self.first(self.words[input_ids] + self.positions[positions] + self.types[token_type_ids])
        bias = (1.0 - attention_mask[:, None, None, :].to(x.dtype)) * -10000.0
        x = self.before(x + self.attention(x, bias)[0])
        return self.after(x + self.narrow(nn.functional.gelu(self.wide(x))))


class Static(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.words = nn.Parameter(torch.randn(size, DIMENSIONS))

    def forward(self, input_ids):
        return self.words[input_ids]


class QuantizedProduct(torch.autograd.Function):
    """In ONNX as quantizing tools write it: the activations of the whole batch share one scale."""

    @staticmethod
    def forward(ctx, x, weight, scale):
        return x @ (weight.to(x.dtype) * scale)

    @staticmethod
    def symbolic(g, x, weight, scale):
        quantized, x_scale, zero = g.op("DynamicQuantizeLinear", x, outputs=3)
        none = g.op("Constant", value_t=torch.tensor(0, dtype=torch.int8))
        product = g.op("Cast", g.op("MatMulInteger", quantized, weight, zero, none), to_i=1)
        return g.op("Mul", product, g.op("Mul", x_scale, scale))


class Quantized(nn.Module):
    """The same table with a product by the identity behind it."""

    def __init__(self, words):
        super().__init__()
        # Texts of unlike size: one large number spoils the small ones of its whole batch.
        self.words = nn.Parameter(words * torch.logspace(0, 1.5, len(words))[:, None])
        self.register_buffer("weight", 127 * torch.eye(DIMENSIONS, dtype=torch.int8))
        self.register_buffer("scale", torch.tensor(1 / 127))

    def forward(self, input_ids):
        return QuantizedProduct.apply(self.words[input_ids], self.weight, self.scale)


class Decoder(nn.Module):
    """Causal; takes and gives keys and values as exports of generating models do, though nothing comes before here."""

    def __init__(self, size):
        super().__init__()
        self.words = nn.Parameter(torch.randn(size, DIMENSIONS))
        self.positions = nn.Parameter(0.2 * torch.randn(MAX_TOKENS, DIMENSIONS))
        self.attention = Attention(gain=6.0)
        self.norm = nn.LayerNorm(DIMENSIONS)

    def forward(self, input_ids, attention_mask, position_ids, past_key, past_value):
        x = self.words[input_ids] + self.positions[position_ids]
        order = torch.cumsum(torch.ones_like(attention_mask), 1)
        later = order[:, None, :] > order[:, -input_ids.shape[1]:, None]
        hidden = later | (attention_mask[:, None, :] == 0)
        mixed, key, value = self.attention(x, hidden[:, None].to(x.dtype) * -10000.0, (past_key, past_value))
        return self.norm(x + mixed), key, value


def export(model, folder, arguments, inputs, outputs, axes, name="model"):
    path = folder / f"onnx/{name}.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(model, arguments, str(path), opset_version=14, input_names=inputs, output_names=outputs,
                      dynamic_axes=axes, do_constant_folding=True)


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def unit(vector):
    return [round(value, 6) for value in (vector / vector.norm()).tolist()]


def expected(embed, query_prefix):
    rows = []
    for kind, prefix in (("query", query_prefix), ("passage", "")):
        rows += [{"kind": kind, "text": text, "vector": unit(embed(prefix + text))} for text in TEXTS]
    return {"expected.json": rows}


CONFIG = {"hidden_size": DIMENSIONS, "num_attention_heads": HEADS, "num_hidden_layers": 1,
          "max_position_embeddings": MAX_TOKENS}
BATCH = {0: "batch_size", 1: "sequence_length"}


def make_bert():
    folder, instruction = OUT / "tiny-bert", "查询:"
    vocab = vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    model = Bert(len(vocab)).eval()

    def embed(text):
        ids = [vocab["[CLS]"], *tokenize(text, vocab)[: MAX_TOKENS - 2], vocab["[SEP]"]]
        ids = torch.tensor([ids])
        return model(ids, torch.ones_like(ids), torch.zeros_like(ids))[0, 0]

    ids = torch.ones(2, 7, dtype=torch.int64)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    export(model, folder, (ids, ids, torch.zeros_like(ids)), names, ["last_hidden_state"],
           {name: BATCH for name in [*names, "last_hidden_state"]})
    write(folder, {
        "config.json": {"model_type": "bert", "architectures": ["BertModel"], **CONFIG, "vocab_size": len(vocab)},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": DIMENSIONS, "pooling_mode_cls_token": True,
                                  "pooling_mode_mean_tokens": False},
        "config_sentence_transformers.json": {"prompts": {"query": instruction, "document": ""}},
        **tokenizer_files(vocab, ["[CLS]"], ["[SEP]"], tokenizer_class="BertTokenizer", cls_token="[CLS]",
                          sep_token="[SEP]", model_max_length=MAX_TOKENS),
        **expected(embed, instruction),
    })


def make_static():
    folder = OUT / "tiny-static"
    vocab = vocabulary(["[PAD]", "[UNK]"])
    model = Static(len(vocab)).eval()

    def embed(text):
        return model(torch.tensor([tokenize(text, vocab)[:MAX_TOKENS]]))[0].mean(0)

    for form, name in ((model, "model"), (Quantized(model.words.detach()).eval(), "model_quantized")):
        export(form, folder, (torch.ones(2, 7, dtype=torch.int64),), ["input_ids"], ["last_hidden_state"],
               {name: BATCH for name in ["input_ids", "last_hidden_state"]}, name)
    write(folder, {
        "config.json": {"model_type": "bert", **CONFIG, "vocab_size": len(vocab)},
        "tiaosuo.json": {"id": "tiny", "pooling": "mean", "fold": True, "maxTokens": MAX_TOKENS, "weight": 0.3,
                         "floor": 0.1},
        **tokenizer_files(vocab, [], [], tokenizer_class="PreTrainedTokenizer"),
        **expected(embed, ""),
    })


def make_last():
    folder, instruction = OUT / "tiny-last", "查询:"
    vocab = vocabulary(["[PAD]", "[UNK]", "[EOS]"])
    model = Decoder(len(vocab)).eval()
    nothing = torch.zeros(1, HEADS, 0, DIMENSIONS // HEADS)

    def embed(text):
        ids = torch.tensor([[*tokenize(text, vocab)[: MAX_TOKENS - 1], vocab["[EOS]"]]])
        positions = torch.arange(ids.shape[1])[None]
        return model(ids, torch.ones_like(ids), positions, nothing, nothing)[0][0, -1]

    ids, past = torch.ones(2, 7, dtype=torch.int64), torch.zeros(2, HEADS, 3, DIMENSIONS // HEADS)
    mask = torch.ones(2, 10, dtype=torch.int64)
    cache = {name: {0: "batch_size", 2: name.split("_")[0] + "_sequence_length"}
             for part in ("key", "value") for name in (f"past_key_values.0.{part}", f"present.0.{part}")}
    export(model, folder, (ids, mask, ids, past, past),
           ["input_ids", "attention_mask", "position_ids", "past_key_values.0.key", "past_key_values.0.value"],
           ["last_hidden_state", "present.0.key", "present.0.value"],
           {"input_ids": BATCH, "position_ids": BATCH, "last_hidden_state": BATCH,
            "attention_mask": {0: "batch_size", 1: "total_sequence_length"}, **cache})
    write(folder, {
        "config.json": {"model_type": "qwen3", "architectures": ["Qwen3Model"], **CONFIG, "vocab_size": len(vocab),
                        "num_key_value_heads": HEADS, "head_dim": DIMENSIONS // HEADS},
        "1_Pooling/config.json": {"word_embedding_dimension": DIMENSIONS, "pooling_mode_cls_token": False,
                                  "pooling_mode_mean_tokens": False, "pooling_mode_lasttoken": True},
        "config_sentence_transformers.json": {"prompts": {"query": instruction, "document": ""}},
        **tokenizer_files(vocab, [], ["[EOS]"], tokenizer_class="PreTrainedTokenizer", padding_side="left",
                          model_max_length=MAX_TOKENS),
        **expected(embed, instruction),
    })


if __name__ == "__main__":
    with torch.no_grad():
        for make in (make_bert, make_static, make_last):
            torch.manual_seed(SEED)
            make()
