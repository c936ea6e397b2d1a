/** Files that may say what a project deploys: templates, Terraform, the Serverless Framework, stacks of the CDK. */
import { posix } from 'node:path';
import { isTestPath } from '../core/test-path.ts';
import type { Files } from './manifests.ts';

/** Vendored code and build output: what they deploy, their sources say. */
const UNWANTED = new Set(['node_modules', 'site-packages', 'venv', '__pycache__', 'third_party', 'third-party', 'vendor', 'dist', 'build', 'coverage', 'cdk.out', 'bower_components', 'target']);
const TERRAFORM = /\.tf$|^terraform\.tfvars$|\.auto\.tfvars$/;
const TEMPLATE = /\.(?:ya?ml|template)$/i;
/** JSON may be anything: what is likely to be a template is called so, or lies where templates do. */
const JSON_TEMPLATE = /(?:template|stack|cloudformation|cfn)[^/]*\.json$|(?:^|\/)(?:cloudformation|cfn|templates|infra|infrastructure|deploy|deployment)\/[^/]+\.json$/i;
const SETTINGS = /(?:^|\/)src\/(?:main|test)\/resources\/(?:[\w-]+\/)?[\w.-]+\.properties$/;
const DEPLOYS = /(?:^|\/)(?:samconfig\.toml|[^/]*deploy[^/]*\.(?:sh|bash))$/;
const CODE = /\.(?:[cm]?ts|[cm]?js|py)$/;
const DECLARATIONS = /\.d\.[cm]?ts$/;
const mostDirectories = 30_000;
const deepest = 24;

/** Templates and Terraform, by their names. */
export function isInfrastructureFile(path: string): boolean {
  const name = posix.basename(path);
  return TERRAFORM.test(name) || TEMPLATE.test(name) || JSON_TEMPLATE.test(path);
}

/** Settings that code reads by name, and files that deploy templates: they hold no resources. */
function isSettingsFile(path: string): boolean {
  return SETTINGS.test(path) || DEPLOYS.test(path);
}

/** Found once, when first asked for; relative to the root, also above it up to the boundary. `within`: where the root lies in the boundary (`packages/api`, or empty). */
export function createInfrastructureFiles(files: Files, within: string): () => readonly string[] {
  const top = within === '' ? '' : within.replaceAll(/[^/]+/g, '..');
  const fromRoot = (path: string): string => (within === '' ? path : path.startsWith(`${within}/`) ? path.slice(within.length + 1) : posix.join(top, path));
  let found: readonly string[] | undefined;
  return () => (found ??= among(walked(files, fromRoot)).map(fromRoot).toSorted());
}

/** Every file of the boundary, relative to it. */
function walked(files: Files, fromRoot: (path: string) => string): string[] {
  const result: string[] = [];
  const queue = [''];
  for (let index = 0; index < queue.length && index < mostDirectories; index++) {
    const directory = queue[index]!;
    for (const name of files.names(fromRoot(directory) || '.')) {
      const path = directory === '' ? name : `${directory}/${name}`;
      if (!files.isDirectory(fromRoot(path))) result.push(path);
      else if (name === 'cdk.out') result.push(...synthesizedIn(files, path, fromRoot));
      else if (name === '.github') result.push(...files.names(fromRoot(`${path}/workflows`)).map(workflow => `${path}/workflows/${workflow}`));
      else if (!name.startsWith('.') && !UNWANTED.has(name) && path.split('/').length < deepest) queue.push(path);
    }
  }
  return result;
}

/** Templates of a cloud assembly, and of those within it; the assets beside them are copies of code. */
function synthesizedIn(files: Files, directory: string, fromRoot: (path: string) => string): string[] {
  const names = files.names(fromRoot(directory));
  if (!names.includes('manifest.json')) return [];
  const nested = names.filter(name => name.startsWith('assembly-')).flatMap(name => synthesizedIn(files, `${directory}/${name}`, fromRoot));
  return [...names.filter(name => name.endsWith('.template.json')).map(name => `${directory}/${name}`), ...nested];
}

function among(paths: readonly string[]): string[] {
  return paths.filter(mayDeploy(paths));
}

/** By its name and by where it lies, may a file of a project say what is deployed? `paths`: files of the project, those called `cdk.json` among them. */
export function mayDeploy(paths: readonly string[]): (path: string) => boolean {
  // `cdk.json` marks an application of the CDK: its stacks are code below it. Above the root it may stand over all.
  const applications = paths.filter(path => posix.basename(path) === 'cdk.json').map(path => (path === 'cdk.json' ? '' : `${posix.dirname(path)}/`));
  return path => isInfrastructureFile(path) || isSettingsFile(path) || (CODE.test(path) && !DECLARATIONS.test(path) && !isTestPath(path) && applications.some(directory => directory.startsWith('../') || path.startsWith(directory)));
}
