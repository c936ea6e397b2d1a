"""What CPython's own parser says of files: one line of JSON for each path on standard input.

calls: [start, end] of each call. strings: [start, end, value] of each string, bytes or formatted string, where \x01 and the
conversion stand for a field. Offsets count UTF-16 units. `null` for what is not Python.
"""
import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Offsets:
    def __init__(self, source):
        # Lines end as the tokenizer sees them.
        self.lines = source.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + units(line) + 1)

    def at(self, line, column):
        encoded = self.lines[line - 1].encode("utf-8", "surrogatepass")
        return self.starts[line - 1] + units(encoded[:column].decode("utf-8", "surrogatepass"))

    def span(self, node):
        return [self.at(node.lineno, node.col_offset), self.at(node.end_lineno, node.end_col_offset)]


def text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else value


def joined(node):
    out = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            out += text(part.value)
        else:
            out += "\x01" + ("" if part.conversion == -1 else "!" + chr(part.conversion))
    return out


def strings(tree, offsets):
    skipped = set()
    found = []
    for node in ast.walk(tree):
        if id(node) in skipped:
            skipped.update(id(child) for child in ast.iter_child_nodes(node))
            if not isinstance(node, ast.FormattedValue):
                continue
        if isinstance(node, (ast.MatchValue, ast.MatchMapping)):
            keys = [node.value] if isinstance(node, ast.MatchValue) else node.keys
            skipped.update(id(key) for key in keys)
        elif isinstance(node, ast.JoinedStr):
            # Python 3.11 gives no places for what is inside a formatted string.
            skipped.update(id(child) for part in ast.walk(node) for child in ast.iter_child_nodes(part))
            found.append([*offsets.span(node), joined(node)])
        elif isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            found.append([*offsets.span(node), text(node.value)])
    return found


def calls(tree, offsets):
    inside = set()
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and sys.version_info < (3, 12):
            inside.update(id(part) for part in ast.walk(node))
        if isinstance(node, ast.Call):
            found.append([-1, -1] if id(node) in inside else offsets.span(node))
    return found


for path in sys.stdin.read().split("\n"):
    if not path:
        continue
    try:
        with open(path, encoding="utf-8", errors="strict", newline="") as file:
            source = file.read().removeprefix("\ufeff")
        if "\r" in source.replace("\r\n", ""):
            raise ValueError("line ends that the offsets do not know")
        tree = ast.parse(source)
        print(json.dumps((calls if sys.argv[1] == "calls" else strings)(tree, Offsets(source))))
    except Exception:
        print("null")
