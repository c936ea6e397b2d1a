import { describe, expect, test } from 'vitest';
import { createInspector, loadParser } from '../../src/inspect.ts';
import { createProject } from '../../src/project/project.ts';
import { treeOf } from '../project/tree.ts';

const haiku = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const lite = 'amazon.nova-lite-v1:0';
const python = (model: string): string => `import os, boto3\nclient = boto3.client("bedrock-runtime")\ndef handler(event, context):\n    return client.converse(modelId=${model}, messages=[{"role": "user", "content": [{"text": event["q"]}]}])\n`;
const typescript = (model: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport const handler = (q: string) => client.send(new ConverseCommand({ modelId: ${model}, messages: [{ role: 'user', content: [{ text: q }] }] }));\n`;

/** `id | id < via`, of the first call of a file. */
function modelIn(files: { readonly [path: string]: string }, path: string, below = ''): string {
  const root = treeOf(files);
  const project = createProject({ root: below ? `${root}/${below}` : root, boundary: root });
  const found = createInspector(project).inspect(path, project.read(path)!);
  if ('error' in found) throw new Error(found.error);
  const { model } = found.calls[0]!;
  return model.state === 'unknown' ? model.reason! : `${model.ids.join(' | ')}${model.via.length > 0 ? ` < ${model.via.join(', ')}` : ''}`;
}

const sam = (resources: string, more = ''): string => `Transform: AWS::Serverless-2016-10-31\nParameters:\n  Model:\n    Type: String\n    Default: ${haiku}\n${more}Resources:\n${resources}`;
const fn = (name: string, properties: string): string => `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n${properties.replaceAll(/^/gm, '      ').trimEnd()}\n`;

describe('SAM and CloudFormation', () => {
  test('a parameter, over a function of its own directory', () => {
    const template = sam(fn('Ask', 'CodeUri: src/ask/\nHandler: app.handler\nEnvironment:\n  Variables:\n    MODEL_ID: !Ref Model\n'));
    expect(modelIn({ 'template.yaml': template, 'src/ask/app.py': python('os.environ["MODEL_ID"]') }, 'src/ask/app.py')).toBe(`${haiku} < environment template.yaml:5`);
  });

  test('the handler has the variables of its own function, a shared module those of all', () => {
    const template = sam(fn('A', `CodeUri: src\nHandler: a.handler\nEnvironment: { Variables: { MODEL_ID: ${lite} } }\n`) + fn('B', 'CodeUri: src\nHandler: b.handler\nEnvironment: { Variables: { MODEL_ID: !Ref Model } }\n'));
    const files = { 'template.yaml': template, 'src/a.py': python('os.getenv("MODEL_ID")'), 'src/shared.py': python('os.environ.get("MODEL_ID")') };
    expect(modelIn(files, 'src/a.py')).toBe(`${lite} < environment template.yaml:12`);
    expect(modelIn(files, 'src/shared.py')).toBe(`${lite} | ${haiku} < environment template.yaml:12, environment template.yaml:5`);
  });

  test('globals, and a default in code that stays possible', () => {
    const template = sam(fn('A', 'CodeUri: src\nHandler: a.handler\n'), `Globals:\n  Function:\n    Environment:\n      Variables:\n        MODEL_ID: ${lite}\n`);
    expect(modelIn({ 'template.yaml': template, 'src/a.ts': typescript(`process.env.MODEL_ID ?? '${haiku}'`) }, 'src/a.ts')).toBe(`${lite} < environment template.yaml:10`);
    expect(modelIn({ 'template.yaml': template, 'src/a.py': python(`os.getenv("MODEL_ID", "${haiku}")`) }, 'src/a.py')).toBe(`${lite} | ${haiku} < environment template.yaml:10`);
  });

  test('destructured, and through a settings file of the function', () => {
    const template = sam(fn('A', 'CodeUri: src\nHandler: a.handler\nEnvironment: { Variables: { MODEL_ID: !Ref Model } }\n'));
    expect(modelIn({ 'template.yaml': template, 'src/a.ts': `const { MODEL_ID } = process.env;\n${typescript('MODEL_ID')}` }, 'src/a.ts')).toContain(haiku);
    expect(modelIn({ 'template.yaml': template, 'src/settings.py': 'import os\nMODEL = os.environ["MODEL_ID"]\n', 'src/a.py': `from settings import MODEL\n${python('MODEL')}` }, 'src/a.py')).toBe(`${haiku} < import src/a.py:1, environment template.yaml:5`);
  });

  test('an inference profile counts as the model that it copies', () => {
    const template = sam(`${fn('A', 'CodeUri: src\nHandler: a.handler\nEnvironment: { Variables: { MODEL_ID: !GetAtt Profile.InferenceProfileArn } }\n')}  Profile:\n    Type: AWS::Bedrock::ApplicationInferenceProfile\n    Properties:\n      InferenceProfileName: a\n      ModelSource: { CopyFrom: !Sub "arn:aws:bedrock:\${AWS::Region}::foundation-model/${lite}" }\n`);
    expect(modelIn({ 'template.yaml': template, 'src/a.py': python('os.environ["MODEL_ID"]') }, 'src/a.py')).toBe(`${lite} < environment template.yaml:17`);
  });

  test('a plain Lambda function in JSON, found from below', () => {
    const template = JSON.stringify({ Resources: { A: { Type: 'AWS::Lambda::Function', Properties: { Code: './src', Handler: 'a.handler', Environment: { Variables: { MODEL_ID: lite } } } } } });
    const files = { 'template.json': template, 'src/a.py': python('os.environ["MODEL_ID"]') };
    expect(modelIn(files, 'src/a.py')).toContain(lite);
    expect(modelIn(files, 'a.py', 'src')).toBe(`${lite} < environment ../template.json:1`);
  });

  test('what is not said stays unknown: another directory, another name, a parameter without a default, code in a bucket', () => {
    const template = sam(fn('A', 'CodeUri: src/a\nHandler: a.handler\nEnvironment: { Variables: { MODEL_ID: !Ref Other } }\n') + fn('B', `CodeUri: s3://bucket/key\nHandler: a.handler\nEnvironment: { Variables: { MODEL_ID: ${lite} } }\n`), '  Other: { Type: String }\n');
    expect(modelIn({ 'template.yaml': template, 'src/b/a.py': python('os.environ["MODEL_ID"]') }, 'src/b/a.py')).toBe('environment variable `MODEL_ID`');
    expect(modelIn({ 'template.yaml': template, 'src/a/a.py': python('os.environ["MODEL_ID"]') }, 'src/a/a.py')).toBe('environment variable `MODEL_ID`');
    expect(modelIn({ 'template.yaml': template, 'src/a/a.py': python('os.environ["OTHER"]') }, 'src/a/a.py')).toBe('environment variable `OTHER`');
  });

  test('a flag decides nothing: the other branch runs in another deployment', () => {
    const template = sam(fn('A', 'CodeUri: src\nHandler: a.handler\nEnvironment: { Variables: { CHEAP: "false" } }\n'));
    expect(modelIn({ 'template.yaml': template, 'src/a.py': python(`"${lite}" if os.environ["CHEAP"] == "true" else "${haiku}"`) }, 'src/a.py')).toBe(`${lite} | ${haiku}`);
  });
});

const archive = (name: string, source: string): string => `data "archive_file" "${name}" {\n  type       = "zip"\n  source_dir = "\${path.module}/${source}"\n  output_path = "x.zip"\n}\n`;
const lambda = (model: string, name = 'ask'): string => `resource "aws_lambda_function" "${name}" {\n  filename = data.archive_file.${name}.output_path\n  handler  = "app.handler"\n  environment {\n    variables = {\n      MODEL_ID = ${model}\n    }\n  }\n}\n`;

describe('what a deployment gives a parameter', () => {
  const template = sam(fn('Ask', 'CodeUri: src/\nHandler: app.handler\nEnvironment:\n  Variables:\n    MODEL_ID: !Ref Model\n'));
  const given = (path: string, text: string): string => modelIn({ 'template.yaml': template, [path]: text, 'src/app.py': python('os.environ["MODEL_ID"]') }, 'src/app.py').replace(/ < .*/, '');

  test.each([
    ['.github/workflows/deploy.yml', `env:\n  MODEL: ${lite} # small\njobs:\n  a:\n    steps:\n      - run: |\n          sam deploy --stack-name a \\\n            --parameter-overrides Stage=\${{ github.ref }} \\\n              Model=\${{ env.MODEL }} \\\n            --no-fail-on-empty-changeset\n`, lite],
    ['.gitlab-ci.yml', `deploy:\n  variables: { MODEL: ${lite} }\n  script:\n    - aws cloudformation deploy --template-file template.yaml --parameter-overrides Stage=a Model=$MODEL\n`, lite],
    ['samconfig.toml', `version = 0.1\n[default.deploy.parameters]\nparameter_overrides = "Stage=\\"a b\\" Model=\\"${lite}\\""\n[prod.deploy.parameters]\nparameter_overrides = ["Model=amazon.nova-pro-v1:0"]\n`, `${lite} | amazon.nova-pro-v1:0`],
    ['scripts/deploy.sh', `#!/bin/bash\nMODEL="\${1:-${lite}}"\nMODEL_ID=${lite}\naws cloudformation deploy --parameter-overrides ParameterKey=Model,ParameterValue="$MODEL_ID" --capabilities CAPABILITY_IAM\n`, lite],
    ['scripts/deploy.sh', `sam deploy --parameter-overrides "Model=\${MODEL_ID:-${lite}}" && echo Model=x\n`, lite],
    // Nothing that is known: the default holds.
    ['.github/workflows/deploy.yml', `jobs:\n  a:\n    steps:\n      - run: sam deploy --parameter-overrides Model=\${{ vars.MODEL }} --region x Model=${lite}\n`, haiku],
    ['other/samconfig.toml', `[default.deploy.parameters]\nparameter_overrides = "Model=${lite}"\n`, haiku],
    ['.github/workflows/deploy.yml', `jobs:\n  a:\n    steps:\n      - run: sam deploy --parameter-overrides Other=${lite}\n      - run: echo Model=${lite}\n`, haiku],
  ])('in %s: %s', (path, text, expected) => expect(given(path, text)).toBe(expected));
});

describe('Terraform', () => {
  const app = python('os.environ["MODEL_ID"]');

  test('a variable with a default in another file', () => {
    expect(modelIn({ 'infra/main.tf': archive('ask', '../src') + lambda('var.model_id'), 'infra/variables.tf': `variable "model_id" {\n  default = "${haiku}"\n}\n`, 'src/app.py': app }, 'src/app.py')).toContain(`${haiku} < environment infra/variables.tf:2`);
  });

  test('locals, interpolation, values files before defaults', () => {
    const files = { 'main.tf': `locals {\n  vendor = "amazon"\n}\n${archive('ask', 'src')}${lambda('"${local.vendor}.${var.name}"')}`, 'variables.tf': 'variable "name" {\n  default = "nova-pro-v1:0"\n}\n', 'src/app.py': app };
    expect(modelIn(files, 'src/app.py')).toContain('amazon.nova-pro-v1:0');
    expect(modelIn({ ...files, 'terraform.tfvars': 'name = "nova-lite-v1:0"\n' }, 'src/app.py')).toContain(lite);
  });

  test('a module of the repository gets what its callers pass', () => {
    const files = { 'modules/fn/main.tf': `variable "model_id" {}\n${archive('ask', '../../src')}${lambda('var.model_id')}`, 'prod/main.tf': `module "ask" {\n  source   = "../modules/fn"\n  model_id = local.model\n}\nlocals {\n  model = "${haiku}"\n}\n`, 'src/app.py': app };
    expect(modelIn(files, 'src/app.py')).toContain(haiku);
    expect(modelIn({ ...files, 'dev/main.tf': `module "ask" {\n  source   = "../modules/fn"\n  model_id = "${lite}"\n}\n` }, 'src/app.py')).toMatch(new RegExp(`^${lite} \\| ${haiku}`));
  });

  test('what a module gives, from the defaults and the arguments that go into it', () => {
    const files = {
      'main.tf': 'module "models" {\n  source = "./modules/models"\n  tier   = "small"\n}\nmodule "fn" {\n  source   = "./modules/fn"\n  model_id = module.models.model_id\n}\n',
      'modules/models/main.tf': `variable "tier" {}\nlocals {\n  ids = { small = "${lite}", big = "${haiku}" }\n}\noutput "model_id" {\n  value = local.ids[var.tier]\n}\n`,
      'modules/fn/main.tf': `variable "model_id" {}\n${archive('ask', '../../src')}${lambda('var.model_id')}`,
      'src/app.py': app,
    };
    expect(modelIn(files, 'src/app.py')).toContain(`${lite} < environment modules/models/main.tf:3`);
    // An argument of the same name is another thing.
    const same = { ...files, 'modules/models/main.tf': `variable "model_id" { default = "${haiku}" }\noutput "model_id" {\n  value = "${lite}"\n}\n`, 'main.tf': files['main.tf'].replace('tier   = "small"', `model_id = "${haiku}"`) };
    expect(modelIn(same, 'src/app.py')).toContain(`${lite} <`);
    expect(modelIn({ ...files, 'modules/models/main.tf': '' }, 'src/app.py')).toBe('environment variable `MODEL_ID`');
  });

  test('an inference profile, and the community module for Lambda', () => {
    const profile = `resource "aws_bedrock_inference_profile" "p" {\n  name = "p"\n  model_source {\n    copy_from = "arn:aws:bedrock:us-east-1::foundation-model/${lite}"\n  }\n}\n`;
    expect(modelIn({ 'main.tf': profile + archive('ask', 'src') + lambda('aws_bedrock_inference_profile.p.arn'), 'src/app.py': app }, 'src/app.py')).toContain(lite);
    expect(modelIn({ 'main.tf': `module "f" {\n  source      = "terraform-aws-modules/lambda/aws"\n  handler     = "app.handler"\n  source_path = "./src"\n  environment_variables = { MODEL_ID = "${lite}" }\n}\n`, 'src/app.py': app }, 'src/app.py')).toContain(lite);
  });
});

describe('AWS CDK', () => {
  const stack = (props: string): string => `import * as path from 'path';\nimport { CfnParameter, Stack } from 'aws-cdk-lib';\nimport * as lambda from 'aws-cdk-lib/aws-lambda';\nimport { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';\nconst MODEL = '${haiku}';\nexport class S extends Stack {\n  constructor(scope: any, id: string) {\n    super(scope, id);\n    ${props}\n  }\n}\n`;
  const files = (props: string) => ({ 'cdk/cdk.json': '{"app": "npx ts-node bin/app.ts"}', 'cdk/lib/stack.ts': stack(props) });

  test('entry from the stack, asset from the application, a variable that is added', () => {
    const ask = typescript('process.env.MODEL_ID!');
    expect(modelIn({ ...files("new NodejsFunction(this, 'A', { entry: path.join(__dirname, '../lambda/ask.ts'), environment: { MODEL_ID: MODEL } });"), 'cdk/lambda/ask.ts': ask }, 'cdk/lambda/ask.ts')).toBe(`${haiku} < environment cdk/lib/stack.ts:5`);
    expect(modelIn({ ...files("new lambda.Function(this, 'A', { code: lambda.Code.fromAsset('lambda'), handler: 'ask.handler', environment: { MODEL_ID: MODEL } });"), 'cdk/lambda/ask.ts': ask }, 'cdk/lambda/ask.ts')).toContain(haiku);
    expect(modelIn({ ...files("const f = new lambda.Function(this, 'A', { code: lambda.Code.fromAsset(path.join(__dirname, '..', 'lambda')), handler: 'ask.handler' });\n    f.addEnvironment('MODEL_ID', MODEL);"), 'cdk/lambda/ask.ts': ask }, 'cdk/lambda/ask.ts')).toContain(haiku);
    expect(modelIn({ ...files("const model = new CfnParameter(this, 'Model', { type: 'String', default: MODEL });\n    new lambda.Function(this, 'A', { code: lambda.Code.fromAsset('lambda'), handler: 'ask.handler', environment: { MODEL_ID: model.valueAsString } });"), 'cdk/lambda/ask.ts': ask }, 'cdk/lambda/ask.ts')).toContain(haiku);
  });

  test('in Python', () => {
    const app = `from aws_cdk import Stack, aws_lambda as _lambda\nclass S(Stack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        _lambda.Function(self, "A", code=_lambda.Code.from_asset("lambda"), handler="ask.handler", environment={"MODEL_ID": "${lite}"})\n`;
    expect(modelIn({ 'cdk.json': '{}', 'stacks/stack.py': app, 'lambda/ask.py': python('os.environ["MODEL_ID"]') }, 'lambda/ask.py')).toBe(`${lite} < environment stacks/stack.py:5`);
  });

  test('an inference profile counts as the model that it copies', () => {
    const profile = `const p = new CfnApplicationInferenceProfile(this, 'P', { inferenceProfileName: 'p', modelSource: { copyFrom: 'arn:aws:bedrock:us-east-1::foundation-model/${lite}' } });\n    new NodejsFunction(this, 'A', { entry: path.join(__dirname, '../lambda/ask.ts'), environment: { MODEL_ID: p.attrInferenceProfileArn } });`;
    const own = files(profile);
    const text = `import { CfnApplicationInferenceProfile } from 'aws-cdk-lib/aws-bedrock';\n${own['cdk/lib/stack.ts']}`;
    expect(modelIn({ ...own, 'cdk/lib/stack.ts': text, 'cdk/lambda/ask.ts': typescript('process.env.MODEL_ID!') }, 'cdk/lambda/ask.ts')).toContain(lite);
    const app = `from aws_cdk import Stack, aws_lambda as _lambda, aws_bedrock as bedrock\nclass S(Stack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        p = bedrock.CfnApplicationInferenceProfile(self, "P", inference_profile_name="p", model_source=bedrock.CfnApplicationInferenceProfile.InferenceProfileModelSourceProperty(copy_from="arn:aws:bedrock:us-east-1::foundation-model/${lite}"))\n        _lambda.Function(self, "A", code=_lambda.Code.from_asset("lambda"), handler="ask.handler", environment={"MODEL_ID": p.attr_inference_profile_arn})\n`;
    expect(modelIn({ 'cdk.json': '{}', 'stacks/stack.py': app, 'lambda/ask.py': python('os.environ["MODEL_ID"]') }, 'lambda/ask.py')).toContain(lite);
  });

  describe('what was synthesized', () => {
    const template = (model: string, asset = 'asset.abc'): string => JSON.stringify({ Resources: { Ask1A2B: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'b', S3Key: 'abc.zip' }, Handler: 'ask.handler', Environment: { Variables: { MODEL_ID: model } } }, Metadata: { 'aws:cdk:path': 'Shop/Ask/Resource', 'aws:asset:path': asset } } } });
    const out = (model: string) => ({ 'cdk.json': '{}', 'cdk.out/manifest.json': '{}', 'cdk.out/Shop.template.json': template(model) });
    const computed = (value: string): string => `import * as path from 'path';\nimport { Stack } from 'aws-cdk-lib';\nimport { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';\nexport class S extends Stack {\n  constructor(scope: any, id: string) {\n    super(scope, id);\n    new NodejsFunction(this, 'Ask', { entry: path.join(__dirname, '../lambda/ask.ts'), environment: { MODEL_ID: ${value} } });\n  }\n}\n`;

    test('tells values that the stack computes, and never contradicts it', () => {
      const ask = { 'lambda/ask.ts': typescript('process.env.MODEL_ID!') };
      expect(modelIn({ ...out(lite), ...ask, 'lib/stack.ts': computed("this.node.tryGetContext('model')") }, 'lambda/ask.ts')).toBe(`${lite} < environment cdk.out/Shop.template.json:1`);
      expect(modelIn({ ...out(lite), ...ask, 'lib/stack.ts': computed(`'${haiku}'`) }, 'lambda/ask.ts')).toContain(haiku);
    });

    test('is led back to code by a copy with the same text, and by a bundle that names its sources', () => {
      const ask = python('os.environ["MODEL_ID"]');
      expect(modelIn({ ...out(lite), 'cdk.out/asset.abc/ask.py': ask, 'lambda/ask.py': ask }, 'lambda/ask.py')).toContain(lite);
      expect(modelIn({ ...out(lite), 'cdk.out/asset.abc/ask.py': `${ask}# older\n`, 'lambda/ask.py': ask }, 'lambda/ask.py')).toBe('environment variable `MODEL_ID`');
      expect(modelIn({ ...out(lite), 'cdk.out/asset.abc/ask.js': '"use strict";\n// lambda/ask.ts\nvar x = 1;\n', 'lambda/ask.ts': typescript('process.env.MODEL_ID!') }, 'lambda/ask.ts')).toContain(lite);
    });

    test('without its manifest it is somebody\'s folder', () => {
      const ask = python('os.environ["MODEL_ID"]');
      const { 'cdk.out/manifest.json': _, ...rest } = out(lite);
      expect(modelIn({ ...rest, 'cdk.out/asset.abc/ask.py': ask, 'lambda/ask.py': ask }, 'lambda/ask.py')).toBe('environment variable `MODEL_ID`');
    });
  });

  test('code beside no `cdk.json` is no stack', () => {
    const { 'cdk/cdk.json': _, ...rest } = files("new NodejsFunction(this, 'A', { entry: path.join(__dirname, '../lambda/ask.ts'), environment: { MODEL_ID: MODEL } });");
    expect(modelIn({ ...rest, 'cdk/lambda/ask.ts': typescript('process.env.MODEL_ID!') }, 'cdk/lambda/ask.ts')).toBe('environment variable `MODEL_ID`');
  });
});

test('Serverless Framework: variables of the provider and of the function; its own references stay unknown', () => {
  const config = `service: x\nprovider:\n  name: aws\n  environment:\n    MODEL_ID: ${haiku}\nfunctions:\n  ask:\n    handler: src/ask.handler\n  other:\n    handler: src/other.handler\n    environment:\n      MODEL_ID: \${env:MODEL}\n`;
  const files = { 'serverless.yml': config, 'src/ask.ts': typescript('process.env.MODEL_ID'), 'src/other.ts': typescript('process.env.MODEL_ID') };
  expect(modelIn(files, 'src/ask.ts')).toContain(haiku);
  expect(modelIn(files, 'src/other.ts')).toBe('environment variable `MODEL_ID`');
});

describe('Spring', () => {
  const java = (fields: string, model: string, more = ''): string => `package a;\nimport software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\n${more}class Ask {\n  private final BedrockRuntimeClient client = BedrockRuntimeClient.create();\n${fields}\n  void ask(String q) { client.converse(r -> r.modelId(${model}).messages(m -> m.role("user").content(c -> c.text(q)))); }\n}\n`;
  const [code, settings] = ['src/main/java/a/Ask.java', 'src/main/resources/application'];
  const field = (name: string): string => `  @Value("\${${name}}") private String model;`;
  const askIn = async (files: { readonly [path: string]: string }, path = code): Promise<string> => {
    await loadParser(path);
    return modelIn(files, path);
  };

  test('a property, over a default in code', async () => {
    const files = { [`${settings}.properties`]: `# bedrock.model=${haiku}\naws.region = us-east-1\nbedrock.model=${lite}\n`, [code]: java(field(`bedrock.model:${haiku}`), 'model') };
    expect(await askIn(files)).toBe(`${lite} < environment ${settings}.properties:3`);
    expect(await askIn({ ...files, [`${settings}.properties`]: 'other.model = x\n' })).toBe(haiku);
    expect(await askIn({ ...files, 'other/src/main/java/a/Ask.java': files[code]! }, 'other/src/main/java/a/Ask.java')).toBe(haiku);
  });

  test('of the constructor, by another spelling, from YAML, with a variable and its default', async () => {
    const constructed = java('  private final String model;\n  Ask(@Value("${app.bedrock.model-id}") String model) { this.model = model; }', 'this.model');
    expect(await askIn({ [`${settings}.yml`]: `app:\n  bedrock:\n    modelId: \${BEDROCK_MODEL:${lite}}\n`, [code]: constructed })).toContain(lite);
    expect(await askIn({ [`${settings}.yml`]: `app:\n  bedrock:\n    model-id: ${lite}\n`, [`${settings}-prod.yml`]: `app:\n  bedrock:\n    model-id: ${haiku}\n`, [code]: constructed })).toContain(`${haiku} | ${lite}`);
  });

  test('bound to the fields of a class, and to a record', async () => {
    const properties = `app.bedrock.model-id=\\\n    ${lite}\n`;
    const asks = java('  private final Settings settings;\n  Ask(Settings settings) { this.settings = settings; }', 'settings.getModelId()');
    const bound = '@ConfigurationProperties(prefix = "app.bedrock")\nclass Settings {\n  private String modelId = "other";\n  public String getModelId() { return modelId; }\n  public void setModelId(String modelId) { this.modelId = modelId; }\n}\n';
    expect(await askIn({ [`${settings}.properties`]: properties, [code]: `${asks}${bound}` })).toContain(lite);
    const record = '@ConfigurationProperties("app.bedrock")\nrecord Settings(String modelId) {}\n';
    expect(await askIn({ [`${settings}.properties`]: properties, [code]: `${asks.replace('getModelId', 'modelId')}${record}` })).toContain(lite);
  });
});

test('broken and hostile files say nothing and break nothing', () => {
  const files = { 'template.yaml': 'Resources:\n  A: [\n    Type: AWS::Lambda::Function', 'b.yaml': 'Resources: AWS::\nType: AWS::X', 'main.tf': 'resource {', 'loop.tf': 'locals {\n  a = local.b\n  b = local.a\n}\n', 'app.py': python('os.environ["MODEL_ID"]') };
  expect(modelIn(files, 'app.py')).toBe('environment variable `MODEL_ID`');
});
