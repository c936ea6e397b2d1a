import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { concise } from '../../src/reporters/concise.ts';
import { integerText, usdText } from '../../src/reporters/figures.ts';
import { json } from '../../src/reporters/json.ts';
import { printable } from '../../src/core/printable.ts';
import { withoutSecrets } from '../../src/reporters/secrets.ts';
import { text } from '../../src/reporters/text.ts';
import { runs } from '../fuzz.ts';
import { callOf, code, findingOf, reportOf } from './sample.ts';

const textOf = (path: string): string | undefined => (path === 'src/summary.ts' ? code : undefined);
// oxlint-disable-next-line no-control-regex
const visible = (output: string): string => output.replaceAll(/\u001B\[\d+m/g, '');

describe('text', () => {
  it('shows findings, calls, models, savings and coverage', () => {
    expect(text(reportOf(), { textOf, columns: 100 })).toMatchSnapshot();
  });
  it('fits a narrow terminal', () => {
    const output = text(reportOf(), { textOf, columns: 20 });
    expect(output).toMatchSnapshot();
    for (const line of output.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(40);
  });
  it('colours without changing a letter', () => {
    const output = text(reportOf(), { textOf, colors: true });
    expect(output).toContain('\u001B[31merror\u001B[39m');
    expect(visible(output)).toBe(text(reportOf(), { textOf }));
  });
  it('keeps to 60 and 80 columns', () => {
    for (const columns of [60, 80, 100, 140]) for (const line of text(reportOf(), { textOf, columns }).split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
  });
  it('is short when quiet or empty', () => {
    expect(text(reportOf(), { quiet: true })).toMatchSnapshot();
    expect(text(reportOf({ findings: [], calls: [], files: { scanned: 3, analyzed: 0, skipped: [], failed: [] } }))).toMatchSnapshot();
    expect(text(reportOf({ findings: [] }), { quiet: true })).toBe('');
  });
  it('marks the place also far to the right, over tabs and wide letters', () => {
    const line = `\t\t${'漢字'.repeat(10)} model("x", "${'word '.repeat(100)}")`;
    const start = line.indexOf('model');
    const at = (column: number, endColumn: number): string => text(reportOf({ findings: [findingOf({ line: 1, endLine: 1, column, endColumn })] }), { textOf: () => line });
    expect(at(start + 1, start + 6)).toMatchSnapshot();
    expect(at(400, 405)).toMatchSnapshot();
  });
  it('names a model by what its ARN names, and says how many others there are', () => {
    const id = 'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/ab12';
    const output = text(reportOf({ calls: [callOf({ model: { state: 'known', id, canonical: id }, cost: null }), callOf({ id: 'c_2', model: { state: 'choice', ids: [id, 'b', 'c'] } })] }));
    expect(output).toContain(' application-inference-profile/ab12 ');
    expect(output).toContain(' application-inference-profile/ab12 or 2 others ');
    expect(output).toContain('1 call without price: application-inference-profile/ab12 has no price here');
    expect(output).not.toContain('123456789012');
  });
  it('shows the code of a cell of a notebook', () => {
    const cell = { cell_type: 'code', source: ['model = pick()\n', 'ask(model, "Hi")\n'] };
    const frameOf = (notebook: unknown, at = 1): string[] =>
      text(reportOf({ findings: [findingOf({ cell: at, line: 2, endLine: 2, column: 5, endColumn: 10 })] }), { textOf: () => (typeof notebook === 'string' ? notebook : JSON.stringify(notebook)) })
        .split('\n')
        .filter(line => line.includes(' | '));
    const frame = ['      1 | model = pick()', '    > 2 | ask(model, "Hi")', '        |     ^^^^^'];
    expect(frameOf({ cells: [{ cell_type: 'markdown', source: '# Ask' }, cell] })).toEqual(frame);
    expect(frameOf({ cells: [{}, { source: cell.source.join('') }] })).toEqual(frame);
    expect(frameOf({ worksheets: [{ cells: [{}, { input: cell.source }] }] })).toEqual(frame);
    for (const other of ['', '[]', '{"cells": 7}', { cells: [cell] }, { cells: [{}, { source: 5 }] }, { cells: [{}, { source: [7] }] }]) expect(frameOf(other)).toEqual([]);
  });
  it('never shows a whole prompt', () => {
    const secret = `const p = "${'lorem ipsum '.repeat(200)}";`;
    const output = text(reportOf({ findings: [findingOf({ line: 1, column: 11, endLine: 1, endColumn: 2000 })] }), { textOf: () => secret, columns: 10_000 });
    expect(output.split('\n').find(line => line.includes('lorem'))!.length).toBeLessThan(100);
  });
});

describe('concise', () => {
  it('is a line for each finding', () => {
    expect(concise(reportOf(), { base: '../x/' })).toMatchSnapshot();
    expect(concise(reportOf(), { quiet: true }).split('\n')).toHaveLength(2);
    expect(concise(reportOf({ findings: [findingOf({ cell: 3 })] }))).toContain('src/summary.ts:cell 3:2:7: warning:');
  });
});

describe('json', () => {
  it('is the report', () => {
    expect(JSON.parse(json(reportOf()))).toEqual(JSON.parse(JSON.stringify(reportOf())));
  });
  it('holds nothing that a terminal or a CI log obeys, and loses nothing', () => {
    const message = 'a\u001B[31m\u009B\u202E##[error]x ##vso[task] \u2028 ##';
    const output = json(reportOf({ findings: [findingOf({ message })] }));
    // oxlint-disable-next-line no-control-regex
    expect(output).not.toMatch(/[\u001B\u0080-\u009F\u202E\u2028]|##\[|##vso\[/);
    expect(JSON.parse(output).findings[0].message).toBe(message);
  });
});

describe('S4, S6: what strangers wrote', () => {
  const hostile = ['\u001B]8;;http://evil\u0007x\u001B]8;;\u0007', 'a\r\nb', '::error::x', '  ::set-output name=a::b', '##[error]boo', '##vso[task.setvariable]', '##teamcity[x]', 'section_start:1:x', '\u202Egnp', 'a\bb', '\u009B31m', '\uD800', '\u{E0041}', '__proto__'];
  // oxlint-disable-next-line no-control-regex
  const obeyed = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B-\u200F\u2028\u2029]|##\[|##vso\[|##teamcity\[|section_start:|^\s*::/m;

  it.each(hostile)('%j is not obeyed', name => {
    const report = reportOf({
      calls: [callOf({ path: name, model: { state: 'unknown', reason: name }, cost: null }), callOf({ path: name, model: { state: 'known', id: name, canonical: name } })],
      findings: [findingOf({ path: name, message: name, fixes: [{ safety: 'safe', title: name, edits: [] }] })],
      files: { scanned: 1, analyzed: 1, skipped: [{ path: name, reason: 'minified' }], failed: [{ path: name, message: name }] },
    });
    expect(text(report, { textOf: () => `const a;\n${name} ${name}\n` })).not.toMatch(obeyed);
    expect(concise(report)).not.toMatch(obeyed);
    expect(concise(report).split('\n')).toHaveLength(2);
  });

  it('is printable whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...hostile), (random, bad) => {
        const line = printable(`${random}${bad}${random}`);
        expect(line).not.toMatch(obeyed);
        expect(line).not.toContain('\n');
        expect(Buffer.from(line).toString()).toBe(line);
      }),
      { numRuns: runs(3000, 20_000) },
    );
  });

  it('S5: does not spread secrets', () => {
    for (const secret of ['AKIAIOSFODNN7EXAMPLE', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ABSKQmVkcm9ja0FQSUtleS1hYmNkZWY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'sk-ant-api03-abcdefghijklmnop', '-----BEGIN RSA PRIVATE KEY-----']) {
      expect(withoutSecrets(`key = "${secret}"`)).not.toContain(secret);
    }
    expect(withoutSecrets('postgres://me:hunter2@host/db')).toBe('postgres://me:hunt***@host/db');
  });
});

describe('figures', () => {
  it('have three digits that matter', () => {
    expect([0, 0.00000122, 0.00148, 0.148, 1.479, 12.345, 1234.5].map(usdText)).toEqual(['$0', '$0.00000122', '$0.00148', '$0.148', '$1.48', '$12.35', '$1,235']);
    expect(integerText(1234567)).toBe('1,234,567');
  });
});
