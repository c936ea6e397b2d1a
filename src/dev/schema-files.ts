/** The JSON Schemas that the package ships. */
import { z } from 'zod';
import { outputSchemas } from '../cli/output/index.ts';
import { diffJsonSchema } from '../core/diff-schema.ts';
import { reportJsonSchema } from '../core/report-schema.ts';
import { settingsJsonSchema } from '../scan/settings-schema.ts';
import { adviceJsonSchema } from '../usage/advice/schema.ts';
import { usageJsonSchema } from '../usage/schema.ts';
import { type Outputs, rulesOf } from './rule-files.ts';

export async function schemaFiles(root: string): Promise<Outputs> {
  return new Map([
    ['schema/diff.schema.json', json(diffJsonSchema())],
    ['schema/report.schema.json', json(reportJsonSchema())],
    ['schema/advice.schema.json', json(adviceJsonSchema())],
    ['schema/usage.schema.json', json(usageJsonSchema())],
    ['schema/config.schema.json', json(settingsJsonSchema(await rulesOf(root)))],
    ...Object.entries(outputSchemas).map(([name, schema]) => [`schema/${name}.schema.json`, json(z.toJSONSchema(schema, { target: 'draft-7' }))] as const),
  ]);
}

function json(schema: unknown): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
