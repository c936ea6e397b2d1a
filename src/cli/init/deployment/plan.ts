/** What a project's monitoring and budgets have to watch: its models, and the services that these bill under. */
import { basename } from 'node:path';
import type { Call } from '../../../core/call.ts';
import type { Facts, Prices } from '../../../core/facts.ts';
import { billedService, findModel, parseModelId } from '../../../models/index.ts';

/** A model as the code names it, with what an application inference profile copies. */
export interface WatchedModel {
  /** `us.anthropic.claude-haiku-4-5-20251001-v1:0`: the value of the dimension `ModelId`. */
  readonly id: string;
  readonly name: string;
  /** `claude-haiku-4-5-us`: unique here, and good in names of resources. */
  readonly slug: string;
  /** What follows region and account in the ARN that a profile copies. */
  readonly source: { readonly resource: 'foundation-model' | 'inference-profile'; readonly id: string };
  /** USD per million tokens, on demand, as the id is written. */
  readonly prices?: Prices;
}
export interface DeploymentPlan {
  /** Of the project; letters, digits and hyphens. */
  readonly name: string;
  readonly models: readonly WatchedModel[];
  /** Services that the calls bill under; undefined where one of them is not known, so that no filter is right. */
  readonly services: readonly string[] | undefined;
  /** What somebody has to know before it is deployed: lines for a comment. */
  readonly notes: readonly string[];
}
/** A call, and where it stands. */
export interface PlacedCall {
  readonly call: Call;
  readonly place: string;
}

/** `calls` are all of the project, `counted` those that generate and cost. */
export function planOf(root: string, calls: readonly PlacedCall[], counted: readonly PlacedCall[], facts: Facts): DeploymentPlan {
  const known = onDemandIds(counted);
  const retired = known.filter(id => facts.model(id)!.lifecycle.state === 'eol');
  const used = new Set<string>();
  const models = known.filter(id => !retired.includes(id)).map((id): WatchedModel => {
    const { name } = facts.model(id)!;
    const { geography } = parseModelId(id);
    const prices = facts.prices(id);
    return { id, name, slug: slugOf(`${name} ${geography ?? ''}`, used), source: { resource: geography ? 'inference-profile' : 'foundation-model', id }, ...(prices && { prices }) };
  });
  const unnamed = counted.filter(({ call }) => call.model.ids.length === 0);
  return {
    name: wordsOf(basename(root)).slice(0, 20).replace(/-+$/, '') || 'models',
    models,
    services: servicesOf(calls, facts),
    notes: [
      ...(retired.length > 0 ? [`Left out, since it is retired: ${retired.join(', ')}.`] : []),
      ...(unnamed.length > 0 ? [`The code does not tell which model runs at ${placesText(unnamed)}. Add it by hand.`] : []),
    ],
  };
}

/** Ids of known models as the service takes them, without the prefixes of other tools. */
function onDemandIds(calls: readonly PlacedCall[]): string[] {
  const ids = calls.flatMap(({ call }) => call.model.ids).filter(findModel).map(parseModelId);
  return [...new Set(ids.filter(({ kind }) => kind !== 'mantle').map(({ geography, canonical }) => (geography ? `${geography}.${canonical}` : canonical)))].toSorted();
}

function servicesOf(calls: readonly PlacedCall[], facts: Facts): readonly string[] | undefined {
  const services = new Set(['Amazon Bedrock']);
  // What is retired answers no more, and bills nothing.
  const models = calls.flatMap(({ call }) => call.model.ids.filter(id => facts.model(id)?.lifecycle.state !== 'eol').flatMap(id => findModel(id) ?? []));
  for (const model of models) {
    const service = billedService(model);
    if (service === undefined) return undefined;
    services.add(service);
  }
  return models.length === 0 ? undefined : [...services];
}

function placesText(calls: readonly PlacedCall[]): string {
  const shown = calls.slice(0, 3).map(({ place }) => place.replaceAll(/[^\x20-\x7e]/g, '?'));
  return `${shown.join(', ')}${calls.length > shown.length ? ` and ${calls.length - shown.length} more` : ''}`;
}

function slugOf(text: string, used: Set<string>): string {
  const base = wordsOf(text).slice(0, 40).replace(/-+$/, '');
  let slug = base;
  for (let number = 2; used.has(slug); number++) slug = `${base}-${number}`;
  used.add(slug);
  return slug;
}

function wordsOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
}
