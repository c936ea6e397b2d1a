/** The schema of the configuration: types, validation and JSON Schema from one source. Loaded only where there is a configuration. */
import { z } from 'zod';
import type { NamedRule, OptionSchema } from '../core/rule.ts';
import { globProblem } from '../project/glob.ts';

const severity = z.enum(['off', 'warning', 'error']).meta({ description: 'How a finding counts; `off` switches the rule off.' });

const glob = z
  .string()
  .max(1000)
  .superRefine((pattern, context) => {
    const problem = globProblem(pattern);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: `this glob ${problem}` });
  });

const globs = (description: string): z.ZodType<string[]> => z.array(glob).max(1000).meta({ description });

const limit = (description: string): z.ZodOptional<z.ZodNumber> => z.number().min(0).max(1e12).optional().meta({ description });

const budget = z
  .strictObject({
    name: z.string().min(1).max(200).optional().meta({ description: 'What reports call it.' }),
    call: z.string().regex(/^c_/).max(100).optional().meta({ description: 'Id of the call it is for, until its prompt changes; `files` and `within` stay.' }),
    files: globs('Files whose calls it is for (default: all of the project).').optional(),
    within: z.string().max(1000).optional().meta({ description: 'Name of the function whose calls it is for.' }),
    tokens: limit('Known input tokens that each of the calls may have.'),
    usdPerThousandCalls: limit('US dollars for the known input when each of the calls runs a thousand times.'),
    usdPerThousandCallsAtLimit: limit('The same with answers as long as their limits.'),
    usdPerMonth: limit('US dollars in a month, of the calls whose traffic promptfare.usage.yaml declares.'),
    alerts: z.array(z.number().min(1).max(100)).max(20).optional().meta({ description: 'Percent of the limit at which it speaks up (default 50, 80, 100).' }),
  })
  .refine(({ tokens, usdPerThousandCalls, usdPerThousandCallsAtLimit, usdPerMonth }) => [tokens, usdPerThousandCalls, usdPerThousandCallsAtLimit, usdPerMonth].some(each => each !== undefined), { message: 'this budget has no limit. Add `tokens`, `usdPerThousandCalls`, `usdPerThousandCallsAtLimit` or `usdPerMonth`' });

/** Known keys of a budget. */
export const budgetKeys: readonly string[] = Object.keys(budget.shape);

/** Strict: a key that is not known is an error. */
export function settingsSchema(rules: readonly NamedRule[]) {
  const ruleIds = rules.map(({ id }) => id);
  const ruleSettings = z
    .strictObject(
      Object.fromEntries(
        rules.map(({ id, rule }) => [
          id,
          z
            .union([severity, z.tuple([severity, optionsSchema(rule.options ?? {})]), z.tuple([severity])])
            .optional()
            .meta({ description: rule.description }),
        ]),
      ),
    )
    .meta({ description: 'Severity of each rule, or `[severity, { options }]`.' });
  const ruleId = ruleIds.length > 0 ? z.enum(ruleIds as [string, ...string[]]) : z.string();

  return z
    .strictObject({
      $schema: z.string().optional().meta({ description: 'Where editors find this schema.' }),
      presets: z.enum(['recommended', 'strict', 'all']).optional().meta({ description: 'Which rules are on: `recommended` (default); `strict`, every rule, those that `recommended` leaves out as warnings; `all`, every rule as an error.' }),
      rules: ruleSettings.optional(),
      overrides: z
        .array(z.strictObject({ files: globs('Files that these rules hold for.'), rules: ruleSettings }))
        .max(1000)
        .optional()
        .meta({ description: 'Other rule settings for some files; later ones win.' }),
      ignore: globs('Files that are not analysed.').optional(),
      fix: z
        .strictObject({ promote: z.array(ruleId).optional().meta({ description: 'Rules whose suggested fixes `--fix` applies too.' }) })
        .optional(),
      failOn: z.enum(['error', 'warning', 'budget', 'never']).optional().meta({ description: 'Findings from this severity on, and budgets that are crossed, make the command exit with 1 (default `error`); `budget`: budgets alone.' }),
      prompts: z
        .array(z.union([glob, z.strictObject({ files: globs('Prompt files.'), model: z.string().max(1000).optional().meta({ description: 'Id of the model that gets them, where the files name none.' }) })]))
        .max(1000)
        .optional()
        .meta({ description: 'Prompt files, listed and counted though no code loads them: globs, or globs with their model.' }),
      budgets: z.array(budget).max(1000).optional().meta({ description: 'What calls may cost. A change is held against the budgets of its base.' }),
      maxFileSize: z.int().min(1024).max(1 << 28).optional().meta({ description: 'Bytes; larger files are skipped (default 1048576).' }),
      currency: z
        .strictObject({ code: z.string().regex(/^[A-Z]{3}$/).meta({ description: 'ISO 4217, as `EUR`.' }), perUsd: z.number().positive().max(1e9).meta({ description: 'What one US dollar is in it. No rate is built in.' }) })
        .optional()
        .meta({ description: 'In which texts, comments and pages show money. JSON and the like stay in US dollars, and so do budgets.' }),
    })
    .meta({ title: 'promptfare configuration', description: 'Settings of promptfare: promptfare.yaml, promptfare.json, or the key `promptfare` of package.json.' });
}

function optionsSchema(options: { readonly [name: string]: OptionSchema }) {
  return z.strictObject(Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionSchema(option).optional().meta({ description: option.description, default: option.default })])));
}

function optionSchema(option: OptionSchema): z.ZodType {
  switch (option.type) {
    case 'boolean':
      return z.boolean();
    case 'string':
      return option.enum ? z.enum(option.enum as [string, ...string[]]) : z.string().max(10_000);
    case 'array':
      return z.array(z.string().max(10_000)).max(10_000);
    default: {
      const number = option.type === 'integer' ? z.int() : z.number();
      return number.min(option.minimum ?? -Number.MAX_SAFE_INTEGER).max(option.maximum ?? Number.MAX_SAFE_INTEGER);
    }
  }
}

/** JSON Schema (draft 7, which editors read) of the configuration file. */
export function settingsJsonSchema(rules: readonly NamedRule[]): { [key: string]: unknown } {
  return z.toJSONSchema(settingsSchema(rules), { target: 'draft-7' }) as { [key: string]: unknown };
}
