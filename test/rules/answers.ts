/** Functions that read the answer of a call, for the tables of the rules. */
import { converse, conversePython, type Request } from './sources.ts';

const TEXT = 'response.output.message.content[0].text';

/** `read` is a statement in which `text` is the text of the answer. */
export function answered(read: string, request: Request = {}): string {
  return converse(request).replace('export function', 'export async function').replace('return client.send(', 'const response = await client.send(').replace('  );\n}\n', `  );\n  const text = ${TEXT};\n  ${read}\n}\n`);
}

/** The same in Python. */
export function answeredPython(read: string, request: Request = {}): string {
  return conversePython(request).replace('return client.converse(', 'response = client.converse(') + `    text = response["output"]["message"]["content"][0]["text"]\n    ${read}\n`;
}
