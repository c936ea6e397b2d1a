/** Remembers what was found out about texts: rules, and editors at every key, ask the same of the same prompts. */

/** Characters of remembered texts, before all are forgotten. */
const most = 1 << 21;

/** The same function of a text (and of nothing else), which answers at once what it was asked before. */
export function byText<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let characters = 0;
  return text => {
    const key = cacheKey(text);
    let found = known.get(key);
    if (found === undefined) {
      found = find(text);
      if ((characters += text.length) > most) {
        known.clear();
        characters = text.length;
      }
      known.set(key, found);
    }
    return found;
  };
}

/** A string to keep: V8's slices of 13 and more characters hold on to the whole text they were cut from. */
export function cacheKey(slice: string): string {
  return slice.length < 13 ? slice : ` ${slice}`;
}
