import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';

/**
 * A schema with `x-resource`: a collection of stored records, and how they relate. See spec/README.md for the grammar.
 */
export interface Resource {
  /** The schema's name. */
  readonly name: string;
  /** JSON Pointer of the schema in the bundled document. */
  readonly pointer: string;
  readonly schema: JsonObject;
  /** The schema's properties in their order, a reference at the top of each resolved. */
  readonly properties: ReadonlyMap<string, JsonObject>;
  readonly required: ReadonlySet<string>;
  readonly collection: string;
  /** The property that identifies a record. */
  readonly key: string;
  /** How its 404 names it. */
  readonly model: string;
  /** The relation whose record owns one of these. */
  readonly owner: KeyRelation | undefined;
  /** Any of these; none means everybody. */
  readonly visibleTo: readonly AccessRule[];
  readonly editableBy: readonly AccessRule[];
  readonly deletableBy: readonly AccessRule[];
  /** Who may do what no generic rule does, by the action's name: `run`, `share`. */
  readonly permits: ReadonlyMap<string, readonly AccessRule[]>;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly computed: ReadonlyMap<string, Computed>;
  /** Relation (or stored number) names in snake_case whose `<name>_count` is shown only when asked for. */
  readonly counts: readonly string[];
  readonly stored: ReadonlySet<string>;
  readonly filters: ReadonlyMap<string, Filter>;
  readonly search: readonly FieldPath[];
  readonly sort: readonly string[];
}

/** From a record, through relations, to a field: `['author', 'name']`. */
export type FieldPath = readonly string[];

/** Whom a record is open to. */
export type AccessRule =
  | { readonly kind: 'owner' }
  | { readonly kind: 'property'; readonly property: string; readonly equals: JsonValue }
  /** Whoever may see the related record, where this one's own fields are as `where` says. */
  | { readonly kind: 'relation'; readonly relation: string; readonly where: FieldConditions }
  /** Whom the relation names. */
  | { readonly kind: 'caller'; readonly relation: string }
  /** Whom a record of the relation to many names with its own relation `to`, where its fields are as `where` says. */
  | { readonly kind: 'granted'; readonly relation: string; readonly to: string; readonly where: FieldConditions };

/** By field, the values of which it must have one; a field that is not there counts as null. */
export type FieldConditions = ReadonlyMap<string, readonly JsonValue[]>;

interface RelationBase {
  readonly name: string;
  /** The schema of the related resource. */
  readonly schema: string;
  readonly load: 'always' | 'with';
}

/** This record holds the other's key, or null. */
export interface KeyRelation extends RelationBase {
  readonly kind: 'key';
  readonly key: string;
  readonly onDelete: 'restrict' | 'cascade' | 'null';
  /** The field of the caller's record that fills the key when a create body has none. */
  readonly defaultFromCaller: string | undefined;
}

/** This record holds a list of the others' keys. */
export interface KeysRelation extends RelationBase {
  readonly kind: 'keys';
  readonly keys: string;
}

/** The others hold this record's key. */
export interface ForeignRelation extends RelationBase {
  readonly kind: 'foreign';
  readonly foreignKey: string;
}

export type Relation = KeyRelation | KeysRelation | ForeignRelation;

export type Computed =
  | { readonly kind: 'uuid' | 'increment' | 'created_at' | 'updated_at' | 'owned' | 'server' }
  | { readonly kind: 'slug'; readonly from: string }
  | { readonly kind: 'count'; readonly relation: string }
  | { readonly kind: 'caller'; readonly field: string }
  | { readonly kind: 'field'; readonly field: FieldPath };

export type FilterOperator = 'eq' | 'from' | 'to' | 'exists';

export type Filter =
  | {
      readonly kind: 'field';
      readonly field: FieldPath;
      readonly op: FilterOperator;
      readonly unless: string | undefined;
    }
  | { readonly kind: 'ignored' };
