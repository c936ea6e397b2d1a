/** Runs tests when asked, for mutants.mjs: one Vitest stays, so that what did not change is not read again. `node mutants-runner.mjs <copy of the repository>`. */
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

const [, , copy] = process.argv;
const vitest = await createVitest('test', { root: copy, watch: true, bail: 1, reporters: [{}] });

process.on('message', async ({ tests, changed }) => {
  vitest.invalidateFile(join(copy, changed));
  const files = (await vitest.globTestSpecifications(tests)).map(({ moduleId }) => moduleId);
  const { testModules, unhandledErrors } = await vitest.rerunFiles(files, undefined, false);
  process.send({ isPassed: unhandledErrors.length === 0 && testModules.length >= tests.length && testModules.every(module => module.state() === 'passed') });
});
process.send({});
