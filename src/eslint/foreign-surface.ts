/**
 * What rules written for JavaScript touch without looking. An entry without `files` switches such rules on for every
 * language, and a rule that throws ends the run; here they find a file without tokens, comments and names.
 */
export class ForeignSurface {
  readonly isESTree = false;
  readonly tokensAndComments: readonly never[] = [];
  readonly scopeManager = new EmptyScopes();
  readonly parserServices = typeServices();

  getAllComments = nothing;
  getCommentsBefore = nothing;
  getCommentsAfter = nothing;
  getCommentsInside = nothing;
  getJSDocComment = none;
  getTokens = nothing;
  getTokensBefore = nothing;
  getTokensAfter = nothing;
  getTokensBetween = nothing;
  getFirstTokens = nothing;
  getFirstTokensBetween = nothing;
  getLastTokens = nothing;
  getLastTokensBetween = nothing;
  getFirstToken = none;
  getFirstTokenBetween = none;
  getLastToken = none;
  getLastTokenBetween = none;
  getTokenBefore = none;
  getTokenAfter = none;
  getTokenByRangeStart = none;
  getNodeByRangeIndex = none;
  getDeclaredVariables = nothing;
  commentsExistBetween = no;
  isSpaceBetween = no;
  isSpaceBetweenTokens = no;
  isGlobalReference = no;
  markVariableAsUsed = no;

  getScope(): EmptyScope {
    return this.scopeManager.globalScope;
  }
}

function nothing(): never[] {
  return [];
}
function none(): null {
  return null;
}
function no(): false {
  return false;
}

class EmptyScope {
  readonly type = 'global';
  readonly isStrict = true;
  readonly functionExpressionScope = false;
  readonly upper = null;
  readonly block = { type: 'Program', body: [], tokens: [], comments: [], sourceType: 'module', range: [0, 0], loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } }, parent: null };
  readonly set = new Map<string, never>();
  readonly variables: readonly never[] = [];
  readonly references: readonly never[] = [];
  readonly through: readonly never[] = [];
  readonly childScopes: readonly never[] = [];
  readonly implicit = { set: new Map(), variables: [], leftToBeResolved: [] };
  get variableScope(): this {
    return this;
  }
}

class EmptyScopes {
  readonly globalScope = new EmptyScope();
  readonly scopes: readonly EmptyScope[] = [this.globalScope];
  acquire = none;
  acquireAll = nothing;
  getDeclaredVariables = nothing;
  isModule = no;
  isStrictModeSupported = no;
}

/** Rules that want types look at the start whether a program is there, and later for the types of nodes; of these there are none. */
function typeServices(): object {
  const nodes = new WeakMap<object, object>();
  return {
    esTreeNodeToTSNodeMap: nodes,
    tsNodeToESTreeNodeMap: nodes,
    hasFullTypeInformation: false,
    emitDecoratorMetadata: false,
    experimentalDecorators: false,
    isolatedDeclarations: false,
    getSymbolAtLocation: none,
    getTypeAtLocation: none,
    program: {
      getSourceFile: none,
      getSourceFiles: nothing,
      getTypeChecker: () => ({}),
      // Those under which rules that depend on an option do not complain that it is missing.
      getCompilerOptions: () => ({ strict: true, strictNullChecks: true }),
    },
  };
}
