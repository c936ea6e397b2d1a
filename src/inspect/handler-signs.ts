/** What shows who calls a function: decorators, registrations, names and events of platforms. */
import type { Handler } from '../core/call.ts';
import type { CallExpr, Expr, Fn, Module } from '../core/ir.ts';
import { excerpt } from '../resolve/text.ts';

type Kind = Handler['kind'];
type Sign = readonly [pattern: RegExp, kind: Kind];

const VERB = String.raw`(?:get|post|put|patch|delete)`;

/** Of a decorator as it is written, without `@`. */
const DECORATORS: readonly Sign[] = [
  [new RegExp(String.raw`^[\w.]+\.(?:${VERB}|route|api_route|websocket|all)\(\s*(?:path\s*=\s*)?["'\x60][/"'\x60]`), 'http'],
  // Spring and JAX-RS; listeners and timers of Spring.
  [/^(?:Get|Post|Put|Patch|Delete|Request|Message|Query|Mutation)Mapping\b|^(?:GET|POST|PUT|PATCH|DELETE)$/, 'http'],
  [/^(?:Sqs|Kafka|Rabbit|Jms|Event|Sns|TransactionalEvent)Listener\b|^Incoming\(/, 'queue'],
  [/^Scheduled\b/, 'schedule'],
  // NestJS and its like; Django and its like.
  [/^(?:Get|Post|Put|Patch|Delete|All|Sse|Query|Mutation|SubscribeMessage)\(/, 'http'],
  [/^(?:api_view|require_(?:GET|POST|http_methods)|csrf_exempt|login_required|functions_framework\.http|https_fn\.\w+|http\.route|app\.route)\b/, 'http'],
  [/^\w+\.(?:message|event|command|action|view|shortcut|mention)\(|^(?:slack_)?app\.(?:message|event|command)\b/, 'http'],
  [/^(?:cl|chainlit)\.on_\w+|^(?:st|streamlit)\.\w+|^\w+\.(?:callback|reactive)\b/, 'ui'],
  [/^(?:\w+\.)?(?:shared_task|actor|on_sqs_message|on_sns_message|on_s3_event|on_kinesis_record|sqs_message_handler|event_source|SqsMessageHandler|Process|Processor|EventPattern|MessagePattern|RabbitSubscribe|OnQueueEvent|OnWorkerEvent)\b|^(?:celery|celery_app|broker|huey)\.task\b/, 'queue'],
  [/^(?:\w+\.)?(?:Cron|Interval|Timeout|schedule|scheduled_job|periodic_task|dag|asset|on_event)\b|^(?:flow|prefect\.flow|flows?\.step|step)\b/, 'schedule'],
  [/^(?:click|typer|cli|app|group)\.(?:command|group)\b|^(?:command|group)\b/, 'script'],
];

/** Who calls a function with this decorator. */
export function ofDecorator(module: Module, decorator: Expr): Handler | undefined {
  const written = excerpt(module, decorator.range).replace(/^@/, '');
  const found = DECORATORS.find(([pattern]) => pattern.test(written));
  if (!found) return undefined;
  const method = /(?:^|\.)(get|post|put|patch|delete)(?:Mapping)?(?:\(|$)/i.exec(written)?.[1]?.toUpperCase();
  return { kind: found[1], evidence: `@${written}`, ...(found[1] === 'http' && method !== undefined && { method }) };
}

const ROUTE = new RegExp(String.raw`^(?:${VERB}|all|use|options|route|openapi|on)$`);
/** Last name of the function that a callback is handed to. */
const REGISTRATIONS: readonly Sign[] = [
  [/^(?:serve|createServer|defineEventHandler|eventHandler|onRequest|onCall|requestHandler|lazyEventHandler|defineAction|mutation|createStreamableHandler)$/, 'http'],
  [/^(?:setInterval|schedule|scheduleJob|scheduleTask|CronJob|cron|add_job|every|do)$/, 'schedule'],
  [/^(?:Worker|process|consume|subscribe|eachMessage|createConsumer|basic_consume)$/, 'queue'],
  [/^(?:useEffect|useCallback|useMemo|useMutation|useQuery|startTransition)$/, 'ui'],
];

/** Who calls a function that is handed to `call`. */
export function ofRegistration(call: CallExpr): Handler | undefined {
  const { callee, at } = call;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  if (typeof name !== 'string') return undefined;
  const { module } = at.fn;
  const first = call.args[0]?.value;
  const named = first?.kind === 'text' ? module.text.slice(...first.range).replaceAll(/^\W|\W$/g, quote => (quote === '/' || quote === '*' ? quote : '')) : undefined;
  const evidence = `${excerpt(module, callee.range)}(${named === undefined ? '' : excerpt(module, first!.range)})`;
  if (callee.kind === 'member' && ROUTE.test(name) && named !== undefined && (/^[/*]/.test(named) || (name === 'on' && /^(?:message|request|connection|connect|data)$/.test(named)))) {
    const method = new RegExp(`^${VERB}$`).test(name) ? name.toUpperCase() : undefined;
    return { kind: 'http', evidence, ...(method !== undefined && { method }) };
  }
  if (name === 'handle' && named !== undefined && /ipc/i.test(module.text.slice(...callee.range))) return { kind: 'ui', evidence };
  if (name === 'action' && callee.kind === 'member' && call.args.length === 1 && /\.command\(/.test(module.text.slice(...callee.range))) return { kind: 'script', evidence: 'a command line' };
  const found = REGISTRATIONS.find(([pattern, kind]) => pattern.test(name) && (kind !== 'queue' || callee.kind === 'member' || call.isNew));
  return found && { kind: found[1], evidence };
}

/** Events of Lambda by their types, then by the fields that are read. */
const EVENTS: readonly Sign[] = [
  [/\b(?:SQS|S3|SNS|DynamoDBStream|Kinesis(?:Stream|Firehose)?|MSK|S3Batch)(?:Event|Handler|BatchResponse)\b/, 'queue'],
  [/\b(?:Scheduled|EventBridge)(?:Event|Handler)\b/, 'schedule'],
  [/\b(?:APIGateway\w*|ALB|LambdaFunctionURL|AppSync\w*|Lex\w*|CloudFrontRequest|BedrockAgent\w*)(?:Event|Handler|Request)\w*\b|\bstreamifyResponse\b/, 'http'],
  [/\b(?:requestContext|httpMethod|queryStringParameters|pathParameters|rawPath|isBase64Encoded)\b|\bevent(?:\.|\[["']|\.get\(["'])(?:body|arguments|headers|inputText|actionGroup|sessionState)\b/, 'http'],
  [/\bevent(?:\.|\[["']|\.get\(["'])Records\b|["']Records["']\s+in\s+event\b/, 'queue'],
  [/\bevent(?:\.|\[["']|\.get\(["'])(?:detail|source|time)\b|["']detail-type["']/, 'schedule'],
];

const HANDLER = /^(?:lambda_?|sqs_?|s3_?|api_?|event_?)?handler$|_handler$/i;

const FILES: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:^|\/)app\/(?:.*\/)?route\.[cm]?[jt]sx?$/, /^(?:GET|POST|PUT|PATCH|DELETE)$/],
  [/(?:^|\/)app\/routes\/.*\.[jt]sx?$/, /^(?:loader|action)$/],
  [/\+(?:page|layout)?\.?server\.[jt]s$/, /^(?:GET|POST|PUT|PATCH|DELETE|load|actions)$/],
];

/** Who calls a function of this name, file and parameters. */
export function ofShape(fn: Fn, exported: string | undefined): Handler | undefined {
  const { module, params } = fn;
  const { path, text } = module;
  const names = params.map(({ name = '' }) => name);
  const [own] = [exported, fn.name].filter(name => name !== undefined);
  for (const [file, name] of FILES) if (exported !== undefined && file.test(path) && name.test(exported)) return { kind: 'http', evidence: `\`${exported}\` of a route`, ...(/^[A-Z]+$/.test(exported) && { method: exported }) };
  if (/(?:^|\/)(?:pages|server)\/api\//.test(path) && exported === 'default') return { kind: 'http', evidence: 'an API route' };
  if (names.length >= 2 && /^_?(?:req|request)$/.test(names[0]!) && /^_?(?:res|resp|response|reply|next|h)$/.test(names[1]!)) return { kind: 'http', evidence: `(${names[0]}, ${names[1]})` };
  // Django: `def view(request)`; a class of views: `def post(self, request)`.
  if (module.language === 'python' && names[0] === 'request' && /^from django|^import django|rest_framework/m.test(text)) return { kind: 'http', evidence: '(request)' };
  const isHandler = module.language === 'java' ? own === 'handleRequest' : own !== undefined && HANDLER.test(own) && /^_?(?:event|evt|e)$/.test(names[0] ?? '');
  if (isHandler) {
    const from = text.lastIndexOf('\n', fn.range[0]) + 1;
    const body = text.slice(from, fn.range[1]);
    const found = EVENTS.find(([pattern]) => pattern.test(body));
    return found && { kind: found[1], evidence: `\`${own}\` reads ${/\w+/.exec(found[0].exec(body)![0].replace(/^event\W+(?:get\W+)?/, ''))?.[0] ?? 'an event'}` };
  }
  return undefined;
}

/** A person sits in front of it: a component, a page of Streamlit, a prompt in a terminal. */
export function ofSurface(fn: Fn): Handler | undefined {
  const { module } = fn;
  const shown = module.imports.find(name => /^(?:react|react-dom|vue|svelte|streamlit|gradio|chainlit|dash|ink|inquirer|@inquirer\/prompts|vscode|electron|customtkinter|tkinter|textual)(?:\/|\.|$)/.test(name));
  if (shown !== undefined) return { kind: 'ui', evidence: shown };
  if (/^\s*(['"])use (?:server|client)\1/.test(module.text)) return { kind: 'ui', evidence: module.text.includes('use server') ? 'use server' : 'use client' };
  const asked = fn.kind === 'module' ? undefined : asksPerson(fn);
  return asked === undefined ? undefined : { kind: 'ui', evidence: `${asked}()` };
}

const askedBy = new WeakMap<Fn, string | undefined>();

/** What a function asks a person in a terminal with; looked for once, however many calls it holds. */
function asksPerson(fn: Fn): string | undefined {
  if (!askedBy.has(fn)) askedBy.set(fn, /(?<![\w.])(?:input\(|rl\.question\(|readline\.|prompts\(|Prompt\.ask\()/.exec(fn.module.text.slice(...fn.range))?.[0].replace(/\W+$/, ''));
  return askedBy.get(fn);
}

/** Folders of programs that run by themselves. */
export function ofFolder({ path }: Module): Handler | undefined {
  const found = /(?:^|\/)((?:scripts?|jobs?|cron|pipelines?|\w+_pipeline|etl|batch|backfills?|evals?|evaluations?|benchmarks?|experiments?)\/)/.exec(path);
  return found ? { kind: 'script', evidence: found[1]! } : undefined;
}
