import type { JsonObject } from '../../kernel/json/json.ts';

/**
 * A collection that no keyword declares: the paths and methods of a foreign document make it plain (`/pets` and
 * `/pets/{petId}`).
 */
export interface Collection {
  /** The text of its path, as a file or a table may be called: `pets`, `owners.pets`. */
  readonly name: string;
  /** The path template of the list: `/owners/{ownerId}/pets`. */
  readonly path: string;
  /** The collection that its path leads through, where that is one too. */
  readonly parent: Collection | undefined;
  /** The property that identifies an item below its parents. */
  readonly key: string;
  /** What is known of an item. */
  readonly item: ItemSchema;
  /** What the document shows of it: the items that it begins with. */
  readonly examples: readonly JsonObject[];
}

/** What a schema says of an object, read through references, `allOf`, `anyOf` and `oneOf`. */
export interface ItemSchema {
  /** JSON Pointer of the schema in the bundled document; undefined where the document has none. */
  readonly pointer: string | undefined;
  readonly properties: ReadonlyMap<string, JsonObject>;
  /** What every branch demands. */
  readonly required: ReadonlySet<string>;
  /** It takes no property but its own. */
  readonly isClosed: boolean;
}

/** How items lie in the body of an answer. */
export type Layout =
  /** No content is declared. */
  | { readonly kind: 'nothing' }
  /** The item, or the array of items, itself. */
  | { readonly kind: 'bare'; readonly limit: number | undefined }
  /** Under a property of an object: `{ pets: [...] }`; `pointer` is the schema of the whole. */
  | {
      readonly kind: 'wrapped';
      readonly property: string;
      readonly pointer: string;
      readonly limit: number | undefined;
    }
  /** Something that is neither: what the document shows is answered. */
  | { readonly kind: 'other' };

/** What an operation does with a collection. */
export interface CollectionUse {
  readonly collection: Collection;
  /** The path parameters that stand for the parents, in the order of the path. */
  readonly parents: readonly string[];
  /** The path parameter that stands for the key; undefined for the path of the list. */
  readonly key: string | undefined;
  readonly layout: Layout;
}
