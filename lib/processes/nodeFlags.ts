/**
 * How Node is started for the worker: its heap stays small, because much of what a backlog makes is garbage at once. Without the first two
 * it takes twice the memory for the same speed. What is on its way for a tenth of a second outlives two collections of young objects and
 * counts as old; unless the heap may grow by more than V8 chooses for one of this size, all of it is gone through four times a second. Young
 * objects are few, and collected faster by one thread than by several that wait for each other. The same words stand in package.json,
 * compose.yaml and the Kubernetes manifest.
 */
export const workerFlags = [
  '--max-semi-space-size=16',
  '--max-old-space-size=288',
  '--heap-growing-percent=50',
  '--no-parallel-scavenge',
] as const;
