/** What a change to the code does to its cost, as `promptfare diff --format json` prints it (version 1) and comments are made from. */
import type { Basis, BudgetFigure, ReportCall, ReportFinding } from './report.ts';

/** A whole comparison of two states of a project. */
export interface DiffReport {
  version: 1;
  base: DiffState;
  head: DiffState;
  /** Dearest first; calls that cost the same are left out. */
  changes: CallChange[];
  findings: {
    /** Those that the change brought. */
    new: ReportFinding[];
    /** Those that it took away, as they stood before. */
    fixed: ReportFinding[];
  };
  totals: DiffTotals;
  /** Only where the configuration has budgets. */
  budgets?: BudgetState[];
}

/** One of the two states. */
export interface DiffState {
  /** As it was asked for: a branch, `HEAD`, `working tree`, `index`, or the file of a report. */
  ref: string;
  /** The commit that was read; null for what is not committed. */
  commit: string | null;
  /** Head only: it changes the configuration, which holds from the next change on. */
  configurationChanged?: boolean;
}

/** What happened to a call. `price`: the price table changed and the call did not. */
export type ChangeKind = 'prompt' | 'model' | 'limit' | 'caching' | 'loop' | 'added' | 'removed' | 'price';

/** One call in two states. */
export interface CallChange {
  /** Of the state after the change; of the one before for a removed call. */
  callId: string;
  path: string;
  line: number;
  kinds: ChangeKind[];
  /** Null for an added call. */
  before: CallState | null;
  /** Null for a removed call. */
  after: CallState | null;
  /** US dollars for the known input of 1,000 calls: 0 where there is no call, null where it has no price. */
  usdPerThousandCalls: { before: number | null; after: number | null };
  /** US dollars of a month, by the traffic that the usage file has of the call: 0 where there is no call, null where it is not known. Absent where nothing is known of either. */
  usdPerMonth?: { before: number | null; after: number | null };
}

/** What a change is made of: the parts of a call that decide its cost. */
export interface CallState {
  path: string;
  line: number;
  /** Notebooks: 0-based cell. */
  cell?: number;
  within?: string;
  /** It is a prompt, of a file or of a name that says so, and no call was seen to send it. */
  isPrompt?: boolean;
  model: ReportCall['model'];
  maxTokens: ReportCall['maxTokens'];
  caching: ReportCall['caching']['state'];
  loop: ReportCall['context']['loop'];
  tokens: {
    /** Of the text that is known before the run. */
    input: number;
    /** Values that come at run time. */
    holes: number;
    outputMax: number | null;
    basis: Basis;
    error: number;
  };
  /** US dollars; null where the call has no price, `outputMax` also where it has no limit. */
  usdPerThousandCalls: { input: number; outputMax: number | null } | null;
}

/** A figure before and after. */
export interface Change {
  before: number;
  after: number;
  change: number;
}

/** Sums over the changes, and what was looked at. */
export interface DiffTotals {
  calls: { changed: number; added: number; removed: number };
  /** Prompts without a call; absent where none changed. */
  prompts?: { changed: number; added: number; removed: number };
  /** US dollars when every changed call runs a thousand times; calls without a price on either side are not in it. */
  usdPerThousandCalls: { input: Change; outputMax: Change };
  /** US dollars of a month, of the changed calls whose traffic is known before and after; only where there are such. */
  usdPerMonth?: Change & { calls: number };
  /** After the change, in the files that it touches or that depend on these. */
  coverage: { files: number; calls: number; unpriced: number; skipped: { path: string; reason: string }[]; failed: { path: string; message: string }[] };
}

/** `tokens`: known input of each call; the others in US dollars: the known input of 1,000 runs of each call, with the output at its limit, or what declared traffic costs in a month. */
export type BudgetMeasure = BudgetFigure['measure'];

/** A budget of the configuration under this change. */
export interface BudgetState {
  /** What it is about: its name, else its files, else `project`; for one call, the call. */
  name: string;
  measure: BudgetMeasure;
  limit: number;
  before: number;
  after: number;
  /** Alert levels (percent) that the change reaches and the state before did not, ascending. */
  reached: number[];
  /** over: the change takes it over the limit; raised: it was over before, and is more so now; was-over: it was over, and is not more so. */
  state: 'within' | 'over' | 'raised' | 'was-over';
}
