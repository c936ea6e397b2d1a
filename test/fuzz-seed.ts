/** By day the same inputs each time, so that no change fails for what another one broke; by night new ones, each told with its seed. */
import fc from 'fast-check';
import { isNightly } from './fuzz.ts';

if (!isNightly) fc.configureGlobal({ seed: 20_261_126 });
