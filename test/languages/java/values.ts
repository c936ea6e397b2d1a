/** Prompts of Java code: what the value of an expression is, with its way back to the file. */
import type { Text } from '../../../src/core/value.ts';
import { callOf } from '../../sdks/inspected.ts';

const head = `package app;

import java.util.*;
import java.util.stream.Collectors;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.*;

`;

/** The file in which `expression` is what the user says; `members` stand in its class, `lines` before the call. */
export function fileOf(expression: string, lines = '', members = ''): string {
  return `${head}class Asker {\n${members}\n  void ask(BedrockRuntimeClient client, String name, List<String> names) {\n${lines}\n    client.converse(r -> r.messages(m -> m.role("user").content(ContentBlock.fromText(${expression}))));\n  }\n}\n`;
}

/** The text that an expression is. */
export async function textOf(expression: string, lines = '', members = '', others: { readonly [path: string]: string } = {}): Promise<Text> {
  const code = fileOf(expression, lines, members);
  const { prompts } = await callOf('app/Asker.java', code, others);
  const { text } = prompts[0]!;
  for (const piece of text.pieces) {
    if ('exact' in piece && piece.exact && piece.path === 'app/Asker.java' && code.slice(...piece.range) !== piece.value) throw new Error(`not exact: ${piece.value}`);
  }
  return text;
}
