import { isVendor, modelWithId } from './catalogue.ts';
import type { Geography, Model } from './model.ts';

/** A model id taken apart. */
export interface ModelId {
  raw: string;
  /** Base id without geography prefix, ARN head, provisioned context suffix or another tool's prefix; the known model's id where it is known. */
  canonical: string;
  geography?: Geography;
  /** AWS region, from an ARN or another tool's prefix. */
  region?: string;
  kind:
    | 'foundation-model' | 'inference-profile' | 'application-inference-profile' | 'provisioned-model' | 'custom-model'
    | 'imported-model' | 'prompt' | 'prompt-router' | 'endpoint' | 'mantle' | 'unknown';
}

// litellm, promptfoo, the Vercel gateway and others put their own route before the id.
const TOOL_PREFIX = /^(?:bedrock|bedrock_converse|bedrock_mantle|amazon[-_]bedrock|aws[-_]bedrock)[/:]/;
const ROUTE = /^(?:converse_like|converse|invoke|async_invoke|completion|chat|embeddings?|image|video|mantle|openai|llama|deepseek_r1)[/:]/;
const REGION = /^((?:us|eu|ap|ca|sa|me|af|il|mx)(?:-gov)?-(?:north|south|east|west|central)+-\d)\//;
const COMMITMENT = /^[16]-month-commitment\//;
const ARN = /^arn:aws[^:]*:(bedrock|bedrock-mantle|sagemaker):([a-z0-9-]*):(\d{12}|aws)?:([a-z-]+)\/(.+)$/;
const GEOGRAPHY = /^(us-gov|us|eu|apac|ap|au|jp|ca|in|global)\.(?=[a-z0-9-]+\.)/;
const BASE = /^([a-z0-9-]+)\.[a-zA-Z0-9][\w.:@-]*$/;

const ARN_KINDS: Record<string, ModelId['kind']> = {
  'foundation-model': 'foundation-model',
  'inference-profile': 'inference-profile',
  'application-inference-profile': 'application-inference-profile',
  'provisioned-model': 'provisioned-model',
  'custom-model': 'custom-model',
  'custom-model-deployment': 'custom-model',
  'imported-model': 'imported-model',
  prompt: 'prompt',
  'prompt-router': 'prompt-router',
  'default-prompt-router': 'prompt-router',
  endpoint: 'endpoint',
};

/** Takes a model id apart, in every form Bedrock and the common tools accept. Never throws. */
export function parseModelId(raw: string): ModelId {
  const { id, region } = withoutToolPrefix(raw.trim());
  const arn = ARN.exec(id);
  if (!arn) return { raw, ...(region && { region }), ...parseBase(id) };

  const [, , arnRegion = '', , resource = '', name = ''] = arn;
  const kind = ARN_KINDS[resource] ?? 'unknown';
  const where = arnRegion || region;
  const head = { raw, ...(where && { region: where }) };
  if (kind !== 'foundation-model' && kind !== 'inference-profile') return { ...head, canonical: name, kind };
  return { ...head, ...parseBase(name), kind };
}

/** The model of an id in any accepted form; undefined when unknown, or when only AWS knows it (application profiles, provisioned and custom models, routers). */
export function findModel(id: string): Model | undefined {
  const { canonical, kind } = parseModelId(id);
  return OPAQUE.has(kind) ? undefined : modelWithId(canonical);
}

const OPAQUE = new Set<ModelId['kind']>(['application-inference-profile', 'provisioned-model', 'custom-model', 'imported-model', 'prompt', 'prompt-router', 'endpoint', 'unknown']);

/** The id by which `target` is called where `id` was: the same geography, or bare as before, behind the same ARN head or tool prefix. Undefined when the target has no such profile, or takes profiles only. */
export function idInPlaceOf(id: string, target: Model): string | undefined {
  const { geography, kind } = parseModelId(id);
  const head = id.slice(0, id.trimEnd().length - bareId(id).length);
  if (geography) return target.profiles.includes(geography) ? `${head}${geography}.${target.id}` : undefined;
  if (kind === 'mantle') return `${head}${target.aliases[0] ?? target.id}`;
  return target.onDemand === true ? `${head}${target.id}` : undefined;
}

/** The id of the same model in its `global.` profile, for an id of another geography; GovCloud has none. */
export function globalIdOf(id: string): string | undefined {
  const { geography } = parseModelId(id);
  const model = geography && geography !== 'global' && geography !== 'us-gov' ? findModel(id) : undefined;
  if (!model?.profiles.includes('global')) return undefined;
  const head = id.slice(0, id.trimEnd().length - bareId(id).length);
  return `${head}global.${bareId(id).slice(geography!.length + 1)}`;
}

/** The id without ARN head and tool prefix, geography and suffix kept. */
function bareId(raw: string): string {
  const { id } = withoutToolPrefix(raw.trim());
  return ARN.exec(id)?.[5] ?? id;
}

function withoutToolPrefix(id: string): { id: string; region?: string } {
  if (!TOOL_PREFIX.test(id)) return { id };
  let rest = id.replace(TOOL_PREFIX, '').replace(ROUTE, '');
  const region = REGION.exec(rest)?.[1];
  rest = rest.replace(REGION, '').replace(COMMITMENT, '').replace(ROUTE, '');
  return { id: rest, ...(region && { region }) };
}

function parseBase(id: string): { canonical: string; geography?: Geography; kind: ModelId['kind'] } {
  const geography = GEOGRAPHY.exec(id)?.[1] as Geography | undefined;
  const base = geography ? id.slice(geography.length + 1) : id;
  const vendor = BASE.exec(base)?.[1];
  if (!vendor || !isVendor(vendor)) return { canonical: base, kind: 'unknown' };

  const canonical = canonicalId(base);
  if (geography) return { canonical, geography, kind: 'inference-profile' };
  const model = modelWithId(canonical);
  return { canonical, kind: vendor !== 'ai21' && model?.aliases.includes(base) ? 'mantle' : 'foundation-model' };
}

/** `…-v1:0:24k` and `…-v14:7:4k` are provisioned forms of a shorter id; `name@20251001` is litellm's spelling of a dated one. */
function canonicalId(base: string): string {
  const spelled = base.replace(/@(\d{8})$/, '-$1-v1:0');
  const candidates = [spelled, spelled.replace(/:(?:\d+k|mm)$/, ''), spelled.replace(/(?::\d+)?:(?:\d+k|mm)$/, ''), spelled.replace(/:\d+$/, '')];
  for (const candidate of candidates) {
    const model = modelWithId(candidate);
    if (model) return model.id;
  }
  return spelled.replace(/:(?:\d+k|mm)$/, '');
}
