import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/project.ts';
import { treeOf } from './tree.ts';

type Files = { readonly [path: string]: string };

function located(files: Files, specifier: string, from: string, language: 'typescript' | 'python' | 'go' | 'java' = 'typescript'): string | undefined {
  const found = createProject({ root: treeOf(files) }).locate(specifier, from, language);
  if (found?.kind === 'directory') return found.files.join(' ');
  return found && (found.kind === 'file' ? found.path : `package ${found.name}`);
}
const json = (value: unknown): string => JSON.stringify(value);

describe('JavaScript and TypeScript', () => {
  it.each([
    ['./b', 'src/b.ts'],
    ['./b.js', 'src/b.ts'],
    ['./b.ts', 'src/b.ts'],
    ['./b?raw', 'src/b.ts'],
    ['./view.jsx', 'src/view.tsx'],
    ['./dir', 'src/dir/index.ts'],
    ['./foo.service', 'src/foo.service.ts'],
    ['.', 'src/index.ts'],
    ['..', undefined],
    ['./none', undefined],
    ['./p.json', 'src/p.json'],
    ['@aws-sdk/client-bedrock-runtime', 'package @aws-sdk/client-bedrock-runtime'],
    ['ai/rsc', 'package ai/rsc'],
    ['node:fs', 'package node:fs'],
    ['npm:@aws-sdk/client-bedrock-runtime@3.1', 'package @aws-sdk/client-bedrock-runtime'],
    ['jsr:@std/path@1/posix', 'package @std/path/posix'],
    ['https://esm.sh/@anthropic-ai/bedrock-sdk@0.10.0', 'package @anthropic-ai/bedrock-sdk'],
    ['https://esm.sh/v135/ai@4.0.0/rsc', 'package ai/rsc'],
    ['https://cdn.jsdelivr.net/npm/ai', 'package ai'],
    ['@/dir', 'src/dir/index.ts'],
    ['', undefined],
  ])('%s', (specifier, expected) => {
    const files = { 'src/a.ts': '', 'src/b.ts': '', 'src/view.tsx': '', 'src/dir/index.ts': '', 'src/foo.service.ts': '', 'src/index.ts': '', 'src/p.json': '{}' };
    expect(located(files, specifier, 'src/a.ts')).toBe(expected);
  });

  it('follows tsconfig paths, through extends, comments and references', () => {
    const files = {
      'tsconfig.base.json': '{ // base\n "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["missing/*", "src/*"], "settings": ["src/settings.ts"], }, } }',
      'tsconfig.json': json({ extends: './tsconfig.base' }),
      'web/tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }] }),
      'web/tsconfig.app.json': json({ compilerOptions: { paths: { '~lib/*': ['./lib/*'] } } }),
      'src/config/index.ts': '',
      'src/settings.ts': '',
      'web/lib/x.ts': '',
    };
    expect(located(files, '@app/config', 'src/a.ts')).toBe('src/config/index.ts');
    expect(located(files, 'settings', 'src/deep/a.ts')).toBe('src/settings.ts');
    expect(located(files, 'src/settings', 'src/deep/a.ts')).toBe('src/settings.ts');
    expect(located(files, '~lib/x', 'web/a.ts')).toBe('web/lib/x.ts');
    expect(located(files, '@app/none', 'src/a.ts')).toBe('package @app/none');
  });

  it('ignores a broken or circular tsconfig, and says so', () => {
    const project = createProject({ root: treeOf({ 'tsconfig.json': '{ "compilerOptions": ', 'b/tsconfig.json': json({ extends: './tsconfig.json' }), 'x.ts': '' }) });
    expect(project.locate('./x', 'a.ts', 'typescript')).toEqual({ kind: 'file', path: 'x.ts' });
    expect(project.locate('y', 'a.ts', 'typescript')).toEqual({ kind: 'package', name: 'y' });
    expect(project.locate('y', 'b/a.ts', 'typescript')).toEqual({ kind: 'package', name: 'y' });
    expect(project.notes).toEqual([{ path: 'tsconfig.json', message: 'is not valid JSON and is ignored' }]);
  });

  it('follows package.json imports', () => {
    const files = { 'package.json': json({ imports: { '#config': './src/config.js', '#lib/*': { types: './x.d.ts', default: './dist/lib/*.js' }, '#sdk': '@aws-sdk/client-bedrock-runtime' } }), 'src/config.ts': '', 'src/lib/a.ts': '' };
    expect(located(files, '#config', 'src/deep/a.ts')).toBe('src/config.ts');
    expect(located(files, '#lib/a', 'src/a.ts')).toBe('src/lib/a.ts');
    expect(located(files, '#sdk', 'src/a.ts')).toBe('package @aws-sdk/client-bedrock-runtime');
    expect(located(files, '#none', 'src/a.ts')).toBeUndefined();
  });

  it.each([
    ['npm', { 'package.json': json({ workspaces: ['packages/*'] }) }],
    ['yarn', { 'package.json': json({ workspaces: { packages: ['packages/**'] } }) }],
    ['pnpm', { 'pnpm-workspace.yaml': "packages:\n  # all\n  - 'packages/*'\ncatalog:\n  a: 1\n", 'package.json': '{}' }],
  ])('finds the source of %s workspace packages', (_, root) => {
    const files: Files = {
      ...(root as Files),
      'packages/core/package.json': json({ name: '@acme/core', main: 'dist/index.js', exports: { '.': { import: './dist/index.js' }, './llm': './dist/llm.js', './sub/*': './dist/sub/*.js' } }),
      'packages/core/src/index.ts': '',
      'packages/core/src/llm.ts': '',
      'packages/core/src/sub/x.ts': '',
      'packages/plain/package.json': json({ name: 'plain' }),
      'packages/plain/index.js': '',
    };
    expect(located(files, '@acme/core', 'packages/app/a.ts')).toBe('packages/core/src/index.ts');
    expect(located(files, '@acme/core/llm', 'packages/app/a.ts')).toBe('packages/core/src/llm.ts');
    expect(located(files, '@acme/core/sub/x', 'packages/app/a.ts')).toBe('packages/core/src/sub/x.ts');
    expect(located(files, 'plain', 'packages/app/a.ts')).toBe('packages/plain/index.js');
    expect(located(files, '@acme/other', 'packages/app/a.ts')).toBe('package @acme/other');
  });

  it('resolves npm aliases and linked packages', () => {
    const files = { 'package.json': json({ dependencies: { 'ai-bedrock': 'npm:@ai-sdk/amazon-bedrock@^1', local: 'file:../web/local', linked: 'link:./web/local' } }), 'web/local/package.json': json({ name: 'x' }), 'web/local/src/index.ts': '' };
    expect(located(files, 'ai-bedrock', 'src/a.ts')).toBe('package @ai-sdk/amazon-bedrock');
    expect(located(files, 'ai-bedrock/anthropic', 'src/a.ts')).toBe('package @ai-sdk/amazon-bedrock/anthropic');
    expect(located(files, 'linked', 'src/a.ts')).toBe('web/local/src/index.ts');
    expect(located(files, 'local', 'src/a.ts')).toBe('package local');
  });

  it('reads Deno import maps', () => {
    const files = { 'deno.json': json({ imports: { bedrock: 'npm:@aws-sdk/client-bedrock-runtime@3', '$lib/': './lib/' } }), 'lib/x.ts': '' };
    expect(located(files, 'bedrock', 'a.ts')).toBe('package @aws-sdk/client-bedrock-runtime');
    expect(located(files, '$lib/x.ts', 'a.ts')).toBe('lib/x.ts');
  });

  it('is not led outside', () => {
    expect(located({ 'tsconfig.json': json({ extends: '../../../etc/passwd', compilerOptions: { paths: { '*': ['../../../../etc/*'] } } }) }, 'passwd', 'a.ts')).toBe('package passwd');
    expect(located({ 'package.json': json({ workspaces: ['../*', '{a,b}'.repeat(30)] }) }, 'x', 'a.ts')).toBe('package x');
  });
});

describe('Python', () => {
  const files = {
    'app/__init__.py': '',
    'app/main.py': '',
    'app/config.py': '',
    'app/llm/__init__.py': '',
    'app/llm/client.py': '',
    'src/lib/__init__.py': '',
    'src/lib/prompts.py': '',
    'space/deep/mod.py': '',
    'anthropic/example.py': '',
    'strands/strands.py': '',
    'scripts/run.py': '',
    'scripts/settings.py': '',
  };
  it.each([
    ['app.llm.client', 'scripts/run.py', 'app/llm/client.py'],
    ['app.llm', 'app/main.py', 'app/llm/__init__.py'],
    ['llm.client', 'app/main.py', 'app/llm/client.py'],
    ['config', 'app/llm/client.py', 'app/config.py'],
    ['lib.prompts', 'src/lib/__init__.py', 'src/lib/prompts.py'],
    ['lib.prompts', 'scripts/run.py', 'src/lib/prompts.py'],
    ['settings', 'scripts/run.py', 'scripts/settings.py'],
    ['space.deep.mod', 'app/main.py', 'space/deep/mod.py'],
    ['.config', 'app/main.py', 'app/config.py'],
    ['..config', 'app/llm/client.py', 'app/config.py'],
    ['.', 'app/main.py', 'app/__init__.py'],
    ['..', 'app/llm/client.py', 'app/__init__.py'],
    ['.none', 'app/main.py', undefined],
    ['....x', 'app/main.py', undefined],
    ['anthropic', 'anthropic/example.py', 'package anthropic'],
    ['strands', 'strands/strands.py', 'package strands'],
    ['langchain_aws.chat_models', 'app/main.py', 'package langchain_aws.chat_models'],
    ['boto3', 'app/main.py', 'package boto3'],
  ])('%s from %s', (specifier, from, expected) => {
    expect(located(files, specifier, from, 'python')).toBe(expected);
  });

  const flat: Files = { '__init__.py': '', 'core/config.py': '', 'core/__init__.py': '', 'server.py': '' };
  it.each([
    ['a project that is one package', { ...flat, 'pyproject.toml': '[project]\nname = "shop-memory"\n' }, 'core/config.py'],
    ['one of another name', { ...flat, 'pyproject.toml': '[project]\nname = "other"\n' }, 'package shop_memory.core.config'],
    ['one of no name', flat, 'package shop_memory.core.config'],
    ['one that is no package', { 'core/config.py': '', 'server.py': '', 'pyproject.toml': '[project]\nname = "shop-memory"\n' }, 'package shop_memory.core.config'],
  ])('its own name in %s', (_name, project, expected) => {
    expect(located(project, 'shop_memory.core.config', 'server.py', 'python')).toBe(expected);
  });
});

describe('Go', () => {
  const files: Files = {
    'go.mod': 'module example.com/shop // the shop\n\nrequire example.com/shared v1.0.0\n\nreplace example.com/shared => ./libs/shared\n',
    'main.go': '', 'main_test.go': '', 'internal/llm/a.go': '', 'internal/llm/b.go': '', 'internal/llm/b_test.go': '',
    'libs/shared/go.mod': 'module example.com/shared\n', 'libs/shared/text.go': '', 'libs/shared/deep/x.go': '',
  };

  it.each([
    ['.', 'main.go', 'main.go'],
    ['.', 'main_test.go', 'main.go main_test.go'],
    ['example.com/shop/internal/llm', 'main.go', 'internal/llm/a.go internal/llm/b.go'],
    ['example.com/shop', 'internal/llm/a.go', 'main.go'],
    ['example.com/shared/deep', 'main.go', 'libs/shared/deep/x.go'],
    ['example.com/shared', 'libs/shared/deep/x.go', 'libs/shared/text.go'],
    ['example.com/shop/none', 'main.go', 'package example.com/shop/none'],
    ['example.com/shopping', 'main.go', 'package example.com/shopping'],
    ['github.com/aws/aws-sdk-go-v2/aws', 'main.go', 'package github.com/aws/aws-sdk-go-v2/aws'],
  ])('%s from %s', (specifier, from, expected) => {
    expect(located(files, specifier, from, 'go')).toBe(expected);
  });
});

describe('Java', () => {
  const own = (name: string): string => `package ${name};\n`;
  const files: Files = {
    'api/src/main/java/shop/desk/Desk.java': own('shop.desk'), 'api/src/main/java/shop/desk/Note.java': own('shop.desk'),
    'api/src/test/java/shop/desk/DeskTest.java': own('shop.desk'),
    'shared/src/main/java/shop/prompts/Prompts.java': own('shop.prompts'),
    'loose/Main.java': 'class Main {}\n', 'loose/Other.java': 'class Other {}\n',
    'odd/place/A.java': own('somewhere.else'), 'odd/place/B.java': own('somewhere.else'),
  };
  const desk = 'api/src/main/java/shop/desk/Desk.java';

  it.each([
    ['shop.desk.Note', desk, 'api/src/main/java/shop/desk/Note.java'],
    ['shop.desk.Desk', 'api/src/test/java/shop/desk/DeskTest.java', desk],
    ['shop.prompts.Prompts', desk, 'shared/src/main/java/shop/prompts/Prompts.java'],
    ['shop.desk.Prompts|java.util.Prompts|shop.prompts.Prompts', desk, 'shared/src/main/java/shop/prompts/Prompts.java'],
    ['shop.desk.List|java.util.List|com.example.List', desk, 'package java.util'],
    ['shop.desk.Robot|java.util.Robot|com.example.Robot', desk, 'package com.example'],
    ['shop.desk.Message|com.example.Message|software.amazon.awssdk.services.bedrockruntime.Message|software.amazon.awssdk.services.bedrockruntime.model.Message', desk, 'package software.amazon.awssdk.services.bedrockruntime.model'],
    ['shop.desk.None', desk, 'package shop.desk'],
    ['.', desk, `${desk} api/src/main/java/shop/desk/Note.java`],
    ['shop.prompts.*', desk, 'shared/src/main/java/shop/prompts/Prompts.java'],
    ['java.util.*', desk, 'package java.util'],
    ['Other', 'loose/Main.java', 'loose/Other.java'],
    ['somewhere.else.B', 'odd/place/A.java', 'odd/place/B.java'],
  ])('%s from %s', (specifier, from, expected) => {
    expect(located(files, specifier, from, 'java')).toBe(expected);
  });
});

describe('layers of Lambda', () => {
  const files: Files = {
    'functions/ask/app.py': '', 'functions/ask/app.ts': '',
    'layers/common/python/shop_common/__init__.py': '', 'layers/common/python/texts.py': '', 'layers/built/prompts.py': '',
    'layers/common/nodejs/texts.ts': '', 'layers/vendor/python/requests.py': '', 'layers/vendor/python/requests-2.32.0.dist-info/METADATA': '',
    'functions/shared-layer/python/near.py': '',
  };

  it.each([
    ['texts', 'python', 'layers/common/python/texts.py'],
    ['shop_common', 'python', 'layers/common/python/shop_common/__init__.py'],
    ['prompts', 'python', 'layers/built/prompts.py'],
    ['near', 'python', 'functions/shared-layer/python/near.py'],
    ['requests', 'python', 'package requests'],
    ['/opt/nodejs/texts', 'typescript', 'layers/common/nodejs/texts.ts'],
    ['/opt/nodejs/none', 'typescript', undefined],
  ] as const)('%s in %s', (specifier, language, expected) => {
    expect(located(files, specifier, language === 'python' ? 'functions/ask/app.py' : 'functions/ask/app.ts', language)).toBe(expected);
  });
});
