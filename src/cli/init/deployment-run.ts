/** One run of `promptfare init monitoring` or `promptfare init budgets`. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { countText } from '../../reporters/figures.ts';
import { printable } from '../../core/printable.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { cdkBudget, cdkMonitoring } from './deployment/cdk.ts';
import { cloudformationBudget, cloudformationMonitoring } from './deployment/cloudformation.ts';
import { type DeploymentPlan, planOf } from './deployment/plan.ts';
import { terraformBudget, terraformMonitoring } from './deployment/terraform.ts';
import { createEngine } from '../engine.ts';
import { pricesInUse } from '../prices/flag.ts';
import { projectCalls, type ProjectFlags } from '../project-calls.ts';
import { rootOf } from '../root.ts';
import type { ProcessLike } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

export type Deployed = 'monitoring' | 'budgets';
export interface DeploymentFlags extends ProjectFlags {
  readonly format: 'cloudformation' | 'terraform' | 'cdk';
  readonly output?: string;
}

const writers: { readonly [what in Deployed]: { readonly [format in DeploymentFlags['format']]: (plan: DeploymentPlan) => string } } = {
  monitoring: { cloudformation: cloudformationMonitoring, terraform: terraformMonitoring, cdk: cdkMonitoring },
  budgets: { cloudformation: cloudformationBudget, terraform: terraformBudget, cdk: cdkBudget },
};

export async function runInitDeployment(process: ProcessLike, what: Deployed, paths: readonly string[], flags: DeploymentFlags): Promise<number> {
  const { output, format } = flags;
  if (output !== undefined && existsSync(resolve(process.cwd(), output))) throw new UsageError(`\`${printable(output)}\` is there already, and nothing is written over it. Name another file.`);
  const { facts } = await createEngine(pricesInUse(process, flags.prices));
  const { calls, counted } = await projectCalls(process, paths, flags);
  const plan = planOf(rootOf(process.cwd(), paths).root, calls, counted, facts);
  const text = writers[what][format](plan);
  if (output === undefined) {
    process.stdout.write(text);
    return 0;
  }
  await writeOutput(process, output, text);
  const { models } = plan;
  process.stderr.write(`Wrote ${what} to ${printable(output)}${models.length > 0 ? `, for ${countText(models.length, 'model')}` : ''}. Its head says what is left to you.\n`);
  return 0;
}
