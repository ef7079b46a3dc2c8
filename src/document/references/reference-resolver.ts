import type { JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import { isRemote, resolveReference, type ReferenceTarget } from './resolve-reference.ts';
import { createSchemaIdentifiers, type SchemaIdentifiers } from './schema-identifiers.ts';

/** Finds where references lead among files that were read: by file and pointer, by `$id` and by `$anchor`. */
export interface ReferenceResolver {
  /** Notes the identifiers that a file's schemas have. */
  add(file: string, content: JsonValue): void;
  /** Where a reference that stands at a place leads; undefined where that would have to be fetched. */
  resolve(from: ReferenceTarget, reference: string): ReferenceTarget | undefined;
}

/** A resolver that knows no file yet. */
export function createReferenceResolver(): ReferenceResolver {
  const identifiers = createSchemaIdentifiers();
  return {
    add: identifiers.add,
    resolve: (from, reference) => {
      const [path = '', fragment = ''] = reference.split('#', 2);
      const resource = findResource(from, path, identifiers);
      if (resource === undefined) return undefined;
      const isPointer = fragment === '' || fragment.startsWith('/');
      const { file } = resource;
      if (!isPointer) return { file, pointer: identifiers.findAnchor(resource, fragment) ?? `/${fragment}` };
      const { pointer } = resolveReference(from.file, `#${fragment}`);
      const target = resource.pointer + pointer;
      // Within a schema that has an $id, many a document means the whole file all the same.
      const isThere = resource.pointer === '' || findAtPointer(identifiers.contents.get(file), target) !== undefined;
      return { file, pointer: isThere ? target : pointer };
    },
  };
}

function findResource(
  from: ReferenceTarget,
  path: string,
  identifiers: SchemaIdentifiers,
): ReferenceTarget | undefined {
  const base = identifiers.findBase(from);
  if (path === '') return base.resource;
  const identified = identifiers.findById(path, base);
  return identified ?? (isRemote(path) ? undefined : { file: resolveReference(from.file, path).file, pointer: '' });
}
