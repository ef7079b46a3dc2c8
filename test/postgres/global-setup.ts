import type { TestProject } from 'vitest/node';
import { startCluster, type Cluster } from './cluster.ts';

let cluster: Cluster | undefined;

/** Starts one server for all files of the suite. It stores nothing durably, which makes no difference to them. */
export async function setup(project: TestProject): Promise<void> {
  cluster = await startCluster(['fsync=off']);
  project.provide('postgres', cluster.url);
}

export async function teardown(): Promise<void> {
  await cluster?.remove();
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: string;
  }
}
