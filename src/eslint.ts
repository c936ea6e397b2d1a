/** The ESLint plugin: `import promptfare from 'promptfare/eslint'`. */
import { createRequire } from 'node:module';
import { rules } from '../rules/index.ts';
import type { Facts } from './core/facts.ts';
import { createPlugin, type PromptfarePlugin } from './eslint/plugin.ts';
import { factsOn } from './cost/index.ts';
import { pageUrl } from './core/rule.ts';

export type { PromptfarePlugin } from './eslint/plugin.ts';

const { version } = createRequire(import.meta.url)('promptfare/package.json') as { version: string };
let facts: Facts | undefined;

const plugin: PromptfarePlugin = createPlugin({
  version,
  rules,
  facts: () => (facts ??= factsOn()),
  docsUrl: id => pageUrl(id, version),
});

export default plugin;
// `require('promptfare/eslint')` gives the plugin itself.
export { plugin as 'module.exports' };
