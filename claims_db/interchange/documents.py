"""Strict YAML: text in, a typed value or an error that names file, line, path and what was expected.

Refuses what a reader of the file would not see: repeated keys, anchors and aliases.
"""

import re
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec
import yaml

from claims_db.errors import InvalidDocument

MAX_CHARACTERS = 16_000_000
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader where PyYAML was built with it: the same reading, many times faster."""

T = TypeVar("T")


def read(path: Path, kind: type[T]) -> T:
    """Read a file as a value of `kind`; InvalidDocument where it cannot be read or does not fit."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InvalidDocument(str(path), "is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise InvalidDocument(str(path), f"cannot be read ({error.strerror}); check the path") from error
    return decode(text, kind, str(path))


def decode(text: str, kind: type[T], file: str) -> T:
    """Read YAML as a value of `kind`; `file` names the text in errors."""
    if len(text) > MAX_CHARACTERS:
        raise InvalidDocument(file, f"is longer than {MAX_CHARACTERS:,} characters; split it")
    root, value = _parse(text, file)
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        place = place.strip("`")
        raise InvalidDocument(file, problem, place=place, line=_line(root, place)) from error


def _parse(text: str, file: str) -> tuple[yaml.Node | None, object]:
    """The tree of nodes, which knows the lines, and the value it stands for."""
    try:
        _refuse_aliases(text, file)
        loader = _Loader(text)
        root = loader.get_single_node()
        _refuse_repeated_keys(root, file)
        return root, loader.construct_document(root) if root else {}
    except yaml.MarkedYAMLError as error:
        raise InvalidDocument(file, f"is not YAML: {error.problem}", line=_number(error.problem_mark)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidDocument(file, f"is not YAML that can be read: {str(error).splitlines()[0]}") from error


def _refuse_aliases(text: str, file: str) -> None:
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InvalidDocument(file, "anchors and aliases are not used here", line=_number(event.start_mark))


def _refuse_repeated_keys(root: yaml.Node | None, file: str) -> None:
    pending = [root] if root else []
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.MappingNode):
            _refuse_repeated(node, file)
            pending += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            pending += node.value


def _refuse_repeated(node: yaml.MappingNode, file: str) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        name = str(key.value)
        if name in seen:
            raise InvalidDocument(file, f"the key “{name}” is given twice", line=_number(key.start_mark))
        seen.add(name)


def _line(node: yaml.Node | None, place: str) -> int | None:
    """The line, from 1, of the deepest node that exists on a path such as `$.claims[3].status`."""
    line = None
    for name, index in _STEP.findall(place):
        node = _child(node, name, index)
        if node is None:
            break
        line = _number(node.start_mark)
    return line


def _child(node: yaml.Node | None, name: str, index: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    if isinstance(node, yaml.SequenceNode) and index:
        return node.value[int(index)]
    return None


class _Mark(Protocol):
    @property
    def line(self) -> int: ...


def _number(mark: _Mark | None) -> int | None:
    """The line of a mark, from 1."""
    return mark.line + 1 if mark else None
