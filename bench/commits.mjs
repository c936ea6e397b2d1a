/**
 * Writes bench/commits.md: `npm run build && node bench/commits.mjs <repositories> [--out bench/commits.md] [--cli dist/src/cli.js]`.
 *
 * `<repositories>` holds clones with history, bare or not, named `owner+name` (or `owner+name/repo`). Each commit is compared with the
 * one before it, and what the comparison says is held against what a reader of the commit expects: which files' calls or prompts
 * change, how, and in which direction. A change that nobody expects is wrong, too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { directoryOf } from './checkouts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string', default: join(here, 'commits.md') }, cli: { type: 'string', default: join(here, '../dist/src/cli.js') } } });
const [repositories] = positionals.map(path => resolve(path));
if (!repositories) {
  console.error('usage: node bench/commits.mjs <directory of clones> [--out bench/commits.md] [--cli dist/src/cli.js]');
  process.exit(2);
}

/** `expected`: for each call or prompt that changes, the end of its path, the kinds, and the direction of its tokens. */
const commits = [
  { repository: 'yeukfei02/what-to-cook', commit: '3cfc596859a1501a597a7413d56fe8f181e88cbf', says: 'The short system prompts of four agents give way to long ones.', expected: ['app.py prompt +', 'chef_agent.py prompt +', 'ingredient_agent.py prompt +', 'recipe_agent.py prompt +'] },
  { repository: 'aws-samples/generative-ai-use-cases', commit: '665471f8', says: 'One prompt among many gets a sentence more; its file builds prompts for a browser, and the call stands behind a service.', expected: ['claude.ts prompt +'] },
  { repository: 'aws-samples/generative-ai-use-cases', commit: '126e82f9', says: 'The prompt that asks for a title gets two lines more.', expected: ['claude.ts prompt +'] },
  { repository: 'aws-samples/bedrock-engineer', commit: 'a627e39', says: 'One of several prompts that begin alike gets 19 lines of rules.', expected: ['prompts.ts prompt +'] },
  { repository: 'aws-samples/bedrock-engineer', commit: 'a102a62', says: 'The id of a model that users may choose is corrected; which one a call uses is their choice.', expected: [] },
  { repository: 'aws-samples/remote-swe-agents', commit: 'fb1a793', says: 'The one system prompt becomes two that are put together.', expected: ['worker/src/agent/index.ts prompt +'] },
  { repository: 'aws-samples/remote-swe-agents', commit: '2746489', says: 'Another default model, at the same price.', expected: ['worker/src/agent/index.ts model ='] },
  { repository: 'aws-samples/sample-voice-of-customer-datalake', commit: '4608555c', says: 'A stack hands its function another model id; the code of the function stays.', expected: ['processor/handler.py model ='] },
  { repository: 'aws-samples/serverless-pdf-chat', commit: '9d90579', says: 'The model of embeddings becomes a parameter of the template, and another one.', expected: ['generate_embeddings/main.py model =', 'generate_response/main.py model ='] },
  { repository: 'aws-samples/sample-citadel', commit: '3f3280c', says: 'The temperature goes; it costs nothing.', expected: [] },
  { repository: 'aws-samples/bedrock-chat', commit: '05c432b9', says: 'Web pages are summed up by a call of a small model that is new, with a limit.', expected: ['internet_search.py added +'] },
  { repository: 'aws-samples/bedrock-chat', commit: '05b22142', says: 'Conditions of a tool change, and no prompt.', expected: [] },
  { repository: 'mem0ai/mem0', commit: '400b1f4ea', says: 'One line of a prompt goes, two get some words more.', expected: ['.py prompt −'] },
  { repository: 'aws-samples/bedrock-chat', commit: '49b3317d', says: 'Cache points come into the requests of chats, where a bot and its model allow it; no text goes.', expected: ['app/stream.py caching ='] },
  { repository: 'aws-samples/generative-ai-use-cases', commit: 'd17b7d5b', says: 'Requests to models of one family are cached by default; which model it is, comes at run time.', expected: ['bedrockApi.ts caching ='] },
  { repository: 'mem0ai/mem0', commit: '6668be3d5', says: 'A prompt gets a line more; a function whose name speaks of messages returns it.', expected: ['prompts.py prompt +'] },
  { repository: 'awslabs/agent-squad', commit: '7effb91', says: 'A new example asks a classifier and two agents of this very package, under the name that it has when installed.', expected: ['main.py added +', 'main.py added +', 'main.py added +'] },
  { repository: 'awslabs/agent-squad', commit: '9ea1ede', says: 'A slip of the pen in a prompt: a word less for all that send it.', expected: ['bedrockClassifier.ts prompt −'] },
  { repository: 'awslabs/agent-squad', commit: 'e64c915', says: 'Another default model, at the same list price with another tokenizer.', expected: ['bedrockClassifier.ts model +'] },
  { repository: '6529-Collections/6529seize-backend', commit: 'b9e42203', says: 'Three checks of texts that share a default model get a newer one.', expected: ['detector.ts model =', 'detector.ts model =', 'detector.ts model ='] },
  { repository: 'noir-madlax/keepUp', commit: '7b34daa', says: 'The limit of answers grows fourfold, so that long articles are not cut short.', expected: ['openrouter_service.py limit ='] },
  { repository: 'KimYongKuk/LucidNextGen', commit: 'f1d92a2', says: 'Limits double or grow fourfold, those of workers by way of the configuration that they share.', expected: ['direct_worker.py limit =', 'synthesizer.py limit =', 'base_worker.py limit =', 'base_worker.py limit ='] },
  { repository: 'larsll/deepracer-llm-agent', commit: 'a492444', says: 'Two lines of a system prompt give way to shorter ones; a method of a service takes it.', expected: ['deepracer-agent.ts prompt −'] },
  { repository: 'vasilgeorge/karmona-backend', commit: 'e90138b', says: 'A scraper moves from Nova Micro to Claude Haiku; one of its two methods asks by way of the other.', expected: ['browser_scraper.py model +', 'browser_scraper.py model +'] },
  { repository: 'vasilgeorge/karmona-backend', commit: 'f7134c3', says: 'The limit of a scraper doubles; one of the prompts in the list of its sources gets shorter.', expected: ['browser_scraper.py limit =', 'browser_scraper.py limit =', 'scraping_sources.py prompt −'] },
  { repository: 'Ready2k/WhatForTea', commit: '51f8a6d', says: 'A system prompt is split in two with a cache point between; a default model that is retired gives way in the settings that all share.', expected: ['teabot.py prompt+caching +', 'bedrock.py model =', 'bedrock.py model =', 'bedrock.py model ='] },
  { repository: 'cdanielsoh/bedrock-shopping-agent', commit: '61e3d00', says: 'Caching is asked for under a key that nothing reads: no change in cost, and new findings. (A later commit of theirs mends it.)', expected: [] },
  { repository: 'darshanchipade/springboot-SQS-Impl', commit: '0152f74', says: 'A prompt that Java reads from its resources gets rules for locales and pages.', expected: ['AiPromptSearchService.java prompt +'] },
  { repository: 'darshanchipade/springboot-SQS-Impl', commit: '9b8648a', says: 'The settings of Spring name the same model in another geography; two services of the same package ask it through the one that reads them.', expected: ['BedrockEnrichmentService.java model =', 'BedrockEnrichmentService.java model =', 'AiPromptSearchService.java model =', 'QueryInterpretationService.java model ='] },
  { repository: 'ArkadiyShuvaev/support-ai-cli', commit: '94813b2', says: 'Guidelines in a system prompt grow.', expected: ['bedrock.ts prompt +'] },
  { repository: 'laniri/HebrewTextAnlysis', commit: 'da93762', says: 'The list of models to choose from follows the region; calls stay.', expected: [] },
  { repository: 'anthropics/anthropic-quickstarts', commit: 'be847c4', says: 'Cache points come for one provider, which is not Bedrock.', expected: [] },
  { repository: 'gabrielbriones/auto-bedrock-chat-fastapi', commit: '06c2026', says: 'Limits that users ask for are checked against the model; what is sent stays.', expected: [] },
  { repository: 'vanna-ai/vanna', commit: '1feec51', says: 'A builder of prompts grows, in a package that asks other services.', expected: [] },
  { repository: 'awsdocs/aws-doc-sdk-examples', commit: '6de37bdb4b', says: 'Java examples get models that are not retired; that of images also another body.', expected: ['Reasoning.java model =', 'ReasoningAsync.java model =', 'ReasoningStream.java model =', 'InvokeModel.java prompt+model −'] },
  { repository: 'ottlseo/bedrock-ai-tutor', commit: '474f961', says: 'A constant gets a newer model, and is used by two of five functions; a new one is used by none.', expected: ['callSonnetLambda.py model =', 'promptCachingTest.py model ='] },
  { repository: 'Zinoo00/Boodongsan-AI', commit: 'ac5a662', says: 'A limit in the settings grows tenfold; up to six earlier messages go along.', expected: ['ai_service.py prompt+limit +'] },
  { repository: 'coolgeekme/soulprint-landing-02172026', commit: 'c4597d1', says: 'What goes into a prompt is cut at a number of characters; only then a note stands at its end.', expected: [] },
  { repository: 'ProductPlan/productplan-ideas-slack-bot', commit: '1642935', says: 'The pipeline hands the template of the stack another model.', expected: ['handlers/execute-slack-event.ts model ='] },
  { repository: 'davidbowland/connections-api', commit: '0918668', says: 'A prompt that is brought to a database grows, and with it stands another model.', expected: ['create-connections-game.txt prompt+model +'] },
  { repository: 'aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws', commit: 'a8edf8b', says: 'Four configurations that code reads from a database judge with another model.', expected: ['config.yaml model =', 'config.yaml model =', 'config.yaml model =', 'config.yaml model ='] },
  { repository: 'aws-samples/amazon-bedrock-serverless-prompt-chaining', commit: 'fff85a4', says: 'Functions, an agent, prompts of flows and the states of state machines get other models; some states also longer prompts and limits.', expected: ['most_popular_repo_langchain/index.py model =', 'most_popular_repo_langchain/index.py model =', 'stacks/most_popular_repo_bedrock_agent_stack.py model =', 'stacks/util.py model =', 'techniques_bedrock_flows/stacks/conditional_chain.py model =', 'techniques_bedrock_flows/stacks/conditional_chain.py model =', 'techniques_bedrock_flows/stacks/conditional_chain.py model =', 'techniques_bedrock_flows/stacks/conditional_chain.py model =', 'techniques_bedrock_flows/stacks/map_chain.py model =', 'techniques_bedrock_flows/stacks/map_chain.py model =', 'techniques_bedrock_flows/stacks/map_chain.py prompt+model+limit +', 'techniques_bedrock_flows/stacks/model_invocation.py model =', 'techniques_bedrock_flows/stacks/parallel_chain.py model =', 'techniques_bedrock_flows/stacks/parallel_chain.py model =', 'techniques_bedrock_flows/stacks/parallel_chain.py model =', 'techniques_bedrock_flows/stacks/prompt_templating.py model =', 'techniques_bedrock_flows/stacks/sequential_chain.py model =', 'techniques_bedrock_flows/stacks/sequential_chain.py model =', 'techniques_step_functions/stacks/aws_service_invocation.py model =', 'techniques_step_functions/stacks/conditional_chain.py model =', 'techniques_step_functions/stacks/conditional_chain.py model =', 'techniques_step_functions/stacks/conditional_chain.py prompt+model +', 'techniques_step_functions/stacks/human_input_chain.py model =', 'techniques_step_functions/stacks/map_chain.py model =', 'techniques_step_functions/stacks/map_chain.py model =', 'techniques_step_functions/stacks/map_chain.py prompt+model+limit +', 'techniques_step_functions/stacks/model_invocation.py model =', 'techniques_step_functions/stacks/parallel_chain.py model =', 'techniques_step_functions/stacks/parallel_chain.py model =', 'techniques_step_functions/stacks/parallel_chain.py model =', 'techniques_step_functions/stacks/prompt_templating.py model =', 'techniques_step_functions/stacks/sequential_chain.py model =', 'techniques_step_functions/stacks/sequential_chain.py model =', 'techniques_step_functions/stacks/validation_chain.py prompt+model +', 'techniques_step_functions/stacks/validation_chain.py prompt+model+limit +'] },
  { repository: 'aws-samples/genai-quickstart-pocs', commit: 'fa97181', says: 'A system prompt for speech gets a shorter greeting; it goes over a stream in both directions.', expected: ['nova_sonic_reservation_agent_demo.py prompt −'] },
];

/** Of a clone, or of the one in the directory of its name. */
const cloneOf = repository => [join(directoryOf(repositories, repository), 'repo'), directoryOf(repositories, repository)].find(path => existsSync(path));

/** `claude.ts prompt +`, as `expected` has it. */
function shortOf({ path, kinds, before, after }) {
  const more = (after?.tokens.input ?? 0) - (before?.tokens.input ?? 0);
  return `${path} ${kinds.join('+')} ${more > 0 ? '+' : more < 0 ? '−' : '='}`;
}

function comparisonOf({ repository, commit }) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(flags.cli), 'diff', '--base', `${commit}^`, '--head', commit, '--no-config', '--no-usage', '--fail-on', 'never', '--format', 'json'], { cwd: cloneOf(repository), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${repository} ${commit}: exit ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

const there = commits.filter(({ repository }) => cloneOf(repository) !== undefined);
const rows = there.map(row => {
  const { changes, findings, totals } = comparisonOf(row);
  const left = changes.map(shortOf);
  const missing = row.expected.filter(wanted => {
    const [end, rest] = [wanted.slice(0, wanted.indexOf(' ')), wanted.slice(wanted.indexOf(' '))];
    const at = left.findIndex(found => found.endsWith(rest) && found.slice(0, -rest.length).endsWith(end));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const tokens = changes.reduce((sum, { before, after }) => sum + (after?.tokens.input ?? 0) - (before?.tokens.input ?? 0), 0);
  const usd = totals.usdPerThousandCalls.input.change;
  const count = (word, { changed = 0, added = 0, removed = 0 } = {}) => [[changed, 'changed'], [added, 'added'], [removed, 'removed']].filter(([number]) => number > 0).map(([number, what]) => `${number} ${word}${number === 1 ? '' : 's'} ${what}`);
  const said = [...count('call', totals.calls), ...count('prompt', totals.prompts), ...(tokens === 0 ? [] : [`${tokens > 0 ? '+' : '−'}${Math.abs(tokens)} tokens`]), ...(usd === 0 ? [] : [`${usd > 0 ? '+' : '−'}$${Math.abs(usd).toPrecision(3)} per 1,000 calls`]), ...(findings.new.length > 0 ? [`${findings.new.length} new findings`] : [])].join(', ') || 'no change';
  const verdict = missing.length + left.length === 0 ? 'right' : `wrong: ${[...missing.map(each => `not told \`${each}\``), ...left.map(each => `nobody expects \`${each}\``)].join(', ')}`;
  process.stderr.write(`${row.repository} ${row.commit.slice(0, 8)}: ${verdict}\n`);
  return `| ${row.repository} | \`${row.commit.slice(0, 8)}\` | ${row.says} | ${said} | ${verdict} |`;
});
const right = rows.filter(row => row.endsWith('| right |')).length;
writeFileSync(
  flags.out,
  `# What readers of real commits expect, and what \`promptfare diff\` says

${right} of ${rows.length} commits of public repositories that touched prompts or models. Written by \`node bench/commits.mjs <directory of clones>\`. What a reader sees was read off the commits. Some of them showed faults that have been mended since: this guards against steps back, and is no sample of how often it is right. Those that are wrong are faults that stand.

| repository | commit | what a reader sees | what it says | |
|---|---|---|---|---|
${rows.join('\n')}
`,
);
