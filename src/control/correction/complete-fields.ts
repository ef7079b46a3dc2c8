import type { MediaType } from '../../contract/model/contract.ts';
import { requiredNamesOf } from '../../contract/schema/schema-branches.ts';
import type { SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findProperty, toSimplest } from './near-value.ts';

/** A valid body that is made of some fields. */
export interface CompletedFields {
  readonly fields: JsonObject;
  /** The fields with the value of an example. */
  readonly examples: readonly string[];
  /** The given fields that are not in it, since they break the contract. */
  readonly dropped: readonly string[];
}

/**
 * Returns a valid body that has the given fields, without those that break the contract, and with those that are
 * required from the examples of the contract. Undefined when that makes no valid one.
 */
export function completeFields(
  given: JsonObject,
  type: MediaType,
  { reader, files }: { readonly reader: SchemaReader; readonly files: readonly string[] },
): CompletedFields | undefined {
  const fields: Record<string, JsonValue> = { ...given };
  const examples = new Set<string>();
  const dropped = new Set<string>();
  const required = requiredNamesOf(type.schema, reader.resolve);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    // A file is no value of the body.
    const broken = type.validate(fields).flatMap(({ path: [name] }) => (name === undefined ? [''] : [String(name)]));
    const names = broken.filter((name) => !files.includes(name));
    if (names.length === 0) return { fields, examples: [...examples], dropped: [...dropped] };
    const wrong = names.find((name) => Object.hasOwn(fields, name));
    const missing = names.find((name) => required.has(name)) ?? names.find((name) => name !== '');
    const name = wrong ?? missing;
    if (name === undefined || examples.has(name)) return undefined;
    if (wrong === undefined) {
      setOwn(fields, name, findExample(name, type, reader));
      examples.add(name);
    } else {
      delete fields[name];
      dropped.add(name);
    }
  }
  return undefined;
}

/** Returns the value of a field in an example of the body, otherwise that of its schema. */
function findExample(name: string, { example, examples, schema = {} }: MediaType, reader: SchemaReader): JsonValue {
  const known = (examples.size > 0 ? [...examples.values()] : [example]).filter(isJsonObject);
  const found = known.find((each) => Object.hasOwn(each, name));
  return (found && findOwn(found, name)) ?? toSimplest(findProperty(schema, name, reader), reader);
}

/** Fields that are added or left out. */
const MAX_ROUNDS = 50;
