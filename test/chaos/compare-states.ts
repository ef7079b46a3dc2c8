import { expect, vi } from 'vitest';
import { readHealth, type Replica } from './replica-process.ts';
import type { Outcomes } from './workload.ts';

/** Waits until all replicas have applied the same position, and returns their states as text. */
export async function readStates(replicas: readonly Pick<Replica, 'url'>[]): Promise<readonly string[]> {
  await vi.waitFor(
    async () => {
      const healths = await Promise.all(replicas.map(readHealth));
      const heads = healths.map(({ status, journal: { position, epoch } }) => `${status} ${epoch}.${position}`);
      expect(new Set(heads), heads.join(', ')).toEqual(new Set([`ok ${(heads[0] ?? '').split(' ')[1]}`]));
    },
    { timeout: 60_000, interval: 100 },
  );
  return Promise.all(replicas.map(async ({ url }) => (await fetch(`${url}/__admin/state`)).text()));
}

/** What an outage has done to the writes of a workload. */
export interface Damage {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
  /** There more than once. */
  readonly duplicated: readonly string[];
  /** There, although the response said that nothing was changed. */
  readonly phantoms: readonly string[];
}

/** Compares the threads of a state with what the clients know. */
export function findDamage(state: string, { stored, rejected }: Pick<Outcomes, 'stored' | 'rejected'>): Damage {
  const { collections } = JSON.parse(state) as { readonly collections: { readonly threads: readonly Thread[] } };
  const uuids = new Map<string, string[]>();
  for (const { name, uuid } of collections.threads) uuids.set(name, [...(uuids.get(name) ?? []), uuid]);
  return {
    lost: [...stored].flatMap(([name, uuid]) => (uuids.get(name)?.includes(uuid) === true ? [] : name)),
    duplicated: [...uuids].flatMap(([name, all]) => (name.startsWith('thread-') && all.length > 1 ? name : [])),
    phantoms: [...rejected].filter((name) => uuids.has(name)),
  };
}

export const NO_DAMAGE: Damage = { lost: [], duplicated: [], phantoms: [] };

interface Thread {
  readonly name: string;
  readonly uuid: string;
}
