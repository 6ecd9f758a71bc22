from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.markup import inline_html, plain


def resolve(what: str, slug: str) -> str:
    return f"/{what}/{slug}"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *soft*", "<strong>bold</strong> and <em>soft</em>"),
        ("[more](article:kita-costs)", '<a href="/article/kita-costs" rel="noreferrer noopener">more</a>'),
        (
            "[office](offer-kind:jugendamt)",
            '<a href="/offer-kind/jugendamt" rel="noreferrer noopener">office</a>',
        ),
        ("[x](https://x.example)", '<a href="https://x.example" rel="noreferrer noopener">x</a>'),
        ("[x](javascript:alert(1))", '<a rel="noreferrer noopener">x</a>'),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        (
            "![x](https://x.example/a.png)",
            '!<a href="https://x.example/a.png" rel="noreferrer noopener">x</a>',
        ),
    ],
)
def test_inline_markdown(text: str, html: str) -> None:
    assert inline_html(text, resolve) == html


@given(st.text(alphabet=st.sampled_from("<>\"'&[]()*_`:/abjavscriptonload= "), max_size=60))
def test_nothing_but_four_elements_comes_out(text: str) -> None:
    html = str(inline_html(text, resolve))
    for opening in html.split("<")[1:]:
        assert opening.lstrip("/").split(">")[0].split()[0] in {"a", "strong", "em", "code"}


def test_plain_keeps_the_words() -> None:
    assert plain("Ask the **[office](offer-kind:jugendamt)** `now`") == "Ask the office now"
