import type { CompiledContract } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import type { FakerAt } from './load-faker.ts';
import type { SampleContext, ValueLocation } from './sample-context.ts';
import { sampleValue } from './sample-value.ts';
import { createStream } from './stream.ts';

/** Generates a value for a schema of the contract. The same request returns the same bytes, whatever came before. */
export type Sampler = (request: SampleRequest) => JsonValue;

/** Which value to generate. */
export interface SampleRequest {
  /** JSON Pointer of the schema in the bundled document. */
  readonly pointer: string;
  /** What the value is for. Different purposes get different values. */
  readonly purpose: string;
  readonly seed: string;
  /** Omits `readOnly` properties from requests, and `writeOnly` ones from responses. */
  readonly direction: SampleContext['direction'];
  /** Prefers the examples and defaults of schemas to generated values. */
  readonly useExamples: boolean;
}

/**
 * Creates a sampler for the schemas of one contract. Each value is validated: where generation cannot guarantee
 * validity (`not`, overlapping branches of `oneOf`), it tries again with ever smaller values. If every attempt is
 * invalid, it returns the first, which is the fullest. Never throws.
 */
export function createSampler({ document, validatorAt }: CompiledContract, fakerAt: FakerAt): Sampler {
  const resolve = (reference: string): JsonValue | undefined =>
    reference.startsWith('#') ? (findAtPointer(document, reference) as JsonValue | undefined) : undefined;
  return function sample({ pointer, purpose, seed, useExamples, direction }) {
    const validate = validatorAt(pointer);
    const schema = (findAtPointer(document, pointer) as JsonValue | undefined) ?? true;
    let first: JsonValue | undefined;
    for (const [attempt, fullness] of FULLNESS.entries()) {
      const origin = `${seed}\u0000${purpose}\u0000${attempt}`;
      const isExemplary = useExamples && attempt < ATTEMPTS_WITH_EXAMPLES;
      const context = createContext({ origin, resolve, fakerAt, useExamples: isExemplary, fullness, direction });
      const value = context.sample(schema, {
        ...ROOT,
        schemaName: /^\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1] ?? '',
      });
      const violations = validate(value);
      if (violations.length === 0) return value;
      first ??= value;
      // Another attempt would exhaust the validator's budget again.
      if (context.isExhausted() || violations.some(({ keyword }) => keyword === 'depth')) break;
    }
    return first ?? null;
  };
}

interface ContextOptions extends Pick<SampleContext, 'resolve' | 'useExamples' | 'fullness' | 'direction'> {
  /** Seeds every random draw, together with the location in the value. */
  readonly origin: string;
  readonly fakerAt: FakerAt;
}

function createContext({ origin, fakerAt, ...settings }: ContextOptions): SampleContext & { isExhausted(): boolean } {
  const toSeedText = (path: string, purpose: string): string => `${origin}\u0000${path}\u0000${purpose}`;
  let valueCount = 0;
  let characters = MAX_CHARACTERS;
  const isExhausted = (): boolean => valueCount >= MAX_REQUIRED_VALUES || characters <= 0;
  const context: SampleContext = {
    ...settings,
    streamAt: (path, purpose) => createStream(toSeedText(path, purpose)),
    fakerAt: (path, purpose) => fakerAt(toSeedText(path, purpose)),
    takeCharacters: (wanted) => {
      const taken = Math.max(0, Math.min(wanted, characters));
      characters -= taken;
      return taken;
    },
    isClosing: ({ depth }) =>
      depth >= MAX_OPTIONAL_DEPTH || valueCount >= MAX_OPTIONAL_VALUES || settings.fullness === 0,
    sample: (schema, location) => {
      valueCount += 1;
      return location.depth > MAX_REQUIRED_DEPTH || isExhausted() ? null : sampleValue(schema, location, context);
    },
  };
  return { ...context, isExhausted };
}

const ROOT: ValueLocation = { path: '', name: '', schemaName: '', owner: '', depth: 0, openReferences: new Map() };

/** The share of optional properties in each attempt. */
const FULLNESS = [1, 1, 1, 1, 1, 0.7, 0.5, 0.5, 0.3, 0.3, 0, 0, 0];
const ATTEMPTS_WITH_EXAMPLES = 2;

/** Below this depth, or after this many values, only required values are generated. */
const MAX_OPTIONAL_DEPTH = 7;
const MAX_OPTIONAL_VALUES = 400;
/**
 * Generation stops at these limits: a schema that requires itself has no finite value, and one that requires a million
 * elements has no useful one.
 */
const MAX_REQUIRED_DEPTH = 40;
const MAX_REQUIRED_VALUES = 2000;
/** The budget of all long texts in one value. */
const MAX_CHARACTERS = 500_000;
