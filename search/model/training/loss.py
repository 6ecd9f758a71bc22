"""What is learned: a text shall lie nearer to its counterpart than to all others of the batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional


class _SymmetricInfoNce(torch.autograd.Function):
    """Cross entropy in both directions, with its gradient by hand: one matrix of scores instead of six."""

    @staticmethod
    def forward(context: Any, one: Tensor, other: Tensor, scale: float, twins: Tensor | None) -> Tensor:
        # Unit vectors: no score exceeds `scale`, so that subtracting it keeps exp() from overflowing.
        weights = torch.mm(one, other.T).sub_(1).mul_(scale).exp_()
        if twins is not None:
            weights.masked_fill_(twins, 0)
        by_row, by_column = weights.sum(1), weights.sum(0)
        matching = ((one * other).sum(1) - 1) * scale
        loss = (by_row.log().mean() + by_column.log().mean()) / 2 - matching.mean()
        weights.mul_((1 / by_row)[:, None] + (1 / by_column)[None, :])
        weights.diagonal().sub_(2)
        context.save_for_backward(one, other, weights)
        context.factor = scale / (2 * len(one))
        return loss

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None, None]:
        one, other, weights = context.saved_tensors
        factor = context.factor * gradients[0]
        return factor * (weights @ other), factor * (weights.T @ one), None, None


def contrastive(
    left: Tensor, right: Tensor, *, scale: float, prefixes: Sequence[int], pages: Tensor | None = None
) -> Tensor:
    """Symmetric InfoNCE of row i of one side with row i of the other, averaged over prefixes of the vectors.

    With `pages` (a number for each row), rows of the same page are not held against each other: they
    may well answer each other's question.
    """
    twins = None
    if pages is not None:
        twins = (pages[:, None] == pages[None, :]).fill_diagonal_(fill_value=False)
    losses = [
        _SymmetricInfoNce.apply(
            functional.normalize(left[:, :prefix], dim=1),
            functional.normalize(right[:, :prefix], dim=1),
            scale,
            twins,
        )
        for prefix in prefixes
    ]
    return torch.stack(losses).mean()
