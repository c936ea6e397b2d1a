/** Every platform that comments can be posted on. */
import { azure } from './azure.ts';
import { bitbucket } from './bitbucket.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import type { PlatformKind, PlatformName } from './platform.ts';

export { PlatformFault } from './faults.ts';
export { markLine, type MarkStyle } from './marker.ts';
export type { Environment, Place, PlatformKind, PlatformName, Surroundings } from './platform.ts';
export { type Behavior, behaviors, post, type Posted } from './post.ts';

export const platforms: { readonly [name in PlatformName]: PlatformKind } = { github, gitlab, bitbucket, azure };
