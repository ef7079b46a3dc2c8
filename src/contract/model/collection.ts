import type { JsonObject } from '../../kernel/json/json.ts';

/** A collection inferred from the paths and methods of a third-party document (`/pets` and `/pets/{petId}`). */
export interface Collection {
  /** Derived from the path, and usable as a file or table name: `pets`, `owners.pets`. */
  readonly name: string;
  /** The path template of the list: `/owners/{ownerId}/pets`. */
  readonly path: string;
  /** The nearest collection whose items the path passes through. */
  readonly parent: Collection | undefined;
  /** The property that identifies an item among the items of the same parent. */
  readonly key: string;
  readonly item: ItemSchema;
  /** The items of the document's examples, with which the collection starts. */
  readonly examples: readonly JsonObject[];
}

/** The schema of an object, merged through references, `allOf`, `anyOf` and `oneOf`. */
export interface ItemSchema {
  /** JSON Pointer of the schema in the bundled document; undefined when the document has none. */
  readonly pointer: string | undefined;
  readonly properties: ReadonlyMap<string, JsonObject>;
  /** The properties that are required whichever branch of a union matches. */
  readonly required: ReadonlySet<string>;
  /** Properties that are not declared are invalid. */
  readonly isClosed: boolean;
}

/** The position of items in a response body. `limit` is the schema's `maxItems`. */
export type Layout =
  /** The response declares no content. */
  | { readonly kind: 'nothing' }
  /** The body is the item, or the array of items. */
  | { readonly kind: 'bare'; readonly limit: number | undefined }
  /** The items are under a property of an object: `{ pets: [...] }`. `pointer` is the schema of that object. */
  | {
      readonly kind: 'wrapped';
      readonly property: string;
      readonly pointer: string;
      readonly limit: number | undefined;
    }
  /** The body is something else: the response is the document's example. */
  | { readonly kind: 'other' };

/** How an operation uses a collection. */
export interface CollectionUse {
  readonly collection: Collection;
  /** The path parameters that hold the parents' keys, in the order of the path. */
  readonly parents: readonly string[];
  /** The path parameter that holds the item's key; undefined for operations of the list's path. */
  readonly key: string | undefined;
  readonly layout: Layout;
}
