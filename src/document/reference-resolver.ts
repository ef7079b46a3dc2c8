import { isJsonObject, type JsonValue } from '../kernel/json.ts';
import { findAtPointer, parsePointer, toPointer, toPointerStep } from '../kernel/pointer.ts';
import { isRemote, resolveReference, type ReferenceTarget } from './resolve-reference.ts';

/** Finds where references lead among files that were read: by file and pointer, by `$id` and by `$anchor` (JSON Schema 2020-12, section 8.2). */
export interface ReferenceResolver {
  /** Notes the identifiers that a file's schemas have. */
  add(file: string, content: JsonValue): void;
  /** Where a reference that stands at a place leads; undefined where that would have to be fetched. */
  resolve(from: ReferenceTarget, reference: string): ReferenceTarget | undefined;
}

/** A resolver that knows no file yet. */
export function createReferenceResolver(): ReferenceResolver {
  const contents = new Map<string, JsonValue>();
  /** Absolute URI → the schema that has it as its `$id`. */
  const ids = new Map<string, ReferenceTarget>();
  /** `file#pointer of the resource` → anchor → pointer. */
  const anchors = new Map<string, Map<string, string>>();
  const filesWithIds = new Set<string>();

  const index = (node: JsonValue, at: ReferenceTarget, base: Base): void => {
    if (Array.isArray(node)) {
      for (const [step, child] of node.entries()) index(child as JsonValue, below(at, step), base);
      return;
    }
    if (!isJsonObject(node)) return;
    const own = toBase(node['$id'], at, base);
    if (own !== base && own.uri !== undefined) {
      ids.set(own.uri, at);
      filesWithIds.add(at.file);
    }
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const anchor = node[keyword];
      if (typeof anchor === 'string') getOrAdd(anchors, toKey(own.resource)).set(anchor, at.pointer);
    }
    for (const [name, child] of Object.entries(node)) if (!DATA.has(name)) index(child, below(at, name), own);
  };

  const findBase = ({ file, pointer }: ReferenceTarget): Base => {
    let base: Base = { uri: undefined, resource: { file, pointer: '' } };
    if (!filesWithIds.has(file)) return base;
    const steps = parsePointer(pointer);
    for (let length = 0; length <= steps.length; length += 1) {
      const at = { file, pointer: toPointer(steps.slice(0, length)) };
      const node = findAtPointer(contents.get(file), at.pointer);
      if (isJsonObject(node)) base = toBase(node['$id'], at, base);
    }
    return base;
  };

  const findResource = (from: ReferenceTarget, path: string, base: Base): ReferenceTarget | undefined => {
    if (path === '') return base.resource;
    const identified = ids.get(toUri(path, base.uri)) ?? ids.get(path);
    return identified ?? (isRemote(path) ? undefined : { file: resolveReference(from.file, path).file, pointer: '' });
  };

  return {
    add: (file, content) => {
      contents.set(file, content);
      index(content, { file, pointer: '' }, { uri: undefined, resource: { file, pointer: '' } });
    },
    resolve: (from, reference) => {
      const [path = '', fragment = ''] = reference.split('#', 2);
      const resource = findResource(from, path, findBase(from));
      if (resource === undefined) return undefined;
      const pointer = fragment === '' || fragment.startsWith('/') ? decode(fragment) : anchors.get(toKey(resource))?.get(fragment);
      if (pointer === undefined) return { file: resource.file, pointer: `/${fragment}` };
      const target = fragment === '' || fragment.startsWith('/') ? resource.pointer + pointer : pointer;
      // Within a schema that has an $id, many a document means the whole file all the same.
      const isThere = resource.pointer === '' || findAtPointer(contents.get(resource.file), target) !== undefined;
      return { file: resource.file, pointer: isThere ? target : pointer };
    },
  };
}

/** What relative references are relative to: the nearest schema that has an `$id`, else the file. */
interface Base {
  readonly uri: string | undefined;
  readonly resource: ReferenceTarget;
}

function toBase(id: JsonValue | undefined, at: ReferenceTarget, base: Base): Base {
  if (typeof id !== 'string' || id === '' || id.startsWith('#')) return base;
  return { uri: toUri(id, base.uri).replace(/#$/, ''), resource: at };
}

function toUri(reference: string, base: string | undefined): string {
  if (base === undefined) return reference;
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

function below({ file, pointer }: ReferenceTarget, step: string | number): ReferenceTarget {
  return { file, pointer: `${pointer}/${toPointerStep(step)}` };
}

function toKey({ file, pointer }: ReferenceTarget): string {
  return `${file}#${pointer}`;
}

function getOrAdd(anchors: Map<string, Map<string, string>>, key: string): Map<string, string> {
  const known = anchors.get(key) ?? new Map<string, string>();
  anchors.set(key, known);
  return known;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What stands below these is data. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);
