/** Numbers that look random and are the same in every run. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const plain = ['a', 'word', ' ', '\t', 'é', '漢', '😀', '#', '%s', '$', ';', '(', ')', '[', ']', ':', '!', '=', '0', '\u2028', '\u00a0'];
const escapes = ['\\n', '\\t', '\\\\', "\\'", '\\"', '\\x41', '\\u00e9', '\\U0001F600', '\\0', '\\101', '\\777', '\\7', '\\d', '\\N{EM DASH}', '\\N{bullet}', '\\\n', '\\ud83d', '\\a', '\\8', '\\é'];
const bytesEscapes = ['\\n', '\\\\', '\\x41', '\\xff', '\\0', '\\377', '\\d', '\\u00e9', '\\N{x}', '\\\n'];
const fields = ['{x}', '{ x }', '{x!r}', '{x:>10}', '{x!s:{w}.{p}}', '{x=}', '{x = !a}', '{(lambda y: y)(1)}', '{x if y else z}', '{f(a, b=1)}', '{x["k"]}', '{x:%Y-%m-%d}', '{ {"a": 1}["a"] }', '{x != y}', '{x:{y}{z}}', '{*a, b}', '{x,}', '{(y := 1)}', '{x:=5}', '{x:!r}'];

/** A Python file of assignments, each of a literal or an implicit concatenation that CPython 3.8 reads. */
export function generateStrings(count: number): string {
  const next = random(20251126);
  const pick = <T>(items: readonly T[]): T => items[next(items.length)]!;

  function literal(isBytes: boolean): string {
    const quote = pick(['"', "'", '"""', "'''"]);
    const isLong = quote.length === 3;
    const prefix = pick(isBytes ? ['b', 'B', 'rb', 'Rb', 'bR'] : ['', '', '', 'u', 'r', 'R', 'f', 'F', 'fr', 'rF']);
    const isRaw = /r/i.test(prefix);
    const isFormat = /f/i.test(prefix);
    let body = '';
    for (let length = next(7); length > 0; length--) {
      const roll = next(10);
      // Before 3.12 a field holds neither its own quotes nor a backslash.
      const field = pick(fields).replaceAll('"', quote[0] === '"' ? "'" : '"');
      if (isFormat && roll < 3) body += field;
      else if (isFormat && roll < 4) body += pick(['{{', '}}', '{{x}}']);
      else if (!isFormat && roll < 2) body += pick(['{', '}', '{x}', '{{']);
      else if (roll < 6) body += isRaw ? pick(['\\d', '\\\\', '\\n', `\\${quote[0]!}`]) : pick(isBytes ? bytesEscapes : escapes);
      else if (roll < 7 && isLong) body += pick(['\n', '\n    ', quote[0] === '"' ? "'" : '"']);
      else body += pick(isBytes ? plain.filter((each) => /^[\x20-\x7e]+$/.test(each)) : plain);
    }
    return prefix + quote + body + quote;
  }

  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    const isBytes = next(8) === 0;
    const parts = Array.from({ length: 1 + (next(3) === 0 ? 1 + next(3) : 0) }, () => literal(isBytes));
    const joined = parts.reduce((all, part) => all + pick([' ', '\n    ', '  # "note\n  ', '\t']) + part);
    lines.push(`v${i} = (${joined})`);
  }
  return `${lines.join('\n')}\n`;
}
