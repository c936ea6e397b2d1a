/** Errors of counts of one kind, relative and signed, and how many stayed within their band. */
export interface Errors {
  readonly of: number[];
  within: number;
  /** Texts whose band was asked. */
  banded: number;
}

/** Errors by name. */
export class ErrorTable {
  readonly rows = new Map<string, Errors>();

  /** Adds one count against the billed tokens; `isEstimate` for texts long enough to tell about the estimate. */
  add(name: string, error: number, band: number, isEstimate: boolean): void {
    const row = this.rows.get(name) ?? { of: [], within: 0, banded: 0 };
    this.rows.set(name, row);
    if (isEstimate) row.of.push(error);
    row.banded++;
    if (Math.abs(error) <= band + 1e-9) row.within++;
  }
}

/** The absolute error that a share of the counts stays within, in per cent. */
export function percentile({ of }: Errors, share: number): number {
  return 100 * (of.map(Math.abs).toSorted((a, b) => a - b)[Math.min(of.length - 1, Math.floor(share * of.length))] ?? 0);
}

/** Mean signed error, in per cent. */
export function bias({ of }: Errors): number {
  return of.length === 0 ? 0 : (100 * of.reduce((a, b) => a + b, 0)) / of.length;
}

/** The rows of a Markdown table, by name. */
export function markdownRows(rows: ReadonlyMap<string, Errors>): string[] {
  const shown = (value: number) => (Object.is(Number(value.toFixed(1)), -0) ? '0.0' : value.toFixed(1));
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, errors]) => {
    const figures = errors.of.length === 0 ? ['', '', ''] : [shown(percentile(errors, 0.5)), shown(percentile(errors, 0.9)), shown(bias(errors))];
    return `| ${[name, errors.of.length, ...figures, errors.banded, `${Math.round((100 * errors.within) / errors.banded)} %`].join(' | ')} |`;
  });
}
