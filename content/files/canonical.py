"""Writing YAML in one form only, so that a file changes where its content changes and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import yaml

from content.languages import LANGUAGES

_NEVER_WRAP: Final = 1_000_000
_ORDER: Final = {tag: number for number, tag in enumerate(LANGUAGES)}


class Line(dict[str, Any]):
    """A mapping written on one line: `{opens: '08:00', closes: '12:00'}`."""


class Row(list[Any]):
    """A list written on one line: `[de, en]`."""


class _Dumper(yaml.CSafeDumper):
    """SafeDumper that knows `Line` and `Row` and never writes anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the base class gives the signature
        return True


def _line(dumper: _Dumper, data: Line) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)


def _row(dumper: _Dumper, data: Row) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


_Dumper.add_representer(Line, _line)
_Dumper.add_representer(Row, _row)


def dump(data: Any) -> str:
    """The canonical YAML text of `data`."""
    return str(
        yaml.dump(
            data,
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=_NEVER_WRAP,
        )
    )


def by_language(texts: Mapping[str, Any]) -> dict[str, Any]:
    """`texts` with its languages in the order of the registry, others behind by tag."""
    return {tag: texts[tag] for tag in sorted(texts, key=lambda tag: (_ORDER.get(tag, len(_ORDER)), tag))}


def present(pairs: Iterable[tuple[str, Any]]) -> Line:
    """A one-line mapping of the pairs that have a value."""
    return Line((key, value) for key, value in pairs if value is not None)
