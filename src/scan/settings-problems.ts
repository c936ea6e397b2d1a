/** What is wrong with a configuration, in one line with the next step. */
import type { z } from 'zod';
import { suggestion } from '../core/nearest-word.ts';

type Issue = z.core.$ZodIssue;
export type Path = readonly (string | number)[];

export interface Problem {
  readonly path: Path;
  /** The key itself is what is wrong, not its value. */
  readonly isKey: boolean;
  readonly message: string;
}

/** Issues of a validation, each with the place it is about; `keysAt` names the keys that are known there. */
export function problemsOf(issues: readonly Issue[], keysAt: (path: Path) => readonly string[]): Problem[] {
  return issues.flatMap(issue => problemsOfIssue(issue, keysAt, []));
}

function problemsOfIssue(issue: Issue, keysAt: (path: Path) => readonly string[], before: Path): Problem[] {
  const path = [...before, ...(issue.path as Path)];
  const name = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => {
        const known = keysAt(path);
        const what = /(^|\.)rules$/.test(path.join('.')) ? 'is no rule' : 'is no known key';
        const next = suggestion(key, known) || (known.length > 0 && known.length <= 12 ? ` Known: ${known.map(each => `\`${each}\``).join(', ')}.` : '');
        return { path: [...path, key], isKey: true, message: `\`${nameOf([...path, key])}\` ${what}.${next}` };
      });
    case 'invalid_union': {
      // The branch that got furthest is the one that was meant.
      const branches = issue.errors.map(errors => errors.flatMap(each => problemsOfIssue(each, keysAt, path)));
      const deepest = Math.max(0, ...branches.map(depthOf));
      const meant = deepest > path.length ? branches.filter(problems => depthOf(problems) === deepest).toSorted((a, b) => a.length - b.length)[0] : undefined;
      if (meant) return meant;
      if (path.at(-2) === 'rules') return [{ path, isKey: false, message: `\`${name}\` must be \`off\`, \`warning\`, \`error\`, or \`[severity, { options }]\`.${typeof issue.input === 'string' ? suggestion(issue.input, ['off', 'warning', 'error']) : ''}` }];
      // One branch took the kind of the value, and says what is wrong with it; else any of the kinds would do.
      const [own] = branches.filter((_, index) => !issue.errors[index]!.some(({ code }) => code === 'invalid_type'));
      return own ?? [{ path, isKey: false, message: `\`${name}\` must be ${[...new Set(issue.errors.flat().flatMap(each => (each.code === 'invalid_type' ? [typeNames[each.expected] ?? each.expected] : [])))].join(' or ')}.` }];
    }
    case 'invalid_value':
      return [{ path, isKey: false, message: `\`${name}\` must be ${issue.values.length > 20 ? 'the id of a rule; `promptfare rules` lists them' : issue.values.map(value => `\`${String(value)}\``).join(' or ')}.${typeof issue.input === 'string' ? suggestion(issue.input, issue.values.map(String)) : ''}` }];
    case 'invalid_type':
      return [{ path, isKey: false, message: `\`${name}\` must be ${typeNames[issue.expected] ?? issue.expected}.` }];
    case 'too_small':
      return [{ path, isKey: false, message: `\`${name}\` must be at least ${issue.minimum}.` }];
    case 'too_big':
      return [{ path, isKey: false, message: `\`${name}\` must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : issue.origin === 'array' ? ' items long' : ''}.` }];
    default:
      return [{ path, isKey: false, message: `\`${name}\`: ${issue.message.replace(/\.?$/, '.')}` }];
  }
}

const typeNames: { readonly [type: string]: string } = { array: 'a list', object: 'a map', string: 'a text', number: 'a number', int: 'a whole number', boolean: '`true` or `false`', tuple: 'a list' };

function depthOf(problems: readonly Problem[]): number {
  return Math.max(0, ...problems.map(({ path, isKey }) => path.length + (isKey ? 1 : 0)));
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'configuration' : path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step)).join('');
}
