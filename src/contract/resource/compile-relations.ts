import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FaultCollector } from '../model/fault-collector.ts';
import { checkKeywords, readEntries, toText } from '../model/read-source.ts';
import type { Relation } from '../model/resource.ts';

/** Compiles `relations` of x-resource: the related resource and the key of each relation. */
export function compileRelations(
  source: JsonValue | undefined,
  at: string,
  faults: FaultCollector,
): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const [name, value] of readEntries(source, at, faults)) {
    const relation = isJsonObject(value) ? toRelation(name, value) : undefined;
    if (relation === undefined) {
      faults.add(
        `${at}/${name}`,
        'A relation needs a "schema" and one of "key", "keys" and "foreign_key".',
        'Write { schema: Provider, key: provider_uuid }.',
      );
      continue;
    }
    checkValues(value as JsonObject, relation, `${at}/${name}`, faults);
    relations.set(name, relation);
  }
  return relations;
}

function toRelation(name: string, source: JsonObject): Relation | undefined {
  const schema = toText(source['schema']);
  const load = LOADS.find((value) => value === source['load']) ?? 'always';
  if (schema === undefined) return undefined;
  if (typeof source['key'] === 'string') {
    const onDelete = ON_DELETE.find((value) => value === String(source['on_delete'])) ?? 'restrict';
    const defaultFromCaller = toText(source['default'])?.replace(/^caller\./, '');
    return { kind: 'key', name, schema, load, key: source['key'], onDelete, defaultFromCaller };
  }
  if (typeof source['keys'] === 'string') return { kind: 'keys', name, schema, load, keys: source['keys'] };
  if (typeof source['foreign_key'] === 'string')
    return { kind: 'foreign', name, schema, load, foreignKey: source['foreign_key'] };
  return undefined;
}

/** Adds a fault for each invalid value. YAML parses `on_delete: null` as null, which counts as `'null'`. */
function checkValues(source: JsonObject, { kind }: Relation, at: string, faults: FaultCollector): void {
  checkKeywords(
    source,
    kind === 'key' ? [...KEYWORDS, 'key', 'on_delete', 'default'] : [...KEYWORDS, HELD_BY[kind]],
    at,
    faults,
  );
  const { load = 'always', on_delete: onDelete = 'restrict', default: fallback } = source;
  if (!LOADS.some((value) => value === load)) {
    faults.add(`${at}/load`, `${JSON.stringify(load)} is not a valid "load".`, `Use ${LOADS.join(' or ')}.`);
  }
  if (kind !== 'key') return;
  if (!ON_DELETE.some((value) => value === (onDelete ?? 'null'))) {
    faults.add(
      `${at}/on_delete`,
      `${JSON.stringify(onDelete)} is not a valid "on_delete".`,
      `Use ${ON_DELETE.join(', ')}.`,
    );
  }
  if (fallback !== undefined && !/^caller\.[^.]+$/.test(String(fallback))) {
    faults.add(
      `${at}/default`,
      `${JSON.stringify(fallback)} is not a valid default of a relation.`,
      'Write caller.<field>, a field of the caller.',
    );
  }
}

const LOADS = ['always', 'with'] as const;
const ON_DELETE = ['restrict', 'cascade', 'null'] as const;
const KEYWORDS = ['schema', 'load'];
const HELD_BY = { keys: 'keys', foreign: 'foreign_key' } as const;
