/** The solution of a small symmetric system, by Cholesky; the matrix is row by row, and positive definite by its ridge. */
export function solved(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j * n + j]!;
    }
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * n + k]! * x[k]!;
    x[i]! /= lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= lower[k * n + i]! * x[k]!;
    x[i]! /= lower[i * n + i]!;
  }
  return x;
}

/**
 * Weights that are not below zero, least squares with a pull towards `prior`: minimises
 * Σ weight (target − features · x)² + pull Σ (x − prior)², by coordinates.
 */
export function nonNegative(features: readonly Float64Array[], target: Float64Array, weight: Float64Array, prior: Float64Array, pull: number): Float64Array {
  const n = prior.length;
  const square = new Float64Array(n * n);
  const right = new Float64Array(n);
  features.forEach((row, index) => {
    for (let i = 0; i < n; i++) {
      if (row[i] === 0) continue;
      const w = weight[index]! * row[i]!;
      right[i]! += w * target[index]!;
      for (let j = 0; j < n; j++) square[i * n + j]! += w * row[j]!;
    }
  });
  const x = Float64Array.from(prior);
  for (let pass = 0; pass < 2000; pass++) {
    let moved = 0;
    for (let i = 0; i < n; i++) {
      let rest = right[i]! + pull * prior[i]!;
      for (let j = 0; j < n; j++) if (j !== i) rest -= square[i * n + j]! * x[j]!;
      const next = Math.max(0, rest / (square[i * n + i]! + pull));
      moved = Math.max(moved, Math.abs(next - x[i]!));
      x[i] = next;
    }
    if (moved < 1e-7) break;
  }
  return x;
}
