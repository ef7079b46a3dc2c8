import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { FileField } from '../model/contract.ts';
import { branchesOf, propertiesOf, type Resolve } from '../schema/schema-branches.ts';

/** Returns the properties of a form that are files, or lists of files: strings of `format: binary`. */
export function findFileFields(schema: JsonObject | undefined, resolve: Resolve): ReadonlyMap<string, FileField> {
  const properties = schema === undefined ? undefined : propertiesOf(branchesOf(schema, resolve));
  const fields = new Map<string, FileField>();
  for (const [name, schemas] of properties ?? []) {
    const branches = schemas.flatMap((declared) => branchesOf(declared, resolve));
    const items = branches.flatMap(({ items: item }) => (isJsonObject(item) ? branchesOf(item, resolve) : []));
    const isList = items.some(isFile);
    if (!isList && !branches.some(isFile)) continue;
    fields.set(name, {
      isList,
      maxFiles: isList ? findLimit(branches, 'maxItems') : 1,
      maxSize: findLimit(isList ? items : branches, 'maxLength'),
    });
  }
  return fields;
}

function isFile({ type, format }: JsonObject): boolean {
  return format === 'binary' && (type === undefined || type === 'string');
}

/** Returns the lowest limit that a keyword sets in any of the schemas. */
function findLimit(schemas: readonly JsonObject[], keyword: string): number {
  const limits = schemas.map((schema) => schema[keyword]).filter((limit) => typeof limit === 'number');
  return Math.min(Infinity, ...limits);
}
