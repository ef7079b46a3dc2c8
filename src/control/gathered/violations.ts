import type { ResponseBreach, ResponseCheckReport } from '../../pipeline/response/check.ts';
import type { Part } from '../context/replicas.ts';

/** The checks of a replica's responses. */
type ViolationsPart = {
  readonly checked: number;
  readonly breaches: readonly { readonly [Name in keyof ResponseBreach]: ResponseBreach[Name] }[];
};

/** The checks of the responses of one world; of the baseline, those of all worlds. */
export const VIOLATIONS: Part<ViolationsPart> = {
  name: 'violations',
  collect: (world, _input, { recorder, worlds }) => {
    const { checked, breaches } = world === worlds.baseline ? recorder.allChecks() : recorder.checksOf(world);
    return { checked, breaches: breaches.map((breach) => ({ ...breach })) };
  },
};

/** Adds up the checks of all replicas. */
export function mergeViolations(parts: readonly ViolationsPart[]): ResponseCheckReport {
  const breaches = new Map<string, ResponseBreach>();
  for (const breach of parts.flatMap((part) => part.breaches)) {
    const key = JSON.stringify([breach.operationId, breach.status, toShape(breach.pointer), breach.keyword]);
    breaches.set(key, { ...breach, count: breach.count + (breaches.get(key)?.count ?? 0) });
  }
  return { checked: parts.reduce((sum, { checked }) => sum + checked, 0), breaches: [...breaches.values()] };
}

/** Returns a pointer without the numbers of elements: a violation in any element is the same breach. */
function toShape(pointer: string): string {
  return pointer.replaceAll(/\/\d+/g, '/*');
}
