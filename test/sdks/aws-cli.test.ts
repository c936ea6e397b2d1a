/** `aws bedrock-runtime` in scripts and in the steps of workflows. */
import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import { applyEdits } from '../../src/core/edit.ts';
import { createInspector } from '../../src/inspect.ts';
import { hostOf, inShort } from '../inspect/calls-in.ts';

function callsIn(files: { readonly [path: string]: string }): readonly Call[] {
  const path = Object.keys(files)[0]!;
  const result = createInspector(hostOf(files)).inspect(path, files[path]!);
  if ('error' in result) throw new Error(result.error);
  return result.calls;
}
const said = (script: string, files: { readonly [path: string]: string } = {}): string[] => callsIn({ 'ask.sh': script, ...files }).map(call => `${call.operation} ${inShort(call)}`);

const nova = 'us.amazon.nova-lite-v1:0';
const body = `{"anthropic_version":"bedrock-2023-05-31","max_tokens":200,"system":"Be brief.","messages":[{"role":"user","content":"Hi $NAME"}]}`;

describe('aws bedrock-runtime', () => {
  test.each([
    ['JSON in single quotes', `aws bedrock-runtime converse --model-id ${nova} --messages '[{"role":"user","content":[{"text":"Say \\"hi\\""}]}]' --system '[{"text":"Be brief."}]' --inference-config '{"maxTokens":512}' --output json`, [`converse call ${nova} 512 | Be brief. | Say "hi"`]],
    ['shorthand', `aws --region us-east-1 bedrock-runtime converse --messages 'role=user,content=[{text="Hi, you"}]' --system text='Be brief.' --inference-config maxTokens=512,temperature=0.5 --model-id ${nova}`, [`converse call ${nova} 512 | Be brief. | Hi, you`]],
    ['variables of the script', `MODEL="\${MODEL_ID:-${nova}}"\nPROMPT='Sum up.'\naws bedrock-runtime converse-stream --no-cli-pager --model-id "$MODEL" --messages '[{"role":"user","content":[{"text":"'"$PROMPT Then stop. $1"'"}]}]'`, [`converse-stream call ${nova} missing |  | Sum up. Then stop. <$1>`]],
    ['a JSON text in a variable', `MESSAGES="[{\\"role\\":\\"user\\",\\"content\\":[{\\"text\\":\\"Hi\\"}]}]"\naws bedrock-runtime converse --model-id ${nova} --messages "$MESSAGES"`, [`converse call ${nova} missing |  | Hi`]],
    ['a body with expansions', `aws bedrock-runtime invoke-model --model-id anthropic.claude-3-haiku-20240307-v1:0 --body '${body.replace('$NAME', `'"$NAME"'`)}' --cli-binary-format raw-in-base64-out out.json`, ['invoke-model call anthropic.claude-3-haiku-20240307-v1:0 200 | Be brief. | Hi <$NAME>']],
    ['a body in base64', `aws bedrock-runtime invoke-model --model-id anthropic.claude-3-haiku-20240307-v1:0 --body ${Buffer.from(body).toString('base64')} out.json`, ['invoke-model call anthropic.claude-3-haiku-20240307-v1:0 200 | Be brief. | Hi $NAME']],
    ['a body that a pipe turns into base64', `aws bedrock-runtime invoke-model --model-id anthropic.claude-3-haiku-20240307-v1:0 --body "$(echo '${body}' | base64 -w0)" out.json`, ['invoke-model call anthropic.claude-3-haiku-20240307-v1:0 200 | Be brief. | Hi $NAME']],
    ['a document in a substitution', `BODY=$(cat <<EOF\n${body}\nEOF\n)\naws bedrock-runtime invoke-model --model-id anthropic.claude-3-haiku-20240307-v1:0 --body "$BODY" out.json`, ['invoke-model call anthropic.claude-3-haiku-20240307-v1:0 200 | Be brief. | Hi <$NAME>']],
    ['a file that the script writes', `cat > body.json <<'EOF'\n${body}\nEOF\naws bedrock-runtime invoke-model --model-id anthropic.claude-3-haiku-20240307-v1:0 --body fileb://body.json out.json`, ['invoke-model call anthropic.claude-3-haiku-20240307-v1:0 200 | Be brief. | Hi $NAME']],
    ['in a substitution and a pipe', `ANSWER=$(aws bedrock-runtime converse --model-id ${nova} --messages '[{"role":"user","content":[{"text":"Hi"}]}]' | jq -r .output)`, [`converse call ${nova} missing |  | Hi`]],
    ['either branch', `if [ "$1" = big ]; then M=us.amazon.nova-pro-v1:0; else M=${nova}; fi\naws bedrock-runtime converse --model-id $M --messages '[]'`, [`converse call us.amazon.nova-pro-v1:0|${nova} missing |  | `]],
    ['what cannot be read', `aws bedrock-runtime converse --model-id ${nova} --messages "$(jq -n '[]')" --inference-config "$CONFIG"`, [`converse call ${nova} dynamic |  | <$(jq -n '[]')>`]],
    ['a whole request', `aws bedrock-runtime converse --cli-input-json '{"modelId":"${nova}","inferenceConfig":{"maxTokens":9}}'`, [`converse call ${nova} 9 |  | `]],
    ['a wrong key', `aws bedrock-runtime converse --model-id ${nova} --messages '[]' --inference-config '{"max_tokens":9}'`, [`converse call ${nova} missing |  | `]],
    ['embeddings', `aws bedrock-runtime invoke-model --model-id amazon.titan-embed-text-v2:0 --body '{"inputText":"Hi"}' out.json`, ['embed call amazon.titan-embed-text-v2:0 not-applicable |  | Hi']],
  ])('%s', (_, script, expected) => {
    expect(said(script)).toEqual(expected);
  });

  test('files of the project', () => {
    const script = `aws bedrock-runtime converse --model-id ${nova} --messages file://messages.json --system "[{\\"text\\":\\"$(cat prompts/system.txt)\\"}]"`;
    expect(said(script, { 'messages.json': '[{"role":"user","content":[{"text":"Hi"}]}]', 'prompts/system.txt': 'Be brief.' })).toEqual([`converse call ${nova} missing | Be brief. | Hi`]);
  });

  test.each([
    `# aws bedrock-runtime converse --model-id ${nova} --messages '[]'`,
    `echo "aws bedrock-runtime converse --model-id ${nova}"`,
    `aws bedrock list-foundation-models`,
    `cat <<EOF\naws bedrock-runtime converse --model-id ${nova}\nEOF`,
    `grep -r bedrock-runtime converse`,
    `aws bedrock-runtime help`,
  ])('%s: no call', script => {
    expect(said(script)).toEqual([]);
  });

  test('survives what is broken or hostile', () => {
    for (const script of ['if', 'foo(', '"', "'", '$(', '${', '`', '<<EOF', `${'$('.repeat(20_000)}`, `${'{ '.repeat(20_000)}`, `aws bedrock-runtime converse --messages '${'['.repeat(20_000)}'`, `aws bedrock-runtime converse --messages ${'a=['.repeat(20_000)}`, 'aws', 'aws bedrock-runtime', '\0']) expect(() => createInspector(hostOf({})).inspect('ask.sh', script)).not.toThrow();
  });

  test('line ends of Windows, comments and directives', () => {
    const script = `# promptfare-ignore-file\naws bedrock-runtime converse \\\n  --model-id ${nova} \\\n  --system 'text="Be # brief.\nAnd kind."' --messages '[]' # promptfare-ignore\n`.replaceAll('\n', '\r\n');
    const inspection = createInspector(hostOf({})).inspect('ask.sh', script);
    if ('error' in inspection) throw new Error(inspection.error);
    expect(inspection.calls.map(inShort)).toEqual([`call ${nova} missing | Be # brief.\nAnd kind. | `]);
    expect(inspection.module.comments.map(({ range, text }) => [script.slice(...range), text])).toEqual([['# promptfare-ignore-file', ' promptfare-ignore-file'], ['# promptfare-ignore', ' promptfare-ignore']]);
    expect(script.slice(...inspection.calls[0]!.range)).toMatch(/^aws [^]*'\[\]'$/);
  });

  test('a loop over items', () => {
    const [call] = callsIn({ 'ask.sh': `for file in *.txt; do\n  aws bedrock-runtime converse --model-id ${nova} --messages '[]'\ndone` });
    expect(call!.context.loop).toBe('items');
  });

  test('pieces know where they stand', () => {
    const script = `P='Be "very"\\nbrief.'\naws bedrock-runtime converse --model-id ${nova} --system "text=$P" --messages '[{"role":"user","content":[{"text":"One\\ntwo é"}]}]'`;
    const [call] = callsIn({ 'ask.sh': script });
    for (const piece of call!.prompts.flatMap(prompt => prompt.text.pieces)) if ('exact' in piece && piece.exact) expect(script.slice(...piece.range)).toBe(piece.value);
    expect(call!.prompts.at(-1)!.text.pieces.map(piece => 'exact' in piece && [piece.value, piece.exact])).toEqual([['One', true], ['\n', false], ['two é', true]]);
  });

  test('a limit is an option of its own', () => {
    const script = `aws bedrock-runtime converse \\\n  --model-id ${nova} \\\n  --messages '[]' > out.json\n`;
    const [call] = callsIn({ 'ask.sh': script });
    expect(applyEdits(script, call!.limit.setEdits!(256)!)).toBe(`aws bedrock-runtime converse \\\n  --model-id ${nova} \\\n  --messages '[]' --inference-config maxTokens=256 > out.json\n`);
  });
});

describe('steps of a workflow', () => {
  const workflow = (run: string): string => `on: push\nenv:\n  MODEL_ID: ${nova}\njobs:\n  ask:\n    env: { KIND: brief }\n    steps:\n      - uses: actions/checkout@v4\n      - name: Ask\n        run: ${run}\n`;
  test.each([
    ['a block', `|\n          set -e\n          aws bedrock-runtime converse --model-id "$MODEL_ID" \\\n            --system text="Be $KIND." --messages '[{"role":"user","content":[{"text":"Sum up \${{ github.event.head_commit.message }}"}]}]'`, `converse call ${nova} missing | Be brief. | Sum up <\${{ github.event.head_commit.message }}>`],
    ['a quoted line', `"aws bedrock-runtime converse --model-id $MODEL_ID --messages '[{\\"role\\":\\"user\\",\\"content\\":[{\\"text\\":\\"Hi\\"}]}]'"`, `converse call ${nova} missing |  | Hi`],
  ])('%s', (_, run, expected) => {
    const text = workflow(run);
    const calls = callsIn({ '.github/workflows/ask.yml': text });
    expect(calls.map(call => `${call.operation} ${inShort(call)}`)).toEqual([expected]);
    expect(text.slice(...calls[0]!.range)).toMatch(/^aws bedrock-runtime converse [^]*'$/);
    for (const piece of calls[0]!.prompts.flatMap(prompt => prompt.text.pieces)) if ('exact' in piece && piece.exact) expect(text.slice(...piece.range)).toBe(piece.value);
  });

  test('a script that the shell cannot read leaves its file unfixed', () => {
    const inspected = (run: string): unknown => {
      const found = createInspector(hostOf({})).inspect('.github/workflows/ask.yml', workflow(run));
      return 'error' in found ? found : [found.module.recovered !== undefined, found.calls.length];
    };
    const run = `|\n          aws bedrock-runtime converse --model-id ${nova} --messages '[]'`;
    expect(inspected(run)).toEqual([false, 1]);
    expect(inspected(run.replace('--model-id', '${--model-id'))).toEqual([true, 1]);
    expect(inspected(`|\n          aws bedrock-runtime converse --model-id ${'$('.repeat(20_000)}`)).toEqual([false, 0]);
  });

  test('no option is written where the file writes the script in another way', () => {
    const run = `|\n          aws bedrock-runtime converse --model-id ${nova} \\\n            --messages '[]'`;
    const insertion = (text: string) => callsIn({ '.github/workflows/ask.yml': text })[0]!.limit.setEdits?.(256)?.[0]?.text;
    expect(insertion(workflow(run))).toBe(' --inference-config maxTokens=256');
    expect(insertion(workflow(run.replace('converse', 'converse \r')))).toBeUndefined();
    expect(insertion(workflow(`"aws bedrock-runtime converse --model-id ${nova} --messages \\"[]\\""`))).toBeUndefined();
  });

  test('other YAML is no workflow', () => {
    expect(callsIn({ 'ask.yml': workflow(`aws bedrock-runtime converse --model-id ${nova} --messages '[]'`) })).toEqual([]);
    expect(callsIn({ '.github/workflows/ask.yml': workflow(`aws bedrock-runtime converse --model-id ${nova} --messages '[]'`).replace('        run', '        shell: pwsh\n        run') })).toEqual([]);
  });
});
