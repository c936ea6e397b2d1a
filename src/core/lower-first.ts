/** `ConverseRequest` → `converseRequest`; of a name that is not empty. */
export function lowerFirst(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}
