/** Rooms are folders with one subject. Imports between rooms run one way only, so every room has a floor above what it uses. */

export type Module = { source: string; dependencies: { resolved: string }[] };

const testCode = /\.test\.tsx?$|\/testing\/|\/testing\.tsx?$|\/test[A-Z][^/]*\.tsx?$/;

/** `lib/x` and `components/x`; the parts of `lib/sync` are rooms of their own. Everything else is no room. */
function roomOf(path: string): string | undefined {
  return /^(lib\/sync\/[^/]+(?=\/)|(?:lib|components)\/[^/]+(?=\/))/.exec(path)?.[1];
}

/** The first import found from each room to each other one, type imports included; tests may look anywhere. */
function findEdges(modules: readonly Module[]): Map<string, Map<string, string>> {
  const edges = new Map<string, Map<string, string>>();
  for (const { source, dependencies } of modules) {
    const from = roomOf(source);
    if (!from || testCode.test(source)) continue;
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (!to || to === from || testCode.test(resolved)) continue;
      const targets = edges.get(from) ?? new Map<string, string>();
      if (!targets.has(to)) targets.set(to, `${source} → ${resolved}`);
      edges.set(from, targets);
    }
  }
  return edges;
}

/**
 * Circles between rooms, each once, as the imports that close it.
 * @param modules as dependency-cruiser reports them.
 */
export function findRoomCircles(modules: readonly Module[]): string[] {
  const edges = findEdges(modules);
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (room: string, path: string[]): void => {
    const start = path.indexOf(room);
    if (start >= 0) {
      const circle = [...path.slice(start), room];
      const imports = circle.slice(1).map((to, index) => edges.get(circle[index] ?? '')?.get(to));
      circles.push(`rooms import each other: ${circle.join(' → ')} (${imports.join('; ')})`);
      return;
    }
    if (done.has(room)) return;
    for (const to of edges.get(room)?.keys() ?? []) visit(to, [...path, room]);
    done.add(room);
  };
  for (const room of edges.keys()) visit(room, []);
  return circles;
}
