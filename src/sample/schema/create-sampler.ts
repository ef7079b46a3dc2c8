import type { CompiledContract } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import type { FakerAt } from './load-faker.ts';
import type { SampleContext, ValueLocation } from './sample-context.ts';
import { sampleValue } from './sample-value.ts';
import { createStream } from './stream.ts';

/** Makes a value for a schema of the contract. The same request gives the same bytes, whatever was made before. */
export type Sampler = (request: SampleRequest) => JsonValue;

/** Which value is wanted. */
export interface SampleRequest {
  /** JSON Pointer of the schema in the bundled document. */
  readonly pointer: string;
  /** What the value is for: values of different places differ. */
  readonly purpose: string;
  readonly seed: string;
  /** What only requests, or only responses, may hold is left out of the others. */
  readonly direction: SampleContext['direction'];
  /** Take what schemas give as examples and defaults where there is some. */
  readonly useExamples: boolean;
}

/**
 * Values for the schemas of one contract, as its validators want them. What no rule of making can promise (`not`,
 * overlapping branches of `oneOf`) is tried again, ever smaller; a schema that refuses all of it gets the first, the
 * fullest. Never throws.
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
      // What costs the validator too much would again.
      if (context.isExhausted() || violations.some(({ keyword }) => keyword === 'depth')) break;
    }
    return first ?? null;
  };
}

interface ContextOptions extends Pick<SampleContext, 'resolve' | 'useExamples' | 'fullness' | 'direction'> {
  /** What everything that is drawn depends on, beside its location in the value. */
  readonly origin: string;
  readonly fakerAt: FakerAt;
}

function createContext({ origin, fakerAt, ...settings }: ContextOptions): SampleContext & { isExhausted(): boolean } {
  const toSeedText = (path: string, purpose: string): string => `${origin}\u0000${path}\u0000${purpose}`;
  let made = 0;
  let characters = MAX_CHARACTERS;
  const isExhausted = (): boolean => made >= MAX_REQUIRED_VALUES || characters <= 0;
  const context: SampleContext = {
    ...settings,
    streamAt: (path, purpose) => createStream(toSeedText(path, purpose)),
    fakerAt: (path, purpose) => fakerAt(toSeedText(path, purpose)),
    takeCharacters: (wanted) => {
      const taken = Math.max(0, Math.min(wanted, characters));
      characters -= taken;
      return taken;
    },
    isClosing: ({ depth }) => depth >= MAX_OPTIONAL_DEPTH || made >= MAX_OPTIONAL_VALUES || settings.fullness === 0,
    sample: (schema, location) => {
      made += 1;
      return location.depth > MAX_REQUIRED_DEPTH || isExhausted() ? null : sampleValue(schema, location, context);
    },
  };
  return { ...context, isExhausted };
}

const ROOT: ValueLocation = { path: '', name: '', schemaName: '', owner: '', depth: 0, openReferences: new Map() };

/** How full each attempt is. */
const FULLNESS = [1, 1, 1, 1, 1, 0.7, 0.5, 0.5, 0.3, 0.3, 0, 0, 0];
const ATTEMPTS_WITH_EXAMPLES = 2;

/** Below this depth, and past this many values, nothing is made that is not asked for. */
const MAX_OPTIONAL_DEPTH = 7;
const MAX_OPTIONAL_VALUES = 400;
/**
 * A schema that asks for itself without end has no value, and one that asks for a million elements none that anybody
 * reads: here one gives up.
 */
const MAX_REQUIRED_DEPTH = 40;
const MAX_REQUIRED_VALUES = 2000;
/** Of all texts that have to be long. */
const MAX_CHARACTERS = 500_000;
