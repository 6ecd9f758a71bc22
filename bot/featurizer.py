"""The shipped embedding model as a featurizer of Rasa's NLU pipeline.

Rasa wires components by the names of their parameters and reads their annotations at run time, so
neither may be renamed or left out here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import StaticEncoder, fingerprint
from bot.inputs import model_folder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class StaticModelFeaturizer(DenseFeaturizer, GraphComponent):
    """One dense vector a message; the same for all languages.

    Only the whole message gets features: the classifier reads no others.
    """

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = StaticEncoder(model_folder())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003  Rasa hands arguments over by these names
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,
    ) -> StaticModelFeaturizer:
        """Make one for training or for serving; there is nothing to load from Rasa's own storage."""
        return cls(config, execution_context.node_name)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`scale`: length of the vectors.

        The classifier's regularisation is fixed, so longer vectors are what lets it trust them more.
        """
        return {**DenseFeaturizer.get_default_config(), "scale": 1.0}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raise InvalidConfigException for a scale that is no positive number."""
        scale = config["scale"]
        if not isinstance(scale, (int, float)) or scale <= 0:
            raise InvalidConfigException(f"'scale' must be a positive number, not {scale!r}.")

    @classmethod
    def required_components(cls) -> list[type]:
        """Rasa's other featurizers want a tokenizer before them, and so does this one."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Packages whose version counts for Rasa's training cache."""
        return ["numpy", "safetensors", "tokenizers"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003  as Rasa calls it
        """The model folder's hash: features of another model must not come out of the cache."""
        return fingerprint(model_folder())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to each message that has a text."""
        with_text = [message for message in messages if message.get(TEXT)]
        vectors = self._encoder.encode([message.get(TEXT) for message in with_text])
        for message, vector in zip(with_text, vectors * np.float32(self._config["scale"]), strict=True):
            message.add_features(
                Features(
                    vector[np.newaxis, :],
                    FEATURE_TYPE_SENTENCE,
                    TEXT,
                    self._config[FEATURIZER_CLASS_ALIAS] or self._identifier,
                )
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to every training example."""
        self.process(training_data.training_examples)
        return training_data
