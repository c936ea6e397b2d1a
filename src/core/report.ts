/** The report, as `--format json` prints it (version 1) and reporters read it. Paths are relative to the root, `/`-separated; lines and columns 1-based; ranges UTF-16 offsets. */
import type { Operation, Role } from './call.ts';
import type { Severity, Strategy } from './finding.ts';

/** A whole report. */
export interface Report {
  version: 1;
  tool: { name: 'promptfare'; version: string };
  prices: { asOf: string; digest: string };
  files: {
    scanned: number;
    analyzed: number;
    skipped: { path: string; reason: string }[];
    failed: { path: string; message: string }[];
  };
  calls: ReportCall[];
  findings: ReportFinding[];
  summary: {
    calls: number;
    findings: number;
    usdPerThousandCalls: { input: number; outputMax: number };
    /** What the findings save together, USD per 1,000 runs of each call, on the known input: what excludes each other (batch and cache) or is about the same dollars counts once. */
    achievable: { usdPerThousandCalls: number; strategies: { strategy: Strategy; usdPerThousandCalls: number }[] };
    /** Calls that generate and have no price, with the reason in the call. */
    unpriced: number;
    /** Findings of the baseline, which are left out. */
    baselined?: number;
    /** Only with declared or measured traffic: sums over the calls that have it. */
    usdPerMonth?: { input: number; output: number; calls: number };
  };
  /** Only where the configuration has budgets. */
  budgets?: BudgetFigure[];
}

/** One limit of a budget of the configuration. */
export interface BudgetFigure {
  /** Its name, else what it is about: a call, files, a function, or `project`. */
  name: string;
  measure: 'tokens' | 'usdPerThousandCalls' | 'usdPerThousandCallsAtLimit' | 'usdPerMonth';
  limit: number;
  /** Null where nothing is known: it has no calls, or none of them has a price, a limit or traffic. */
  value: number | null;
  calls: number;
  /** Calls that have no such figure, which the value leaves out. */
  without?: number;
  /** Alert levels, percent, ascending. */
  reached: number[];
  isOver: boolean;
}

/** Where a call or a finding stands. */
export interface ReportPlace {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  range: [number, number];
  /** Notebooks: 0-based cell; lines then count within it. */
  cell?: number;
}

/** One call: its model, prompts, limit, tokens and cost. */
export interface ReportCall extends ReportPlace {
  id: string;
  language: string;
  sdk: string;
  operation: Operation;
  role: Role;
  within?: string;
  /** Role `wrapper-call`: ids of the calls in wrappers that send it; of a run of a model, of where that is made. */
  sentBy?: string[];
  model:
    | { state: 'known'; id: string; canonical: string; name?: string; via?: string[] }
    | { state: 'choice'; ids: string[]; via?: string[] }
    | { state: 'unknown'; reason: string }
    | { state: 'none' };
  maxTokens: { state: 'set' | 'missing' | 'dynamic' | 'not-applicable'; value?: number };
  system: ReportText;
  user: ReportText;
  tools?: ReportText;
  caching: { state: 'none' | 'used' | 'unknown' };
  context: {
    loop: 'none' | 'items' | 'retry' | 'agent' | 'models';
    over?: string;
    /** How many items at most, where the source tells. */
    items?: number;
    /** Who waits for the answer, and what shows it. */
    handler?: { kind: 'http' | 'ui' | 'queue' | 'schedule' | 'script'; evidence: string; method?: string };
  };
  tokens: {
    input: { static: number; basis: Basis; error: number; holes?: number };
    output: { max?: number };
  };
  /** Null where the model is unknown or has no price. */
  cost: { currency: 'USD'; inputPerCall: number; outputMaxPerCall: number | null; basis: Basis } | null;
  /** Only with declared or measured traffic. */
  monthly?: Monthly;
}
/** What `leavesOut` calls the tokens of the answers. */
export const ANSWERS = 'answers';
/** What a call costs in a month, by traffic that someone declared or measured. */
export interface Monthly {
  calls: number;
  /** Null where the model is unknown or has no price. */
  usd: { input: number; output: number } | null;
  basis: 'declared' | 'measured';
  /** What nothing is said of, and the figure therefore leaves out: names of holes, `ANSWERS`. */
  leavesOut?: string[];
}
/** What is known of one part of the prompt. */
export interface ReportText {
  state: 'none' | 'static' | 'template' | 'unknown';
  /** Characters and tokens of the static text. */
  chars?: number;
  tokens?: number;
  holes?: string[];
}
/** What a figure rests on: counted, estimated with a measured error, taken from a usage file, from logs, or not known. */
export type Basis = 'exact' | 'calibrated' | 'declared' | 'measured' | 'unknown';

/** One finding, with what it saves and how to fix it. Edits without a path are of the finding's own file. */
export interface ReportFinding extends ReportPlace {
  id: string;
  ruleId: string;
  severity: Severity;
  callId?: string;
  message: string;
  /** Lines below the message: a table, evidence. */
  details?: string[];
  strategy: Strategy;
  savings?: { tokensPerCall?: number; usdPerThousandCalls?: number; excludes?: Strategy[]; basis: Basis };
  fixes: { safety: 'safe' | 'suggested'; title: string; edits: { path?: string; range: [number, number]; text: string }[] }[];
}
