import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Validator } from './contract.ts';

/** A schema with `x-resource`: a collection of stored records and its rules. The grammar is in spec/README.md. */
export interface Resource {
  /** The schema's name. */
  readonly name: string;
  /** JSON Pointer of the schema in the bundled document. */
  readonly pointer: string;
  readonly schema: JsonObject;
  /** Validates a represented record by the schema. */
  readonly validate: Validator;
  /** The schema's properties in document order, with top-level references resolved. */
  readonly properties: ReadonlyMap<string, JsonObject>;
  readonly required: ReadonlySet<string>;
  readonly collection: string;
  /** The property that identifies a record. */
  readonly key: string;
  /** The model's name in 404 responses. */
  readonly model: string;
  /** The relation to the record's owner. */
  readonly owner: KeyRelation | undefined;
  /** Access is granted when any rule matches. An empty list grants it to every caller. */
  readonly visibleTo: readonly AccessRule[];
  readonly editableBy: readonly AccessRule[];
  readonly deletableBy: readonly AccessRule[];
  /** Access to the actions of platform rules, by action: `run`, `share`. */
  readonly permits: ReadonlyMap<string, readonly AccessRule[]>;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly computed: ReadonlyMap<string, Computed>;
  /** Names (snake_case) of relations or stored numbers whose `<name>_count` is included only on request. */
  readonly counts: readonly string[];
  /** Fields that records may hold without showing them. */
  readonly stored: ReadonlySet<string>;
  readonly filters: ReadonlyMap<string, Filter>;
  readonly search: readonly FieldPath[];
  readonly sort: readonly string[];
}

/** The path from a record through relations to a field: `['author', 'name']`. */
export type FieldPath = readonly string[];

/** A condition that grants a caller access to a record. */
export type AccessRule =
  /** The caller owns the record. */
  | { readonly kind: 'owner' }
  /** A property of the record has a value. */
  | { readonly kind: 'property'; readonly property: string; readonly equals: JsonValue }
  /** The caller may see the related record, and the fields of this record match `where`. */
  | { readonly kind: 'relation'; readonly relation: string; readonly where: FieldConditions }
  /** The related record is the caller. */
  | { readonly kind: 'caller'; readonly relation: string }
  /** One of the related records refers to the caller by its relation `to`, and its fields match `where`. */
  | { readonly kind: 'granted'; readonly relation: string; readonly to: string; readonly where: FieldConditions };

/** The accepted values of each field. A missing field counts as null. */
export type FieldConditions = ReadonlyMap<string, readonly JsonValue[]>;

interface RelationBase {
  readonly name: string;
  /** The schema of the related resource. */
  readonly schema: string;
  readonly load: 'always' | 'with';
}

/** A to-one relation: this record holds the other record's key, or null. */
export interface KeyRelation extends RelationBase {
  readonly kind: 'key';
  readonly key: string;
  readonly onDelete: 'restrict' | 'cascade' | 'null';
  /** The field of the caller's record that supplies the key when the body of a create has none. */
  readonly defaultFromCaller: string | undefined;
}

/** A to-many relation: this record holds a list of the other records' keys. */
export interface KeysRelation extends RelationBase {
  readonly kind: 'keys';
  readonly keys: string;
}

/** A to-many relation: the other records hold this record's key. */
export interface ForeignRelation extends RelationBase {
  readonly kind: 'foreign';
  readonly foreignKey: string;
}

/** A relation of a resource to the records of another. */
export type Relation = KeyRelation | KeysRelation | ForeignRelation;

/** The rule that computes a property which clients never set. */
export type Computed =
  | { readonly kind: 'uuid' | 'increment' | 'created_at' | 'updated_at' | 'owned' | 'server' }
  | { readonly kind: 'slug'; readonly from: string }
  | { readonly kind: 'count'; readonly relation: string }
  | { readonly kind: 'caller'; readonly field: string }
  | { readonly kind: 'field'; readonly field: FieldPath };

/** The comparison of a filter: equal, at least, at most, present. */
export type FilterOperator = 'eq' | 'from' | 'to' | 'exists';

/** The effect of a list's query parameter. */
export type Filter =
  | {
      readonly kind: 'field';
      readonly field: FieldPath;
      readonly op: FilterOperator;
      readonly unless: string | undefined;
    }
  | { readonly kind: 'ignored' };
