import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import type { FaultCollector } from './fault-collector.ts';
import { checkNames, entries, toText } from './read-source.ts';
import type { Relation } from './resource.ts';

/** Compiles `relations` of x-resource: to what a resource leads, and by which key. */
export function compileRelations(source: JsonValue | undefined, at: string, faults: FaultCollector): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const [name, value] of entries(source)) {
    const relation = isJsonObject(value) ? toRelation(name, value) : undefined;
    if (relation === undefined) {
      faults.add(
        `${at}/${name}`,
        'A relation needs a "schema" and one of "key", "keys" and "foreign_key".',
        'Write { schema: Provider, key: provider_uuid }.',
      );
      continue;
    }
    checkNames(value as JsonObject, RELATION_KEYWORDS, `${at}/${name}`, faults);
    relations.set(name, relation);
  }
  return relations;
}

function toRelation(name: string, source: JsonObject): Relation | undefined {
  const schema = toText(source['schema']);
  const load = source['load'] === 'with' ? 'with' : 'always';
  if (schema === undefined) return undefined;
  if (typeof source['key'] === 'string') {
    const onDelete = source['on_delete'] === 'cascade' || source['on_delete'] === 'null' ? source['on_delete'] : 'restrict';
    const defaultFromCaller = toText(source['default'])?.replace(/^caller\./, '');
    return { kind: 'key', name, schema, load, key: source['key'], onDelete, defaultFromCaller };
  }
  if (typeof source['keys'] === 'string') return { kind: 'keys', name, schema, load, keys: source['keys'] };
  if (typeof source['foreign_key'] === 'string') return { kind: 'foreign', name, schema, load, foreignKey: source['foreign_key'] };
  return undefined;
}

const RELATION_KEYWORDS = ['schema', 'key', 'keys', 'foreign_key', 'load', 'on_delete', 'default'];
