"""The body of an article file: one block, one line.

The form is a small part of Markdown: headings of level 2 and 3, paragraphs, flat lists of items
(`- `) or steps (`1. `), inline marks. Between blocks stands one blank line, between neighbours of
one list none. There is exactly one way to write each sequence of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from content.articles.models import Block, BlockKind

_HEADING: Final = re.compile(r"(#+)(\s*)(.*)")
_STEP: Final = re.compile(r"(\d+)\. (.+)")
_HTML: Final = re.compile(r"<[A-Za-z/!?][^>]*>")
_LIST: Final = (BlockKind.ITEM, BlockKind.STEP)

# What must not begin the text of a block, with what to do about it.
_REFUSED_STARTS: Final = (
    (
        re.compile(r"\s"),
        "The line is indented.",
        "Nested lists do not exist here: move the text to the left.",
    ),
    (re.compile(r"#+(\s|$)"), "A heading stands inside a block.", "Headings are lines of their own."),
    (re.compile(r"[*+]\s"), "A list item begins with '*' or '+'.", "Begin it with '- '."),
    (
        re.compile(r"-(\s|$)"),
        "A list stands inside a block.",
        "Nested lists do not exist here: use one level.",
    ),
    (re.compile(r"\d+[.)](\s|$)"), "A number stands where a step would.", r"Write '1. text' or '1\. text'."),
    (re.compile(r">"), "Quotations with '>' do not exist here.", "Write a paragraph."),
    (re.compile(r"```|~~~"), "Code does not exist here.", "Write a paragraph."),
    (re.compile(r"\|"), "Tables do not exist here.", "Write a list."),
    (re.compile(r"(-{3,}|\*{3,}|_{3,}|={2,})$"), "Rulers do not exist here.", "Remove the line."),
    (re.compile(r"\[[^\]]*\]:"), "Link definitions do not exist here.", "Write [text](address)."),
    (re.compile(r"!\["), "Pictures do not exist here.", "Describe it in words."),
)
_REFUSED: Final = (
    (re.compile(r"\s$|\\$"), "Blanks or a backslash end the line.", "Remove them."),
    (re.compile(r"\t"), "There is a tab.", "Write a blank."),
    (_HTML, "There is HTML.", "Use **bold**, *italic* and [links](address) only."),
)


@dataclass(frozen=True, slots=True)
class BlockProblem(Exception):
    """What is wrong on which line of the body, counted from 1."""

    line: int
    problem: str
    remedy: str


def text_problem(text: str) -> tuple[str, str] | None:
    """Problem and remedy of a text that cannot be a block's; None when it can."""
    if not text.strip():
        return "The block is empty.", "Write its text or remove it."
    if len(text.splitlines()) > 1:
        return "A block goes over several lines.", "Write it on one line."
    for start, problem, remedy in _REFUSED_STARTS:
        if start.match(text):
            return problem, remedy
    return next((found[1:] for found in _REFUSED if found[0].search(text)), None)


def format_blocks(blocks: Iterable[Block]) -> str:
    """The canonical text of `blocks`; every line is ended."""
    lines: list[str] = []
    previous: BlockKind | None = None
    number = 0
    for block in blocks:
        joined = block.kind is previous and block.kind in _LIST
        number = number + 1 if joined else 1
        if previous is not None and not joined:
            lines.append("")
        lines.append(_format_block(block, number))
        previous = block.kind
    return "".join(f"{line}\n" for line in lines)


def _format_block(block: Block, number: int) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * block.level} {block.text}"
        case BlockKind.ITEM:
            return f"- {block.text}"
        case BlockKind.STEP:
            return f"{number}. {block.text}"
        case BlockKind.PARAGRAPH:
            return block.text


def parse_blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a canonical body; raises `BlockProblem` for everything else."""
    if not body.endswith("\n"):
        raise BlockProblem(
            body.count("\n") + 1, "The last line does not end.", "End the file with a line end."
        )
    lines = body[:-1].split("\n")
    blocks: list[tuple[int, Block]] = []
    for number, line in enumerate(lines, start=1):
        if line:
            blocks.append((number, _parse_line(line, number)))
        elif number == 1 or number == len(lines) or not lines[number - 2]:
            raise BlockProblem(number, "There is a blank line too many.", "Remove it.")
    _check_layout(lines, blocks)
    return tuple(block for _, block in blocks)


def _parse_line(line: str, number: int) -> Block:
    block = _classify(line, number)
    problem = text_problem(block.text)
    if problem:
        raise BlockProblem(number, *problem)
    return block


def _classify(line: str, number: int) -> Block:
    if heading := _HEADING.fullmatch(line):
        marks, blank, text = heading.groups()
        if len(marks) not in {2, 3} or blank != " ":
            raise BlockProblem(
                number, "This heading is not '## text' or '### text'.", "Use level 2 or 3, one blank."
            )
        return Block(BlockKind.HEADING, text, level=len(marks))
    if line.startswith("- "):
        return Block(BlockKind.ITEM, line[2:])
    if step := _STEP.fullmatch(line):
        return Block(BlockKind.STEP, step[2])
    return Block(BlockKind.PARAGRAPH, line)


def _check_layout(lines: Sequence[str], blocks: Sequence[tuple[int, Block]]) -> None:
    """Blank lines where they belong, steps numbered from 1."""
    expected = 0
    for index, (number, block) in enumerate(blocks):
        before = blocks[index - 1][1].kind if index else None
        expected = expected + 1 if block.kind is before else 1
        if block.kind is BlockKind.STEP and not lines[number - 1].startswith(f"{expected}. "):
            raise BlockProblem(
                number, "The steps are not counted 1, 2, 3.", f"Begin this line with '{expected}. '."
            )
    for (number, block), (next_number, following) in pairwise(blocks):
        one_list = block.kind is following.kind and block.kind in _LIST
        if one_list and next_number != number + 1:
            raise BlockProblem(number + 1, "A blank line stands within a list.", "Remove it.")
        if not one_list and next_number == number + 1:
            problem = "Two blocks follow each other without a blank line, or a paragraph is wrapped."
            raise BlockProblem(
                next_number, problem, "Write each block on one line, with a blank line between."
            )
