import { testRule } from '../harness.ts';
import { answered, answeredPython } from './answers.ts';

const yes = "return text.trim().toLowerCase() === 'yes';";
const user = '`Is this mail spam? ${question}`';
const silent = (name: string, code: string) => ({ name, code, findings: [] });

testRule('prefer-concise-output', [
  { name: 'yes or no', code: answered(yes, { user }), findings: [{ messageId: 'unasked', line: 7, data: { read: '`yes`' }, fixed: null, suggested: answered(yes, { user: '`Answer with yes or no only. Is this mail spam? ${question}`' }) }] },
  { name: 'at the end of known text', code: answered(yes, { user: '`${question}\\nIs this mail spam?`' }), findings: [{ messageId: 'unasked', suggested: answered(yes, { user: '`${question}\\nIs this mail spam? Answer with yes or no only.`' }) }] },
  { name: 'a number', code: answered('return Number(text);', { user: '`How happy is the writer, from 1 to 5? ${question}`' }), findings: [{ messageId: 'unasked', data: { read: 'a number' } }] },
  { name: 'one of a list', code: answered("return ['spam', 'mail'].includes(text.trim()) ? text.length : 0;", { user }), findings: [{ messageId: 'unasked', data: { read: 'one of 2 words' } }] },
  { name: 'the first word', code: answered("return text.split(' ')[0];", { user }), findings: [{ messageId: 'unasked', data: { read: 'one word' } }] },
  { name: 'found anywhere', code: answered("return text.includes('YES');", { user }), findings: [{ messageId: 'unasked', data: { read: '`YES`' }, suggested: answered("return text.includes('YES');", { user: '`Answer with YES or NO only. Is this mail spam? ${question}`' }) }] },
  silent('asked for', answered(yes, { user: '`Is this mail spam? Answer yes or no. ${question}`' })),
  silent('asked for in the system text', answered(yes, { user, system: "'Reply with one word.'" })),
  silent('asked for in Spanish', answered(yes, { user, system: "'Responde estrictamente con una sola palabra.'" })),
  silent('asked for in German', answered(yes, { user: '`Ist diese Mail Spam? Antworte nur mit yes oder no. ${question}`' })),
  silent('reasons first', answered(yes, { user: '`Is this mail spam? Think step by step. ${question}`' })),
  silent('shown as well', answered("if (text === 'yes') return 1;\n  return text;", { user })),
  silent('a limit of a few tokens', answered(yes, { user, rest: 'inferenceConfig: { maxTokens: 5 },' })),
  silent('part of a longer text', answered("return text.includes('I cannot help');", { user })),
  silent('a word without an opposite', answered("return text.trim() === 'Berlin';", { user })),
  silent('a system text that is not known', answered(yes, { user, system: 'process.env.SYSTEM' })),
  silent('only logged', answered('console.log(text);', { user })),
  { name: 'Python', filename: 'case.py', code: answeredPython('return text.strip().lower() == "yes"', { user: 'f"Is this mail spam? {question}"' }), findings: [{ messageId: 'unasked', suggested: answeredPython('return text.strip().lower() == "yes"', { user: 'f"Answer with yes or no only. Is this mail spam? {question}"' }) }] },
  { name: 'Python: a number', filename: 'case.py', code: answeredPython('return float(text)', { user: 'f"How happy is the writer, from 1 to 5? {question}"' }), findings: [{ messageId: 'unasked' }] },
  { name: 'Python: asked for', filename: 'case.py', code: answeredPython('return float(text)', { user: 'f"How happy is the writer, from 1 to 5? Reply with the number only. {question}"' }), findings: [] },
]);
