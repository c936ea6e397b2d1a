/** May a method ask a model, as far as names tell? To look for those who hand something to every function would read most of a project. */
const asks = /(?:^|[._])(?:ask|ai[._]|gpt)|bedrock|chat|claude|complet|convers|generat|infer|invok|judge|llm|model|predict|prompt|provider|respond|summar/i;

/** `holder`: the name of what has the method, where it has one. */
export function mayAsk(holder: string, method: string): boolean {
  return asks.test(`${holder}.${method}`);
}
