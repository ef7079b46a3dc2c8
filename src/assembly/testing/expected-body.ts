import type { IsUnknown } from '../../kernel/json/wire-json.ts';

/**
 * The expected body of a request: an object in part, JSON paths (`{ '$.provider.name': 'OpenAI' }`), or an operator. An
 * array has exactly the expected elements.
 */
export type ExpectedBody<Body> = Operator | (Body extends readonly unknown[] ? Expected<Body> : ExpectedObject<Body>);

type ExpectedObject<Body> = Body extends object
  ? ExpectedProperties<Body> & Readonly<Record<`$${string}`, unknown>>
  : Body;

type Expected<Value> = IsUnknown<Value> extends true ? unknown : Operator | ExpectedValue<Value>;

type ExpectedValue<Value> = Value extends readonly (infer Item)[]
  ? readonly Expected<Item>[]
  : Value extends object
    ? ExpectedProperties<Value>
    : Value;

type ExpectedProperties<Value> = { readonly [Name in keyof Value]?: Expected<Value[Name]> };

/** Stands for a value: `{ $exists: false }`, `{ $contains: 'part' }`, `{ $any_of: [1, 2] }`. */
type Operator =
  | { readonly $exists: boolean }
  | { readonly $contains: unknown }
  | { readonly $any_of: readonly unknown[] };
