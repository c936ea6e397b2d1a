import type { Strategy } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { PromptShape } from './prompt-shape.ts';
import type { Steps } from './step.ts';

export interface ReporterOptions {
  readonly colors?: boolean;
  /** Width of the terminal; 100 by default. */
  readonly columns?: number;
  /** Text of a file, for code frames; without it there are none. */
  readonly textOf?: (path: string) => string | undefined;
  /** Findings of severity error only, and no tables. */
  readonly quiet?: boolean;
  /** Put before paths, where the report's root is not the current directory. */
  readonly base?: string;
  /** The rules that ran, for formats that list them. */
  readonly rules?: readonly RuleAbout[];
  /** What the prompt of a call is made of, by the call's id, for formats that draw it. */
  readonly shapeOf?: (id: string) => PromptShape | undefined;
  /** What to do about measured traffic; without it the findings say what to do. */
  readonly steps?: Steps;
  /** Fixes applied in this run. */
  readonly fixed?: number;
  /** The report is as if they were written, and they are not. */
  readonly isDryRun?: boolean;
}

/** What a format says of a rule. */
export interface RuleAbout {
  readonly id: string;
  readonly description: string;
  readonly strategy: Strategy;
  /** Of its page. */
  readonly url: string;
}

/** A report as text. */
export type Reporter = (report: Report, options?: ReporterOptions) => string;
