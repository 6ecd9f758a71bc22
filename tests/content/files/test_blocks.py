"""The body of article files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.articles.models import Block, BlockKind
from content.files.blocks import BlockProblem, format_blocks, parse_blocks
from tests.content.generate import bodies

BODY = """## Wer hilft

Das **Jugendamt** hilft.

- eins
- zwei

1. fragen
2. warten

### Kosten

Nichts.
"""


def test_a_body_becomes_blocks() -> None:
    blocks = parse_blocks(BODY)
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.ITEM, 0),
        (BlockKind.ITEM, 0),
        (BlockKind.STEP, 0),
        (BlockKind.STEP, 0),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert blocks[5] == Block(BlockKind.STEP, "warten")
    assert format_blocks(blocks) == BODY


@given(bodies)
def test_what_is_written_is_read_again(blocks: tuple[Block, ...]) -> None:
    assert parse_blocks(format_blocks(blocks)) == blocks


@given(st.text(alphabet="ab#-1.2) >*\n\t|<é؟", max_size=40))
def test_what_can_be_read_has_one_form(body: str) -> None:
    try:
        blocks = parse_blocks(body)
    except BlockProblem:
        return
    assert format_blocks(blocks) == body


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("Ein Absatz,\nder weitergeht.\n", 2, "wrapped"),
        ("- eins\n  - zwei\n", 2, "indented"),
        ("- eins\n\n- zwei\n", 2, "within a list"),
        ("- - eins\n", 1, "list stands inside"),
        ("* eins\n", 1, "'*'"),
        ("1) eins\n", 1, "number stands"),
        ("1. eins\n3. zwei\n", 2, "not counted"),
        ("2. eins\n", 1, "not counted"),
        ("# Titel\n", 1, "heading"),
        ("##Titel\n", 1, "heading"),
        ("#### Titel\n", 1, "heading"),
        ("Text <br> Text\n", 1, "HTML"),
        ("<div>\n", 1, "HTML"),
        ("> Zitat\n", 1, "Quotations"),
        ("| a | b |\n", 1, "Tables"),
        ("```\n", 1, "Code"),
        ("---\n", 1, "Rulers"),
        ("![Bild](x.png)\n", 1, "Pictures"),
        ("Text \n", 1, "end the line"),
        ("Text\\\n", 1, "end the line"),
        ("a\tb\n", 1, "tab"),
        ("Text", 1, "does not end"),
        ("\nText\n", 1, "blank line too many"),
        ("Text\n\n\nText\n", 3, "blank line too many"),
        ("Text\n\n", 2, "blank line too many"),
        ("## Titel\nText\n", 2, "without a blank line"),
    ],
)
def test_other_forms_are_refused_with_line_and_remedy(body: str, line: int, says: str) -> None:
    with pytest.raises(BlockProblem) as caught:
        parse_blocks(body)
    assert caught.value.line == line
    assert says in caught.value.problem
    assert caught.value.remedy
