"""The tokenizer: Unigram pieces, with the whole normalisation inside `tokenizer.json`.

Everybody who reads the model (search with sentence-transformers, the bot with numpy) thereby treats
texts alike without sharing a line of code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFD, NFKC, Lowercase, Normalizer, Replace, StripAccents
from tokenizers.normalizers import Sequence as NormalizerSequence
from tokenizers.pre_tokenizers import Digits, Metaspace, PreTokenizer, Punctuation, WhitespaceSplit
from tokenizers.pre_tokenizers import Sequence as PreTokenizerSequence
from tokenizers.trainers import UnigramTrainer

UNKNOWN: Final = "<unk>"
SILENT: Final = frozenset({UNKNOWN, "▁"})
"""Pieces that say nothing: unknown characters, and a word boundary alone. Their rows are zeros."""

_LETTERS: Final = (
    ("ي", "ی"),  # Arabic and Persian yeh, and the dotless one of Egypt and of word ends
    ("ى", "ی"),
    ("ك", "ک"),
    ("ة", "ه"),
    ("ـ", ""),  # tatweel stretches, and means nothing
    ("\u200c", " "),  # zero-width non-joiner
    ("ı", "i"),  # Turkish is often typed without
    ("ß", "ss"),
)
_ARABIC_ARTICLE: Final = r"\b(?:[وف]?(?:ال|بال|کال)|ولل|لل)(?=\p{Arabic}{3})"
"""The article and what is written together with it: «the school» and «school» shall be one word."""
_CYRILLIC_APOSTROPHE: Final = r"(?<=\p{Cyrillic})['’ʼ`](?=\p{Cyrillic})"


def normalizer() -> Normalizer:
    """Fold what the same word is spelt with: case, accents, letter variants of the Arabic script."""
    return NormalizerSequence(
        [
            NFKC(),
            Lowercase(),
            NFD(),
            StripAccents(),
            *(Replace(letter, by) for letter, by in _LETTERS),
            Replace(Regex(_ARABIC_ARTICLE), ""),
            Replace(Regex(_CYRILLIC_APOSTROPHE), ""),
        ]
    )


def pre_tokenizer() -> PreTokenizer:
    """Words, without punctuation, digits apart."""
    return PreTokenizerSequence(
        [WhitespaceSplit(), Punctuation("removed"), Digits(individual_digits=False), Metaspace(split=True)]
    )


def train_tokenizer(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """Train a tokenizer of so many pieces (fewer if the texts do not hold as many)."""
    tokenizer = Tokenizer(Unigram())
    tokenizer.normalizer = normalizer()
    tokenizer.pre_tokenizer = pre_tokenizer()
    trainer = UnigramTrainer(
        vocab_size=vocabulary,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=20,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
