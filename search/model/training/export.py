"""Writes the model folder: int8 rows with a scale each, the tokenizer, and what sentence-transformers wants."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from tokenizers import Tokenizer

_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_SENTENCE_TRANSFORMERS = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def quantized(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers from -127 to 127 and the factor of every row; rows of zeros stay zeros."""
    scale = np.abs(table).max(axis=1) / 127
    divisor = np.where(scale > 0, scale, 1)
    return np.rint(table / divisor[:, None]).astype(np.int8), scale.astype(np.float32)


def write_model(folder: Path, table: NDArray[np.float32], tokenizer: Tokenizer) -> None:
    """Write everything but the model card. The vector of a text is the sum of `embeddings * weights`, at unit length."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    embeddings, weights = quantized(table)
    (folder / "model.safetensors").write_bytes(save({"embeddings": embeddings, "weights": weights}))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    (folder / "tokenizer.json").write_text(tokenizer.to_str(pretty=False) + "\n", encoding="utf-8")
    config = {
        "model_type": "model2vec",
        "normalize": True,
        "embedding_dtype": "int8",
        "hidden_dim": int(table.shape[1]),
        "vocabulary": int(table.shape[0]),
    }
    _write_json(folder / "config.json", config)
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / "config_sentence_transformers.json", _SENTENCE_TRANSFORMERS)
    _write_json(folder / "1_Normalize" / "config.json", {})


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
