/** What a widget of Streamlit gives is told as far as the code names it. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const lite = 'eu.amazon.nova-lite-v1:0';
const pro = 'eu.amazon.nova-pro-v1:0';
const head = `import boto3\nimport streamlit as st\nclient = boto3.client("bedrock-runtime")\nNAMES = ["${lite}", "${pro}"]\n`;
const ask = (parts: string): string => `client.converse(messages=[{"role": "user", "content": [{"text": "Hi"}]}], ${parts})\n`;

test.each([
  ['st.selectbox(label="Model", options=NAMES)', `${lite}|${pro}`],
  ['st.selectbox("Model", NAMES, 1)', `${pro}|${lite}`],
  ['st.sidebar.selectbox("Model", NAMES, index=1)', `${pro}|${lite}`],
  [`st.radio("Model", ("${pro}", "${lite}"))`, `${pro}|${lite}`],
  [`st.select_slider("Model", options=NAMES, value="${pro}")`, `${pro}|${lite}`],
  [`st.pills("Model", NAMES, default="${pro}")`, `${pro}|${lite}`],
  ['st.segmented_control("Model", NAMES)', `${lite}|${pro}`],
  [`st.selectbox("Model", {"${lite}": "Lite", "${pro}": "Pro"})`, `${lite}|${pro}`],
  [`st.text_input("Model", "${lite}")`, lite],
  ['st.selectbox("Model", load())', '?'],
  ['st.pills("Model", NAMES, selection_mode="multi")', '?'],
  ['st.text_input("Model")', '?'],
])('a model that a user chooses: %s', (widget, expected) => {
  expect(callsIn({ 'a.py': `${head}model = ${widget}\n${ask('modelId=model')}` }).map(inShort)).toEqual([`call ${expected} missing |  | Hi`]);
});

test.each([
  ['st.slider("Limit", min_value=0, max_value=4096, value=2048)', 'dynamic 2048'],
  ['st.number_input("Limit", 0, 4096, 512)', 'dynamic 512'],
  ['st.select_slider("Limit", [256, 512])', 'dynamic'],
  ['st.slider("Limit", 0, 4096)', 'dynamic'],
])('a limit that a user sets: %s', (widget, expected) => {
  expect(callsIn({ 'a.py': `${head}${ask(`modelId="${lite}", inferenceConfig={"maxTokens": ${widget}}`)}` }).map(inShort)).toEqual([`call ${lite} ${expected} |  | Hi`]);
});

test('a text that a user may change is there at first', () => {
  const [call] = callsIn({ 'a.py': `${head}rules = st.text_area(label="System", value="Be brief.")\n${ask(`modelId="${lite}", system=[{"text": rules}]`)}` });
  expect(call!.prompts.map(({ part, state, isFallback }) => [part, state, isFallback])).toEqual([['system', 'static', true], ['user', 'static', undefined]]);
});

test('functions of other packages with these names are left alone', () => {
  expect(callsIn({ 'a.py': `${head}import panel\n${ask('modelId=panel.selectbox("Model", NAMES)')}` }).map(inShort)).toEqual(['call ? missing |  | Hi']);
});
