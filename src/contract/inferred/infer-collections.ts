import { isJsonObject } from '../../kernel/json/json.ts';
import type { Collection, CollectionUse, ItemSchema, Layout } from '../model/collection.ts';
import type { UnlinkedOperation } from '../operation/compile-operation.ts';
import type { BehaviourName } from '../model/contract.ts';
import { uniqueName } from '../operation/check-names.ts';
import { findExampleItems } from './find-example-items.ts';
import { findKey } from './find-key.ts';
import { findLayout, isObjectSchema, type IsItem } from './find-layout.ts';
import { toPathShape } from './path-shape.ts';
import { readItemSchema } from './read-item-schema.ts';
import type { SchemaAt, SchemaReader } from '../schema/schema-reader.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** The inferred rule and collection of an operation. */
export interface InferredUse {
  readonly behaviour: BehaviourName;
  readonly use: CollectionUse;
}

/** The collections of a third-party document, and the uses of its operations by operationId. */
export interface Inference {
  readonly collections: readonly Collection[];
  readonly uses: ReadonlyMap<string, InferredUse>;
}

/**
 * Infers collections from methods and paths. `/pets` and `/pets/{petId}` are a collection if one operation can create
 * items (POST to the list's path, or PUT to the item's) and another can read them. Earlier path parameters are part of
 * the key.
 */
export function inferCollections(operations: readonly UnlinkedOperation[], reader: SchemaReader): Inference {
  const collections: Collection[] = [];
  const uses = new Map<string, InferredUse>();
  for (const candidate of findCandidates(operations)) {
    const parent = findParent(candidate.path, collections);
    const description = describeItem(candidate, reader);
    const name = uniqueName(toName(candidate.path), new Set(collections.map((collection) => collection.name)));
    const draft = { name, path: candidate.path, parent, ...description, examples: [] };
    const candidateUses = toUses(candidate, draft, reader);
    const collection: Collection = { ...draft, examples: findExampleItems(candidateUses, draft) };
    collections.push(collection);
    for (const { operation, behaviour, use } of candidateUses)
      uses.set(operation.id, { behaviour, use: { ...use, collection } });
  }
  return { collections, uses };
}

/** A possible collection: the operations of the list's path and of the items' path, by method. */
interface Candidate {
  readonly path: string;
  readonly parameter: string;
  readonly ofList: ReadonlyMap<string, UnlinkedOperation>;
  readonly ofItem: ReadonlyMap<string, UnlinkedOperation>;
}

/** An operation and its use of a collection whose examples are not known yet. */
export interface OperationUse {
  readonly operation: UnlinkedOperation;
  readonly behaviour: BehaviourName;
  readonly use: CollectionUse;
}

/** Finds the possible collections, shortest path first. Paths that differ only in parameter names are the same. */
function findCandidates(operations: readonly UnlinkedOperation[]): readonly Candidate[] {
  const byShape = new Map<string, Map<string, UnlinkedOperation>>();
  for (const operation of operations) {
    const shape = toPathShape(operation.path);
    getOrCreate(byShape, shape, () => new Map()).set(operation.method, operation);
  }
  const found: Candidate[] = [];
  for (const [shape, ofItem] of byShape) {
    const [, listShape] = ITEM_SHAPE.exec(shape) ?? [];
    const [first] = ofItem.values();
    const [, path, parameter] = ITEM_PATH.exec(withoutSlash(first?.path ?? '')) ?? [];
    if (listShape === undefined || path === undefined || parameter === undefined) continue;
    const candidate = {
      path,
      parameter,
      ofItem,
      ofList: byShape.get(listShape) ?? new Map<string, UnlinkedOperation>(),
    };
    if (isCollection(candidate)) found.push(candidate);
  }
  return found.toSorted((left, right) => left.path.split('/').length - right.path.split('/').length);
}

/** True when items can be created and read. */
function isCollection({ ofList, ofItem }: Candidate): boolean {
  const create = ofList.get('POST');
  const isCreatable =
    (create !== undefined && mayHoldItem(create)) || (ofItem.has('PUT') && mayHoldItem(ofItem.get('PUT')));
  return isCreatable && (ofItem.has('GET') || ofList.has('GET'));
}

/** True when the request body may be an item: an object, or anything. */
function mayHoldItem(operation: UnlinkedOperation | undefined): boolean {
  const schema = operation?.body?.mediaTypes[0]?.schema;
  return schema === undefined || Object.keys(schema).length === 0 || isObjectSchema(schema);
}

function findParent(path: string, collections: readonly Collection[]): Collection | undefined {
  const isAncestor = (collection: Collection): boolean =>
    toPathShape(path).startsWith(`${toPathShape(collection.path)}/{}/`);
  return collections.filter(isAncestor).toSorted((left, right) => right.path.length - left.path.length)[0];
}

function describeItem(candidate: Candidate, reader: SchemaReader): { readonly key: string; readonly item: ItemSchema } {
  const { parameter, ofItem, ofList } = candidate;
  const keyOf = (at: SchemaAt): string | undefined => {
    const { schema } = reader.resolveAt(at.schema, at.pointer);
    return isObjectSchema(schema) ? findKey(parameter, readItemSchema(at, reader)) : undefined;
  };
  const hasKey: IsItem = (at) => keyOf(at) !== undefined;
  const sources = [ofItem.get('GET'), ofItem.get('PUT'), ofItem.get('PATCH'), ofList.get('GET'), ofList.get('POST')];
  for (const source of sources) {
    if (source === undefined) continue;
    const { item } = findLayout(source.success, source === ofList.get('GET') ? 'many' : 'one', hasKey, reader);
    if (item !== undefined && hasKey(item))
      return { key: keyOf(item) ?? DEFAULT_KEY, item: readItemSchema(item, reader) };
  }
  return { key: DEFAULT_KEY, item: readItemSchema(findObjectSchema(sources, reader), reader) };
}

/** Returns the first schema of an object in a response or a body, for items whose schema declares no key. */
function findObjectSchema(sources: readonly (UnlinkedOperation | undefined)[], reader: SchemaReader): SchemaAt {
  for (const source of sources) {
    for (const mediaType of [...(source?.success.mediaTypes ?? []), ...(source?.body?.mediaTypes ?? [])]) {
      if (mediaType.schema === undefined || !isObjectSchema(mediaType.schema)) continue;
      return reader.resolveAt(reader.at(mediaType.pointer), mediaType.pointer);
    }
  }
  return { schema: {}, pointer: '' };
}

function toUses(candidate: Candidate, collection: Collection, reader: SchemaReader): readonly OperationUse[] {
  const isItem: IsItem = (at) => {
    const { schema, pointer } = reader.resolveAt(at.schema, at.pointer);
    if (pointer === collection.item.pointer || Object.keys(schema).length === 0) return true;
    return isObjectSchema(schema) && findKey(candidate.parameter, readItemSchema(at, reader)) === collection.key;
  };
  const use = (operation: UnlinkedOperation | undefined, behaviour: BehaviourName): readonly OperationUse[] => {
    if (operation === undefined) return [];
    const found = findLayout(operation.success, behaviour === 'list' ? 'many' : 'one', isItem, reader).layout;
    // A document that declares no successful response leaves the body unspecified.
    const isUnspecified =
      found.kind === 'nothing' && behaviour !== 'delete' && !operation.responses.has(operation.success.code);
    const layout: Layout = isUnspecified ? { kind: 'bare', limit: undefined } : found;
    const isRead = operation.method === 'GET';
    if (isRead && layout.kind === 'other') return [];
    const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
    const isOfItem = candidate.ofItem.get(operation.method) === operation;
    const parents = isOfItem ? names.slice(0, -1) : names;
    return [{ operation, behaviour, use: { collection, parents, key: isOfItem ? names.at(-1) : undefined, layout } }];
  };
  const { ofItem, ofList } = candidate;
  const holdsKey = (operation: UnlinkedOperation | undefined): UnlinkedOperation | undefined =>
    operation?.body?.mediaTypes.some(
      ({ schema }) => isJsonObject(schema) && hasProperty(schema, collection.key, reader),
    )
      ? operation
      : undefined;
  return [
    ...use(ofList.get('GET'), 'list'),
    ...(mayHoldItem(ofList.get('POST')) ? use(ofList.get('POST'), 'create') : []),
    // `PUT /pet` with the key in the body, as in Petstore.
    ...use(holdsKey(ofList.get('PUT')), 'update'),
    ...use(holdsKey(ofList.get('PATCH')), 'update'),
    ...use(ofItem.get('GET'), 'retrieve'),
    ...(mayHoldItem(ofItem.get('PUT')) ? use(ofItem.get('PUT'), 'update') : []),
    ...(mayHoldItem(ofItem.get('PATCH')) ? use(ofItem.get('PATCH'), 'update') : []),
    ...use(ofItem.get('DELETE'), 'delete'),
  ];
}

function hasProperty(schema: NonNullable<SchemaAt['schema']>, name: string, reader: SchemaReader): boolean {
  return readItemSchema({ schema, pointer: '' }, reader).properties.has(name);
}

/** Derives a collection's name: `/api/owners/{ownerId}/pets` → `api.owners.pets`. */
function toName(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && !segment.includes('{'))
    .join('.');
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** Matches a path whose last segment is a single parameter and whose segment before it has none. */
const ITEM_PATH = /^((?:\/[^/]+)*\/[^/{}]+)\/\{([^{}/]+)\}$/;
const ITEM_SHAPE = /^((?:\/[^/]+)*\/[^/{}]+)\/\{\}$/;
const DEFAULT_KEY = 'id';
