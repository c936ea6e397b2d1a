/** JavaScript and TypeScript: ESTree, from ESLint or from oxc, to the neutral IR. */
export { parseJavaScript } from './parse.ts';
export { lowerProgram } from './program.ts';
export type { CommentNode, ProgramInfo } from './program.ts';
