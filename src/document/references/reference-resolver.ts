import type { JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import { isRemote, resolveReference, type ReferenceTarget } from './resolve-reference.ts';
import { createSchemaIdentifiers, type SchemaIdentifiers } from './schema-identifiers.ts';

/** Resolves references among files that were read: by file and pointer, by `$id` and by `$anchor`. */
export interface ReferenceResolver {
  /** Adds a file and the identifiers of its schemas. */
  add(file: string, content: JsonValue): void;
  /** Returns the target of a reference at `from`, or undefined when it would have to be fetched. */
  resolve(from: ReferenceTarget, reference: string): ReferenceTarget | undefined;
}

/** Creates a resolver without files. */
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
      // Inside a schema with an $id a pointer is relative to that schema, yet many documents write it from the file's
      // root.
      const exists = resource.pointer === '' || findAtPointer(identifiers.contents.get(file), target) !== undefined;
      return { file, pointer: exists ? target : pointer };
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
