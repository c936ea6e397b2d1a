/** Prompts of Go code: what the value of an expression is, with its way back to the file. */
import type { Piece, Text } from '../../../src/core/value.ts';
import { callOf } from '../../sdks/inspected.ts';

const head = 'package main\n\nimport (\n\t"bytes"\n\t"fmt"\n\t"os"\n\t"strings"\n\t"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"\n\t"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"\n)\n\n';

/** The file in which `expression` is what the user says; `before` stands at its top, `lines` before the call. */
export function fileOf(expression: string, lines = '', before = ''): string {
  return `${head}${before}\nfunc main() {\n${lines}\n\tclient.Converse(ctx, &bedrockruntime.ConverseInput{Messages: []types.Message{{Role: "user", Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: ${expression}}}}}})\n}\n`;
}

/** The text that an expression is. */
export async function textOf(expression: string, lines = '', before = '', others: { readonly [path: string]: string } = {}): Promise<Text> {
  const code = fileOf(expression, lines, before);
  const { prompts } = await callOf('main.go', code, others);
  const { text } = prompts[0]!;
  for (const piece of text.pieces) {
    if ('exact' in piece && piece.exact && piece.path === 'main.go' && code.slice(...piece.range) !== piece.value) throw new Error(`not exact: ${piece.value}`);
  }
  return text;
}

/** A text with its holes in braces. */
export function shown({ pieces }: Text): string {
  return pieces.map((piece: Piece) => ('exact' in piece ? piece.value : `{${piece.hole}}`)).join('');
}
