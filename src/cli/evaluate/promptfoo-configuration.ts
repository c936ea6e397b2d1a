/** A configuration of promptfoo that asks today's model and the smaller one the same, on cases of the team. */
import { Document } from 'yaml';
import type { RoutedTask } from '../../../rules/routing.ts';
import type { Prompt } from '../../core/call.ts';
import { isLiteral } from '../../core/call.ts';

/** The share of today's quality that the smaller model has to reach. */
const QUALITY = 0.9;

/** YAML; `place` is where the call stands, `cases` the file that promptfoo reads the cases from. */
export function promptfooConfiguration({ call, class: kind, name, id, model, smaller }: RoutedTask, place: string, cases: string): string {
  const variables = new Map<string, string>();
  const messages = call.prompts.filter(({ part }) => part !== 'tools').map(prompt => ({ role: prompt.part, content: templateOf(prompt, variables) }));
  const limit = call.limit.value === undefined ? {} : { config: { maxTokens: call.limit.value } };
  const today = `bedrock:converse:${id}`;
  const document = new Document(
    {
      description: `${name} at ${place}: ${model.name} against ${smaller!.model.name}`,
      prompts: [{ label: call.within ?? name, raw: JSON.stringify(messages, null, 2) }],
      providers: [
        { id: today, label: 'today', ...limit },
        { id: `bedrock:converse:${smaller!.id}`, label: 'smaller', ...limit },
      ],
      defaultTest: kind === 'data' && !call.structured ? { options: { provider: today }, assert: [assertionOf(kind, false)] } : { assert: [assertionOf(kind, call.structured)] },
      tests: `file://${cases}`,
    },
    { aliasDuplicateObjects: false },
  );
  const columns = [...new Set(variables.values()), 'expected'];
  document.commentBefore = [
    ' yaml-language-server: $schema=https://promptfoo.dev/config-schema.json',
    ` Cases: ${cases} with the columns ${columns.join(', ')}. As \`expected\`, give the answers of today's model that you hold right.`,
    ` The smaller model passes where it reaches ${QUALITY * 100} % of them:`,
    `   PROMPTFOO_PASS_RATE_THRESHOLD=${QUALITY * 100} npx promptfoo eval -c <this file> --filter-providers smaller`,
    ' Without --filter-providers, both are asked and stand side by side.',
  ].join('\n');
  return document.toString({ lineWidth: 0 });
}

/** Answers of a few words are the same or not; filled schemas agree in so many fields; texts are judged by today's model. */
function assertionOf(kind: RoutedTask['class'], isSchema: boolean): { readonly [key: string]: unknown } {
  if (isSchema) return { type: 'javascript', metric: 'quality', threshold: QUALITY, value: SAME_FIELDS };
  if (kind === 'short') return { type: 'javascript', metric: 'quality', value: SAME_WORDS };
  return { type: 'llm-rubric', metric: 'quality', threshold: QUALITY, value: 'Says the same as this, in the same form: {{expected}}' };
}

const SAME_WORDS = "output.trim().replace(/[.\"']+$/g, '').toLowerCase() === String(context.vars.expected).trim().replace(/[.\"']+$/g, '').toLowerCase()";
const SAME_FIELDS = `const read = text => (typeof text === 'string' ? JSON.parse(text) : text);
const [given, wanted] = [read(output), read(context.vars.expected)];
const keys = Object.keys(wanted);
return keys.filter(key => JSON.stringify(given[key]) === JSON.stringify(wanted[key])).length / keys.length;
`;

/** The text as a template of promptfoo: holes are variables, braces of the text stay as they are. */
function templateOf({ text }: Prompt, variables: Map<string, string>): string {
  return text.pieces.map(piece => (isLiteral(piece) ? piece.value.replaceAll(/\{[{%#]/g, braces => `{{ '${braces}' }}`) : `{{${variableOf(piece.hole, variables)}}}`)).join('');
}

/** A name for what fills a hole; the same for the same hole, another for every other. */
function variableOf(hole: string, variables: Map<string, string>): string {
  const old = variables.get(hole);
  if (old !== undefined) return old;
  const words = hole.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase().match(/[a-z\d]+/g)?.join('_').slice(0, 40) ?? 'value';
  const base = /^\d/.test(words) || words === 'expected' ? `value_${words}` : words;
  let name = base;
  for (let number = 2; [...variables.values()].includes(name); number++) name = `${base}_${number}`;
  variables.set(hole, name);
  return name;
}
