/** Where the code of a function lies, and which file holds its handler. */
import type { Value } from '../core/value.ts';
import { plain } from '../resolve/text.ts';
import { firstAt, stringsAt, valuesAt } from './property.ts';

export interface FunctionCode {
  readonly code: readonly string[];
  readonly handlers: readonly string[];
}

const nowhere: FunctionCode = { code: [], handlers: [] };

/** `app.lambda_handler`, `src/app.handler` in a directory. */
export function codeIn(directories: readonly (string | undefined)[], handler: string | undefined): FunctionCode {
  const code = directories.filter(directory => directory !== undefined);
  const stem = handler?.replace(/\.[^./]*$/, '');
  // Python writes packages with dots.
  const stems = stem === undefined ? [] : [...new Set([stem, stem.replaceAll('.', '/')])];
  return { code, handlers: code.flatMap(directory => stems.flatMap(each => under(directory, each) ?? [])) };
}

/** A path of a file or directory, seen from a directory; undefined where it leaves what is known of the project. */
export function under(directory: string, path: string): string | undefined {
  const parts = directory === '' || directory === '.' ? [] : directory.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length === 0 || parts.at(-1) === '..') parts.push('..');
    else parts.pop();
  }
  return parts.join('/');
}

/** `AWS::Serverless::Function` and `AWS::Lambda::Function`; `globals` are those of SAM. */
export function templateCode(properties: Value, metadata: Value | undefined, globals: Value | undefined, here: string): FunctionCode {
  const own = (key: string): string | undefined => stringsAt(properties, key)[0] ?? (globals && stringsAt(globals, `Function.${key}`)[0]);
  const handler = own('Handler');
  const context = metadata && stringsAt(metadata, 'DockerContext')[0];
  const place = local(own('CodeUri') ?? own('Code') ?? context ?? (own('PackageType') === 'Image' || hasInlineCode(properties) ? undefined : '.'));
  const directory = place === undefined ? undefined : under(here, place);
  const entries = metadata && directory !== undefined ? stringsAt(metadata, 'BuildProperties.EntryPoints.*').flatMap(entry => under(directory, entry.replace(/\.\w+$/, '')) ?? []) : [];
  // The whole directory of the template, for want of anything narrower, is too much without a handler.
  if (place === '.' && handler === undefined && entries.length === 0) return nowhere;
  const found = codeIn([directory], handler);
  return { code: found.code, handlers: [...found.handlers, ...entries] };
}

function hasInlineCode(properties: Value): boolean {
  return ['InlineCode', 'Code.ZipFile', 'Code.S3Bucket', 'Code.ImageUri', 'CodeUri.Bucket', 'ImageUri', 'Code.S3Key'].some(key => valuesAt(properties, key).length > 0) || firstAt(properties, 'CodeUri', 'Code') !== undefined;
}

function local(path: string | undefined): string | undefined {
  return path === undefined || /^(?:s3|https?):/.test(path) ? undefined : path;
}

/** `aws_lambda_function`: a directory or file that an archive is made of. */
export function terraformCode(properties: Value, archives: (value: Value) => readonly string[], here: string): FunctionCode {
  const file = firstAt(properties, 'filename');
  const sources = file ? archives(file) : [];
  return codeIn(sources.map(source => under(here, source.replace(/\.(?:py|[cm]?[jt]s)$/, ''))), withoutOwnFile(sources, stringsAt(properties, 'handler')[0]));
}

/** `source_file` is the handler itself. */
function withoutOwnFile(sources: readonly string[], handler: string | undefined): string | undefined {
  return sources.some(source => /\.(?:py|[cm]?[jt]s)$/.test(source)) ? undefined : handler;
}

/** The module `terraform-aws-modules/lambda/aws`: `source_path` is a directory, a list of these, or objects with `path`. */
export function lambdaModuleCode(properties: Value, here: string): FunctionCode {
  const paths = [...valuesAt(properties, 'source_path.*'), ...valuesAt(properties, 'source_path.*.path')].flatMap(value => plain(value) ?? []);
  return codeIn(paths.map(path => under(here, path)), stringsAt(properties, 'handler')[0]);
}
