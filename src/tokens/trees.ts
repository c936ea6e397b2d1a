/** Boosted regression trees, decoded. Nodes of all trees lie one after the other; a leaf has no feature. */
export interface Trees {
  /** Sum of the leaves that whole-number features fall into. */
  predict(features: Int32Array): number;
}

const LEAF = 255;
const LEAF_UNIT = 1 / 2048;

/**
 * Decodes trees in preorder, three bytes a node: the feature, then the threshold (`≤` goes left) of a split,
 * or 255, then the value of a leaf in 1/2048; both 16 bits, little-endian. Decoded at the first use.
 */
export function trees(base64: string): Trees {
  let nodes: Nodes | undefined;
  return {
    predict(features) {
      const { roots, feature, value, right } = (nodes ??= decode(base64));
      let sum = 0;
      for (let node of roots) {
        while (feature[node] !== LEAF) node = features[feature[node]!]! <= value[node]! ? node + 1 : right[node]!;
        sum += value[node]!;
      }
      return sum * LEAF_UNIT;
    },
  };
}

interface Nodes {
  roots: number[];
  feature: Uint8Array;
  value: Int16Array;
  /** Index of the right child; the left one follows its parent. */
  right: Int32Array;
}

function decode(base64: string): Nodes {
  const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  const count = bytes.length / 3;
  const nodes: Nodes = { roots: [], feature: new Uint8Array(count), value: new Int16Array(count), right: new Int32Array(count) };
  /** Reads the tree at `node` and returns where the next one begins. */
  const read = (node: number): number => {
    nodes.feature[node] = bytes[3 * node]!;
    nodes.value[node] = bytes[3 * node + 1]! | (bytes[3 * node + 2]! << 8);
    if (nodes.feature[node] === LEAF) return node + 1;
    nodes.right[node] = read(node + 1);
    return read(nodes.right[node]!);
  };
  for (let root = 0; root < count; root = read(root)) nodes.roots.push(root);
  return nodes;
}
