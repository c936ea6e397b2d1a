/** Most bins of a feature: rare values share one. */
const BINS = 64;

/** Rows of whole-number features, in bins. */
export interface Binned {
  readonly rows: number;
  readonly features: number;
  /** Row by row. */
  readonly bins: Uint8Array;
  /** Highest value of each bin but the last, by feature. */
  readonly edges: readonly (readonly number[])[];
}

/** A split (`≤ threshold` goes left) or, without a feature, a leaf. */
export interface Node {
  readonly feature?: number;
  readonly threshold?: number;
  left?: Node;
  right?: Node;
  /** Index of the leaf. */
  readonly leaf?: number;
}

/** A tree without values, and the leaf of every row. */
export interface Grown {
  readonly root: Node;
  readonly leaves: number;
  readonly leafOf: Int32Array;
}

/** How far a tree grows. */
export interface Limits {
  readonly leaves: number;
  readonly rowsOfLeaf: number;
  /** Least gain of a split, in units of the squared error. */
  readonly gain: number;
  /** What keeps sums of few rows small. */
  readonly ridge: number;
}

/** Puts features in bins by their quantiles. */
export function binned(rows: readonly Int32Array[]): Binned {
  const features = rows[0]?.length ?? 0;
  const bins = new Uint8Array(rows.length * features);
  const edges = Array.from({ length: features }, (_, feature) => edgesOf(Int32Array.from(rows, (row) => row[feature]!).sort()));
  rows.forEach((row, index) => {
    for (let feature = 0; feature < features; feature++) bins[index * features + feature] = binOf(edges[feature]!, row[feature]!);
  });
  return { rows: rows.length, features, bins, edges };
}

function edgesOf(sorted: Int32Array): number[] {
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin++) {
    const value = sorted[Math.floor((bin * sorted.length) / BINS)]!;
    if (value < sorted.at(-1)! && value !== edges.at(-1)) edges.push(value);
  }
  // Rare values at the top matter: the longest words cost most.
  const distinct = [...new Set(sorted)];
  return distinct.length <= BINS ? distinct.slice(0, -1) : edges;
}

function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  for (let high = edges.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Open {
  readonly node: { -readonly [key in keyof Node]: Node[key] };
  readonly rows: Int32Array;
  readonly sums: Float64Array;
  best?: { feature: number; bin: number; gain: number };
}

/** Grows a tree best split first, on the gradient and curvature of each row, by the rows and features named. */
export function growTree({ features, bins, edges, rows }: Binned, gradient: Float64Array, curvature: Float64Array, sample: Int32Array, usable: readonly number[], limits: Limits): Grown {
  const sumsOf = (of: Int32Array): Float64Array => {
    const sums = new Float64Array(features * BINS * 3);
    for (const row of of) {
      const [g, h] = [gradient[row]!, curvature[row]!];
      for (const feature of usable) {
        const at = (feature * BINS + bins[row * features + feature]!) * 3;
        sums[at]! += g;
        sums[at + 1]! += h;
        sums[at + 2]!++;
      }
    }
    return sums;
  };
  const root: Open = { node: {}, rows: sample, sums: sumsOf(sample) };
  root.best = bestSplit(root.sums, usable, limits);
  const open = [root];
  for (let leaves = 1; leaves < limits.leaves; leaves++) {
    const next = open.reduce((best, each) => ((each.best?.gain ?? 0) > (best.best?.gain ?? 0) ? each : best));
    if (!next.best) break;
    const { feature, bin } = next.best;
    const left = next.rows.filter((row) => bins[row * features + feature]! <= bin);
    const right = next.rows.filter((row) => bins[row * features + feature]! > bin);
    const [small, large] = left.length < right.length ? [left, right] : [right, left];
    const ofSmall = sumsOf(small);
    const ofLarge = next.sums.map((sum, index) => sum - ofSmall[index]!);
    const [l, r]: [Open, Open] = [{ node: {}, rows: left, sums: small === left ? ofSmall : ofLarge }, { node: {}, rows: right, sums: large === right ? ofLarge : ofSmall }];
    for (const child of [l, r]) child.best = bestSplit(child.sums, usable, limits);
    Object.assign(next.node, { feature, threshold: edges[feature]![bin]!, left: l.node, right: r.node });
    open.splice(open.indexOf(next), 1, l, r);
  }
  open.forEach(({ node }, leaf) => (node.leaf = leaf));
  return { root: root.node, leaves: open.length, leafOf: leavesOf(root.node, { features, bins, edges, rows }) };
}

function bestSplit(sums: Float64Array, usable: readonly number[], { gain: least, ridge, rowsOfLeaf }: Limits): Open['best'] {
  let best: Open['best'];
  for (const feature of usable) {
    const start = feature * BINS * 3;
    let [g, h, n] = [0, 0, 0];
    for (let at = start; at < start + BINS * 3; at += 3) {
      g += sums[at]!;
      h += sums[at + 1]!;
      n += sums[at + 2]!;
    }
    const whole = (g * g) / (h + ridge);
    let [gl, hl, nl] = [0, 0, 0];
    for (let bin = 0; bin < BINS - 1; bin++) {
      const at = start + bin * 3;
      if (sums[at + 2] === 0) continue;
      gl += sums[at]!;
      hl += sums[at + 1]!;
      nl += sums[at + 2]!;
      if (nl < rowsOfLeaf) continue;
      if (n - nl < rowsOfLeaf) break;
      const gain = (gl * gl) / (hl + ridge) + ((g - gl) * (g - gl)) / (h - hl + ridge) - whole;
      if (gain > least && gain > (best?.gain ?? 0)) best = { feature, bin, gain };
    }
  }
  return best;
}

function leavesOf(root: Node, { rows, features, bins, edges }: Binned): Int32Array {
  const leafOf = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let node = root;
    while (node.feature !== undefined) {
      const bin = bins[row * features + node.feature]!;
      // A bin holds what lies above the edge before it.
      node = bin < edges[node.feature]!.length && edges[node.feature]![bin]! <= node.threshold! ? node.left! : node.right!;
    }
    leafOf[row] = node.leaf!;
  }
  return leafOf;
}
