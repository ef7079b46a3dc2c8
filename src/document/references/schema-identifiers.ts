import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer, parsePointer, toPointer, toPointerStep } from '../../kernel/json/pointer.ts';
import type { ReferenceTarget } from './resolve-reference.ts';

/** An index of the `$id`s and `$anchor`s of the schemas in files (JSON Schema 2020-12, section 8.2). */
export interface SchemaIdentifiers {
  readonly contents: ReadonlyMap<string, JsonValue>;
  /** Adds the identifiers of a file. */
  add(file: string, content: JsonValue): void;
  /** Returns the base of relative references at a location. */
  findBase(location: ReferenceTarget): SchemaBase;
  /** Returns the schema whose `$id` matches a reference (without its fragment), or undefined when there is none. */
  findById(reference: string, base: SchemaBase): ReferenceTarget | undefined;
  /** Returns the pointer of an anchor in a file or in a schema with an `$id`, or undefined when there is none. */
  findAnchor(resource: ReferenceTarget, anchor: string): string | undefined;
}

/** The base of relative references: the nearest enclosing schema with an `$id`, otherwise the file. */
export interface SchemaBase {
  readonly uri: string | undefined;
  readonly resource: ReferenceTarget;
}

/** Creates an empty index. */
export function createSchemaIdentifiers(): SchemaIdentifiers {
  const contents = new Map<string, JsonValue>();
  const index: Index = { ids: new Map(), anchors: new Map(), filesWithIds: new Set() };
  return {
    contents,
    add: (file, content) => {
      contents.set(file, content);
      indexNode(content, { file, pointer: '' }, toFileBase(file), index);
    },
    findBase: ({ file, pointer }) => {
      if (!index.filesWithIds.has(file)) return toFileBase(file);
      const steps = parsePointer(pointer);
      const above = steps.map((_, length) => toPointer(steps.slice(0, length + 1)));
      return ['', ...above].reduce((base, at) => {
        const node = findAtPointer(contents.get(file), at);
        return isJsonObject(node) ? toBase(node['$id'], { file, pointer: at }, base) : base;
      }, toFileBase(file));
    },
    findById: (reference, { uri }) => index.ids.get(toUri(reference, uri)) ?? index.ids.get(reference),
    findAnchor: (resource, anchor) => index.anchors.get(toAnchorKey(resource, anchor)),
  };
}

interface Index {
  readonly ids: Map<string, ReferenceTarget>;
  readonly anchors: Map<string, string>;
  readonly filesWithIds: Set<string>;
}

function indexNode(node: JsonValue, at: ReferenceTarget, base: SchemaBase, index: Index): void {
  if (Array.isArray(node)) {
    for (const [step, child] of (node as readonly JsonValue[]).entries())
      indexNode(child, below(at, step), base, index);
    return;
  }
  if (!isJsonObject(node)) return;
  const own = toBase(node['$id'], at, base);
  if (own !== base && own.uri !== undefined) {
    index.ids.set(own.uri, at);
    index.filesWithIds.add(at.file);
  }
  for (const keyword of ['$anchor', '$dynamicAnchor']) {
    const anchor = node[keyword];
    if (typeof anchor === 'string') index.anchors.set(toAnchorKey(own.resource, anchor), at.pointer);
  }
  for (const [name, child] of Object.entries(node)) {
    if (!DATA_KEYWORDS.has(name)) indexNode(child, below(at, name), own, index);
  }
}

function toFileBase(file: string): SchemaBase {
  return { uri: undefined, resource: { file, pointer: '' } };
}

function toBase(id: JsonValue | undefined, at: ReferenceTarget, base: SchemaBase): SchemaBase {
  if (typeof id !== 'string' || id === '' || id.startsWith('#')) return base;
  return { uri: toUri(id, base.uri).replace(/#$/, ''), resource: at };
}

function toUri(reference: string, base: string | undefined): string {
  return base !== undefined && URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

function below({ file, pointer }: ReferenceTarget, step: string | number): ReferenceTarget {
  return { file, pointer: `${pointer}/${toPointerStep(step)}` };
}

function toAnchorKey({ file, pointer }: ReferenceTarget, anchor: string): string {
  return `${file}#${pointer}#${anchor}`;
}

/** Keywords whose content is data: it may look like a schema without being one. */
const DATA_KEYWORDS: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);
