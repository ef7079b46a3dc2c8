import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FaultCollector } from '../model/fault-collector.ts';
import { readEntries, toFieldPath } from '../model/read-source.ts';
import type { Computed } from '../model/resource.ts';

/** Compiles `computed` of x-resource: the rules for properties that clients never set. */
export function compileComputed(
  source: JsonValue | undefined,
  at: string,
  faults: FaultCollector,
): ReadonlyMap<string, Computed> {
  const computed = new Map<string, Computed>();
  for (const [name, value] of readEntries(source, at, faults)) {
    const rule = toComputed(value);
    if (rule === undefined) {
      faults.add(
        `${at}/${name}`,
        `${JSON.stringify(value)} is not a way to compute a property.`,
        `Use one of ${PLAIN_COMPUTED.join(', ')}, { slug }, { count }, { caller } and { field }.`,
      );
    } else computed.set(name, rule);
  }
  return computed;
}

function toComputed(value: JsonValue): Computed | undefined {
  const plain = PLAIN_COMPUTED.find((kind) => kind === value);
  if (plain !== undefined) return { kind: plain };
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  if (typeof value['slug'] === 'string') return { kind: 'slug', from: value['slug'] };
  if (typeof value['count'] === 'string') return { kind: 'count', relation: value['count'] };
  if (typeof value['caller'] === 'string') return { kind: 'caller', field: value['caller'] };
  if (typeof value['field'] === 'string') return { kind: 'field', field: toFieldPath(value['field']) };
  return undefined;
}

const PLAIN_COMPUTED = ['uuid', 'increment', 'created_at', 'updated_at', 'owned', 'server'] as const;
