/**
 * Aho–Corasick: all words in one pass over the text. Time grows with the text and the matches, not with the number of words.
 * Edges live in one map keyed by node and character: small and quick to build for ten thousand words.
 */
export type Automaton = {
  edges: Map<number, number>;
  fails: Int32Array;
  /** Words that end at a node; -1 none. */
  words: Int32Array;
  /** Next shorter word that is a suffix of the node; 0 none. */
  shorter: Int32Array;
  lengths: Int32Array;
};

const width = 65_536;

function buildTrie(patterns: readonly string[]) {
  const edges = new Map<number, number>();
  const words = [-1];
  const children: { node: number; parent: number; code: number }[] = [];
  patterns.forEach((pattern, word) => {
    let node = 0;
    for (let index = 0; index < pattern.length; index++) {
      const code = pattern.charCodeAt(index);
      let next = edges.get(node * width + code);
      if (next === undefined) {
        next = words.push(-1) - 1;
        edges.set(node * width + code, next);
        children.push({ node: next, parent: node, code });
      }
      node = next;
    }
    if (node !== 0 && words[node] === -1) words[node] = word;
  });
  return { edges, words: Int32Array.from(words), children };
}

/** Distances from the root, so that fails are set for shorter prefixes first. */
function byDepth<T extends { node: number; parent: number }>(children: T[], count: number): T[] {
  const depths = new Int32Array(count);
  for (const { node, parent } of children) depths[node] = (depths[parent] ?? 0) + 1;
  return children.sort((a, b) => (depths[a.node] ?? 0) - (depths[b.node] ?? 0));
}

/** @param patterns folded words without doubles. */
export function buildAutomaton(patterns: readonly string[]): Automaton {
  const { edges, words, children } = buildTrie(patterns);
  const fails = new Int32Array(words.length);
  const shorter = new Int32Array(words.length);
  for (const { node, parent, code } of byDepth(children, words.length)) {
    const fail = parent === 0 ? 0 : follow({ edges, fails }, fails[parent] ?? 0, code);
    fails[node] = fail;
    shorter[node] = words[fail] !== -1 ? fail : (shorter[fail] ?? 0);
  }
  return { edges, fails, words, shorter, lengths: Int32Array.from(patterns, (pattern) => pattern.length) };
}

function follow({ edges, fails }: Pick<Automaton, 'edges' | 'fails'>, from: number, code: number): number {
  for (let node = from; ; node = fails[node] ?? 0) {
    const next = edges.get(node * width + code);
    if (next !== undefined) return next;
    if (node === 0) return 0;
  }
}

/** Calls `found` for every word in the text, with its number and the indexes [start, end) it covers. */
export function scan(
  automaton: Automaton,
  text: string,
  found: (word: number, start: number, end: number) => void,
): void {
  let node = 0;
  for (let index = 0; index < text.length; index++) {
    node = follow(automaton, node, text.charCodeAt(index));
    for (let at = node; at !== 0; at = automaton.shorter[at] ?? 0) {
      const word = automaton.words[at] ?? -1;
      if (word !== -1) found(word, index + 1 - (automaton.lengths[word] ?? 0), index + 1);
    }
  }
}
