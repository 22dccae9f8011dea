/**
 * How Node is started for the worker: its heap stays small, because much of what a backlog makes is garbage at once. Without them it
 * takes twice the memory for the same speed. The same words stand in package.json, compose.yaml and the Kubernetes manifest.
 */
export const workerFlags = ['--max-semi-space-size=16', '--max-old-space-size=288'] as const;
