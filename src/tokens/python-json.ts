/** JSON with a space after each comma and colon, as Python prints it: the form in which models are shown their tools. */
export function pythonJson(value: unknown, depth = 0): string {
  if (Array.isArray(value)) return depth > 100 ? '[]' : `[${value.map((item) => pythonJson(item, depth + 1)).join(', ')}]`;
  if (value && typeof value === 'object') {
    if (depth > 100) return '{}';
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item, depth + 1)}`).join(', ')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
