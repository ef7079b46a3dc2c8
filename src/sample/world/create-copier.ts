import type { CompiledContract } from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { timeOf, type Bundle } from './bundle-templates.ts';
import { copyRecord, toDistinctFields, type RecordCopy } from './copy-bundle.ts';
import type { Picker } from './picker.ts';
import { placeInTime, type TimeMap, type TimeSpan } from './place-in-time.ts';
import { findTextRules, type TextRules } from './vary-texts.ts';
import type { Keys } from './world-keys.ts';
import type { Template, WorldRecords } from './world-records.ts';

/** A bundle, and the time in which its records were created and changed. */
export interface TimedBundle extends Bundle {
  readonly span: TimeSpan;
}

/** A generated record, and the collection that it belongs to. */
export interface GrownRecord {
  readonly collection: string;
  readonly record: JsonObject;
}

/** What a copier works with. */
export interface CopierDeps {
  readonly contract: CompiledContract;
  readonly records: WorldRecords;
  /** In milliseconds. */
  readonly now: number;
  readonly picker: Picker;
  readonly templates: ReadonlyMap<string, Template>;
  /** The ids of templates that others refer to. */
  readonly isParent: ReadonlySet<string>;
  readonly keys: Keys;
}

/** Creates a function that copies a bundle's records. Later copies may refer to earlier ones. */
export function createCopier(deps: CopierDeps): (bundle: TimedBundle) => readonly GrownRecord[] {
  const { contract, templates, picker, now, isParent } = deps;
  const rules = findRules(deps);
  const copies = new Map([...templates.values()].map((template) => [template.id, [toOriginal(template)]]));
  const collectionOf = (schema: string): string => contract.resources.get(schema)?.collection ?? '';
  const digits = (length: number): string => String(10 ** (length - 1) + picker.below(9 * 10 ** (length - 1)));
  return function copyBundle({ members, span }) {
    const outside = chooseReferencedCopies(members, span, { copies, picker });
    const earliest = Math.max(0, ...[...outside.values()].map(({ createdAt }) => createdAt));
    const mayGetChildren = members.some(({ id }) => isParent.has(id));
    const mapTime = placeInTime(span, { now, earliest, mayGetChildren }, picker);
    const own = members.map((template) => {
      const number = (copies.get(template.id)?.length ?? 0) + 1;
      return toRecordCopy(template, { rules, keys: deps.keys, number, mapTime });
    });
    const byId = new Map([...outside, ...own.map((copy) => [copy.template.id, copy] as const)]);
    const context = { copies: byId, mapTime, numbers: new Map<string, string>(), digits, collectionOf };
    for (const copy of own) copies.get(copy.template.id)?.push(copy);
    return own.map(({ template, distinctFields }) => ({
      collection: template.resource.collection,
      record: copyRecord(template, distinctFields, context),
    }));
  };
}

/** Finds the text rules of every resource, by its schema's name. */
function findRules({ contract, records }: CopierDeps): ReadonlyMap<string, TextRules> {
  return new Map(
    [...contract.resources.values()].map((resource) => [
      resource.name,
      findTextRules(resource, records.get(resource.collection) ?? []),
    ]),
  );
}

/** Returns the template's own record in the form of a copy. */
function toOriginal(template: Template): RecordCopy {
  return {
    template,
    key: template.record[template.resource.key] ?? null,
    createdAt: timeOf(template, 'created_at') ?? 0,
    distinctFields: {},
  };
}

/**
 * Chooses, for each record outside the bundle that its members refer to, the original or one of its copies. A live
 * bundle refers to originals.
 */
function chooseReferencedCopies(
  members: readonly Template[],
  { isLive }: TimeSpan,
  { copies, picker }: { readonly copies: ReadonlyMap<string, readonly RecordCopy[]>; readonly picker: Picker },
): ReadonlyMap<string, RecordCopy> {
  const inside = new Set(members.map(({ id }) => id));
  const ids = new Set(members.flatMap(({ refersTo }) => [...refersTo]).filter((id) => !inside.has(id)));
  const chosen = [...ids].flatMap((id): (readonly [string, RecordCopy])[] => {
    const [original, ...others] = copies.get(id) ?? [];
    if (original === undefined) return [];
    return [[id, isLive || others.length === 0 ? original : picker.oneOf([original, ...others])]];
  });
  return new Map(chosen);
}

interface CopyOptions {
  readonly rules: ReadonlyMap<string, TextRules>;
  readonly keys: Keys;
  /** Counts the copies of the template, the original included. */
  readonly number: number;
  readonly mapTime: TimeMap;
}

function toRecordCopy(template: Template, { rules, keys, number, mapTime }: CopyOptions): RecordCopy {
  const { resource, record } = template;
  const next = (field: string): JsonValue => keys.next(resource.collection, field, record[field] ?? null);
  const key = next(resource.key);
  const distinctFields = toDistinctFields(template, rules.get(resource.name) ?? NO_RULES, { key, number, next });
  return { template, key, createdAt: mapTime(timeOf(template, 'created_at') ?? 0), distinctFields };
}

const NO_RULES: TextRules = { titles: new Set(), descriptions: new Set(), identifiers: new Set(), numbers: new Set() };
