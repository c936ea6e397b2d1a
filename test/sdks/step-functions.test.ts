/** States that ask models by themselves, in files of their own and in templates. */
import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import { callsIn, inShort } from '../inspect/calls-in.ts';

const haiku = 'anthropic.claude-3-haiku-20240307-v1:0';
const brief = (call: Call): string => `${call.sdk} ${call.operation} ${inShort(call)}`;
const arn = `arn:aws:bedrock:us-east-1::foundation-model/${haiku}`;
const state = (more: object): object => ({ Type: 'Task', Resource: 'arn:aws:states:::bedrock:invokeModel', End: true, ...more });
const body = (content: object): object => ({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 500, system: 'Be brief.', messages: [{ role: 'user', content: [{ type: 'text', ...content }] }] });
const machine = (...states: object[]): object => ({ StartAt: 'S0', States: Object.fromEntries(states.map((each, index) => [`S${index}`, each])) });
const found = (definition: object): string[] => callsIn({ 'a.asl.json': JSON.stringify(definition, null, 2) }).map(brief);

describe('the language of state machines', () => {
  test('a text of the state, and one that a run fills in', () => {
    expect(found(machine(state({ Parameters: { ModelId: arn, Body: body({ text: 'Hi' }) } })))).toEqual([`step-functions invoke-model call ${arn} 500 | Be brief. | Hi`]);
    expect(found(machine(state({ Parameters: { ModelId: arn, Body: body({ 'text.$': String.raw`States.Format('It\'s {} of {}, \{so\}.', $.a, States.ArrayGetItem($.b, 0))` }) } })))).toEqual([`step-functions invoke-model call ${arn} 500 | Be brief. | It's <$.a> of <States.ArrayGetItem($.b, 0)>, {so}.`]);
    expect(found(machine(state({ Parameters: { ModelId: arn, Body: body({ 'text.$': '$.question' }) } })))[0]).toMatch(/ \| Be brief\. \| </);
  });

  test('JSONata, with the arguments of the SDK of AWS', () => {
    const converse = state({ Resource: 'arn:aws:states:::aws-sdk:bedrockruntime:converse', Arguments: { ModelId: haiku, System: [{ Text: 'Be brief.' }], Messages: [{ Role: 'user', Content: [{ Text: "{% 'Sum up: ' & $states.input.text & \"!\" %}" }] }], InferenceConfig: { MaxTokens: 9 } } });
    expect(found(machine(converse))).toEqual([`step-functions converse call ${haiku} 9 | Be brief. | Sum up: <$states.input.text>!`]);
  });

  test('states of branches and of maps; what asks no model says nothing', () => {
    const ask = (text: string): object => state({ Parameters: { ModelId: haiku, Body: body({ text }) } });
    const nested = machine({ Type: 'Parallel', Branches: [machine(ask('One')), machine(ask('Two'))] }, { Type: 'Map', ItemProcessor: machine(ask('Three')) }, { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { Payload: { ModelId: haiku, Body: body({ text: 'Four' }) } } });
    expect(found(nested).map(each => each.split(' | ').at(-1))).toEqual(['One', 'Two', 'Three']);
  });

  test('a model that the template puts in is not known', () => {
    expect(callsIn({ 'a.asl.json': JSON.stringify(machine(state({ Parameters: { ModelId: '${Model}', Body: body({ text: 'Hi' }) } }))) }).map(({ model }) => model.state)).toEqual(['unknown']);
  });

  test('in YAML, with places of what stands there', () => {
    const text = `StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::bedrock:invokeModel\n    Parameters:\n      ModelId: ${haiku}\n      Body:\n        max_tokens: 9\n        messages:\n          - role: user\n            content: Say hello.\n    End: true\n`;
    const [call] = callsIn({ 'a.asl.yaml': text });
    expect(brief(call!)).toBe(`step-functions invoke-model call ${haiku} 9 |  | Say hello.`);
    const [piece] = call!.prompts[0]!.text.pieces;
    expect(text.slice(...piece!.range)).toBe('Say hello.');
    expect(text.slice(...call!.range)).toBe('Resource: arn:aws:states:::bedrock:invokeModel');
  });
});

describe('templates', () => {
  const definition = machine(state({ Parameters: { ModelId: haiku, Body: body({ text: 'Hi' }) } }));
  const indented = JSON.stringify(definition, null, 2).replaceAll(/^/gm, '        ').trimStart();

  test.each([
    ['an object', `Definition:\n        ${indented}`],
    ['a text', `DefinitionString: |\n        ${indented}`],
    ['a text with parameters', `DefinitionString: !Sub |\n        ${indented}`],
  ])('%s', (_, property) => {
    const text = `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      ${property}\n`;
    const calls = callsIn({ 'template.yaml': text });
    expect(calls.map(brief)).toEqual([`step-functions invoke-model call ${haiku} 500 | Be brief. | Hi`]);
    expect(text.slice(...calls[0]!.range)).toContain('bedrock:invokeModel');
  });
});

describe('the CDK', () => {
  const typescript = `import { Stack, aws_bedrock as bedrock } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
export class Summary extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const model = bedrock.FoundationModel.fromFoundationModelId(this, 'Model', bedrock.FoundationModelIdentifier.ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0);
    new tasks.BedrockInvokeModel(this, 'Sum', {
      model,
      body: sfn.TaskInput.fromObject({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, system: 'Be brief.', messages: [{ role: 'user', content: [{ type: 'text', text: sfn.JsonPath.format('Sum up {}.', sfn.JsonPath.stringAt('$.text')) }] }] }),
    });
  }
}
`;
  const python = `from aws_cdk import Stack, aws_bedrock as bedrock, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks
class Profile:
    def __init__(self, name):
        self._model_arn = f"arn:aws:bedrock:us-east-1:1:inference-profile/{name}"
class Summary(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        tasks.BedrockInvokeModel(
            self,
            "Sum",
            model=MODEL,
            body=sfn.TaskInput.from_object({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "messages": [{"role": "user", "content": [{"type": "text", "text": "Sum up."}]}]}),
        )
`;

  test('a state with a model and a text that a run fills in', () => {
    expect(callsIn({ 'stack.ts': typescript }).map(brief)).toEqual([`aws-cdk invoke-model call ${haiku} 9 | Be brief. | Sum up <…>.`]);
  });

  test('models by their names, by ids, and of classes of the project', () => {
    const modelIn = (model: string): string[] => callsIn({ 'stack.py': python.replace('MODEL', model) }).map(brief);
    expect(modelIn('bedrock.FoundationModel.from_foundation_model_id(self, "Model", bedrock.FoundationModelIdentifier.ANTHROPIC_CLAUDE_HAIKU_4_5_20251001_V1_0)')).toEqual(['aws-cdk invoke-model call anthropic.claude-haiku-4-5-20251001-v1:0 9 |  | Sum up.']);
    expect(modelIn(`bedrock.FoundationModel.from_foundation_model_id(self, "Model", bedrock.FoundationModelIdentifier("${haiku}"))`)).toEqual([`aws-cdk invoke-model call ${haiku} 9 |  | Sum up.`]);
    expect(modelIn(`Profile("us.${haiku}")`)).toEqual([`aws-cdk invoke-model call arn:aws:bedrock:us-east-1:1:inference-profile/us.${haiku} 9 |  | Sum up.`]);
    expect(modelIn(`Profile(which or "us.${haiku}")`)).toEqual([`aws-cdk invoke-model call us.${haiku} 9 |  | Sum up.`]);
    expect(modelIn('bedrock.FoundationModel.from_foundation_model_id(self, "Model", which)')[0]).toContain(' ? ');
  });

  test('prompts and flows of Python, whose parts are classes', () => {
    const text = (prompt: string): string => `bedrock.CfnPrompt.PromptTemplateConfigurationProperty(text=bedrock.CfnPrompt.TextPromptTemplateConfigurationProperty(text="${prompt}"))`;
    const variant = `bedrock.CfnPrompt.PromptVariantProperty(name="default", template_type="TEXT", template_configuration=${text('Sum up {{book}}.')}, model_id=bedrock.FoundationModel.from_foundation_model_id(self, "Model", bedrock.FoundationModelIdentifier("${haiku}")).model_id, inference_configuration=bedrock.CfnPrompt.PromptInferenceConfigurationProperty(text=bedrock.CfnPrompt.PromptModelInferenceConfigurationProperty(max_tokens=250)))`;
    const flow = `bedrock.CfnFlow(self, "Flow", name="f", definition=bedrock.CfnFlow.FlowDefinitionProperty(nodes=[bedrock.CfnFlow.FlowNodeProperty(name="n", type="Prompt", configuration=bedrock.CfnFlow.FlowNodeConfigurationProperty(prompt=bedrock.CfnFlow.PromptFlowNodeConfigurationProperty(source_configuration=bedrock.CfnFlow.PromptFlowNodeSourceConfigurationProperty(inline=bedrock.CfnFlow.PromptFlowNodeInlineConfigurationProperty(model_id="${haiku}", template_type="TEXT", template_configuration=bedrock.CfnFlow.PromptTemplateConfigurationProperty(text=bedrock.CfnFlow.TextPromptTemplateConfigurationProperty(text="Hi"))))))]))`;
    const stack = `from aws_cdk import Stack, aws_bedrock as bedrock\nclass S(Stack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        bedrock.CfnPrompt(self, "P", name="p", variants=[${variant}])\n        ${flow}\n`;
    expect(callsIn({ 'stack.py': stack }).map(brief)).toEqual([`aws-cdk prompt config ${haiku} 250 |  | Sum up {{book}}.`, `aws-cdk prompt config ${haiku} missing |  | Hi`]);
  });

  test('another class of that name is nobody’s', () => {
    expect(callsIn({ 'a.ts': "import { BedrockInvokeModel } from './own';\nnew BedrockInvokeModel(this, 'Sum', { model: 'x', body: {} });\n" })).toEqual([]);
  });
});
