import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';
import { compileContract } from '../../../src/contract/compile-contract.ts';
import type { CompiledContract } from '../../../src/contract/model/contract.ts';
import { isJsonObject, type JsonValue } from '../../../src/kernel/json/json.ts';
import { createSampler, type Sampler } from '../../../src/sample/schema/create-sampler.ts';
import { loadFaker } from '../../../src/sample/schema/load-faker.ts';
import { TRICKY_DOCUMENT, TRICKY_SCHEMAS } from '../tricky-schemas.ts';
import { measureProcessorTime } from '../../support/processor-time.ts';

const fakerAt = await loadFaker();
const { contract: own } = await loadContract(undefined);
const tricky = compileContract({ document: TRICKY_DOCUMENT, locate: (pointer) => ({ file: 'tricky.yaml', pointer }) });
/** A few for every change; `npm run test:samples` makes many, and of bodies too. */
const RUNS = Number(process.env['SAMPLE_RUNS'] ?? 1);
const ownNames = Object.keys((own.document['components'] as Record<string, object>)['schemas'] ?? {}).filter(
  (name) => RUNS > 1 || !/(Request|Response|Event|EventStream)$/.test(name),
);

const at = (name: string): string => `/components/schemas/${name}`;
const request = (name: string, seed: number | string, purpose = 'test/200') => ({
  pointer: at(name),
  purpose,
  seed: String(seed),
  direction: 'response' as 'request' | 'response',
  useExamples: false,
});
const fresh = (contract: CompiledContract): Sampler => createSampler(contract, fakerAt);

function isFit(contract: CompiledContract, name: string, value: JsonValue): boolean {
  return contract.validatorAt(at(name))(value).length === 0;
}

describe('samples are valid for any seed', () => {
  it.each(ownNames)('%s', (name) => {
    const sample = fresh(own);
    const direction = name.endsWith('Request') ? 'request' : 'response';
    const fits = (seed: number): boolean => isFit(own, name, sample({ ...request(name, seed), direction }));
    expect(() => assert(property(integer(), fits), { numRuns: RUNS })).not.toThrow();
  });

  it.each(Object.keys(TRICKY_SCHEMAS))('%s', (name) => {
    const sample = fresh(tricky);
    const fits = (seed: number): boolean => isFit(tricky, name, sample(request(name, seed)));
    expect(() => assert(property(integer(), fits), { numRuns: RUNS * 4 })).not.toThrow();
  });
});

describe('an unsatisfiable schema', () => {
  const self = { $ref: '#/components/schemas/Impossible' };

  it.each<[string, object]>([
    ['nothing', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['itself endlessly', { type: 'object', required: ['self'], properties: { self } }],
    ['itself twice endlessly', { type: 'object', required: ['a', 'b'], properties: { a: self, b: self } }],
    ['only itself', self],
    ['itself in a union', { anyOf: [self] }],
    [
      'an unresolved reference',
      { $ref: '#/components/schemas/Nowhere', type: 'object', required: ['a'], properties: { a: false } },
    ],
    ['too many elements', { type: 'array', minItems: 1e9, items: { type: 'array', minItems: 1e9 } }],
    ['too many properties', { type: 'object', minProperties: 1e9 }],
    ['too much text', { type: 'string', minLength: 1e9 }],
    ['too much text of a pattern', { type: 'string', pattern: '^[ab]+$', minLength: 1e9 }],
    ['exactly one of two equal schemas', { oneOf: [{ type: 'object' }, { type: 'object' }] }],
    ['reversed bounds', { type: 'number', minimum: 5, maximum: 3, multipleOf: 0.3 }],
    ['an empty enumeration', { enum: [] }],
    ['a union of nothing', { oneOf: [false] }],
    ['an invalid pattern', { type: 'string', pattern: '(' }],
  ])('%s: a value is returned in time', async (_what, schema) => {
    const document = { ...TRICKY_DOCUMENT, components: { schemas: { Impossible: schema } } } as typeof TRICKY_DOCUMENT;
    // The validator is a stub, because such a schema may not compile.
    const contract = {
      document,
      validatorAt: () => () => [{ path: [], keyword: 'not', params: {}, actual: 'object' }],
    };
    const sample = createSampler(contract as unknown as CompiledContract, fakerAt);
    const time = await measureProcessorTime(() => expect(sample(request('Impossible', 1))).toBeDefined());
    expect(time).toBeLessThan(8000);
  });
});

describe('samples depend only on seed and purpose', () => {
  const names = [
    ...ownNames.map((name) => [own, name] as const),
    ...Object.keys(TRICKY_SCHEMAS).map((name) => [tricky, name] as const),
  ];
  const anyRequest = record({ entry: constantFrom(...names), seed: integer({ min: 0, max: 50 }) });

  it('returns the same bytes after any other samples', () => {
    const warm = new Map([own, tricky].map((contract) => [contract, fresh(contract)]));
    assert(
      property(array(anyRequest, { maxLength: 5 }), anyRequest, (before, { entry: [contract, name], seed }) => {
        for (const { entry, seed: other } of before) warm.get(entry[0])?.(request(entry[1], other));
        expect(JSON.stringify(warm.get(contract)?.(request(name, seed)))).toBe(
          JSON.stringify(fresh(contract)(request(name, seed))),
        );
      }),
      { numRuns: RUNS * 8 },
    );
  });

  it('returns other values for another seed or purpose', () => {
    const sample = fresh(own);
    const text = (seed: number, purpose?: string): string => JSON.stringify(sample(request('User', seed, purpose)));
    expect(new Set([text(1), text(2), text(3), text(1, 'other/200'), text(1, 'test/404')]).size).toBe(5);
  });

  it('keeps the value of a property when others are added', () => {
    const withProperties = (properties: object): JsonValue => {
      const document = {
        ...TRICKY_DOCUMENT,
        components: { schemas: { Thing: { type: 'object', properties } } },
      } as typeof TRICKY_DOCUMENT;
      const contract = compileContract({ document, locate: (pointer) => ({ file: '', pointer }) });
      return fresh(contract)(request('Thing', 3));
    };
    const city = { type: 'string' };
    const alone = withProperties({ city });
    const accompanied = withProperties({
      tags: { type: 'array', items: { type: 'string' } },
      city,
      price: { type: 'number' },
    });
    expect((accompanied as { city: string }).city).toBe((alone as { city: string }).city);
  });
});

describe('samples are plausible', () => {
  const sampleOf = (schema: object, seed = 1): JsonValue => {
    const document = { ...TRICKY_DOCUMENT, components: { schemas: { Customer: schema } } } as typeof TRICKY_DOCUMENT;
    return fresh(compileContract({ document, locate: (pointer) => ({ file: '', pointer }) }))(
      request('Customer', seed),
    );
  };
  const texts = (...names: string[]): object => ({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  });

  it.each([
    ['email', /^[^@\s]+@example\.(com|org|net)$/],
    ['name', /^\p{Lu}\S*( \S+)+$/u],
    ['firstName', /^\p{Lu}[\p{L}'-]+$/u],
    ['website_url', /^https:\/\/\S+$/],
    ['avatar', /^https:\/\/\S+\.png$/],
    ['price', /^\d+\.\d\d$/],
    ['currency', /^[A-Z]{3}$/],
    ['description', /^\p{Lu}[\p{L}\d ,/'-]+\.$/u],
    ['phone_number', /^\+\d{7,15}$/],
    ['created_at', /^2024-0[1-6]-\d\dT[\d:]{8}Z$|^20\d\d-/],
  ])('%s', (name, form) => {
    for (const seed of [1, 2, 3]) expect((sampleOf(texts(name), seed) as Record<string, string>)[name]).toMatch(form);
  });

  it('chooses a name by the object that it belongs to', () => {
    const within = (owner: string): string => {
      const value = sampleOf({ type: 'object', properties: { [owner]: texts('name') } });
      return (value as Record<string, { name: string }>)[owner]?.name ?? '';
    };
    expect(within('pet')).toMatch(/^[^ ]+( [^ ]+)?$/);
    expect(within('company')).not.toBe(within('pet'));
  });

  it('uses one name for a person in all fields', () => {
    for (const seed of [1, 2, 3]) {
      const { name, first_name, last_name, email } = sampleOf(
        texts('name', 'first_name', 'last_name', 'email'),
        seed,
      ) as Record<string, string>;
      expect(name).toBe(`${first_name} ${last_name}`);
      expect(email).toMatch(/@example\.(com|org|net)$/);
    }
  });

  it('never sets updated_at before created_at', () => {
    const times = { type: 'string', format: 'date-time' };
    for (const seed of [1, 2, 3, 4]) {
      const { created_at, updated_at } = sampleOf(
        { type: 'object', properties: { created_at: times, updated_at: times } },
        seed,
      ) as Record<string, string>;
      expect(Date.parse(updated_at ?? '')).toBeGreaterThanOrEqual(Date.parse(created_at ?? ''));
    }
  });

  it('never contains write-only properties', () => {
    for (const seed of [1, 2, 3])
      expect(Object.keys(fresh(tricky)(request('Secretive', seed)) as object)).toEqual(['name']);
  });

  it('nests recursive schemas to a limited depth', () => {
    const depth = (value: JsonValue): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map((child: JsonValue) => depth(child)))
        : 0;
    for (const name of ['Tree', 'List', 'Expression', 'Self', 'Json']) {
      const depths = [1, 2, 3, 4, 5, 6].map((seed) => depth(fresh(tricky)(request(name, seed))));
      expect(Math.max(...depths)).toBeLessThan(20);
      expect(JSON.stringify(fresh(tricky)(request(name, 1))).length).toBeLessThan(20_000);
    }
    expect(depth(fresh(tricky)(request('Tree', 1)))).toBeGreaterThan(2);
  });

  it('uses the examples and defaults of the schema on request', () => {
    const document = {
      ...TRICKY_DOCUMENT,
      components: {
        schemas: {
          Book: {
            type: 'object',
            properties: { title: { type: 'string', examples: ['Emma'] }, pages: { type: 'integer', default: 320 } },
          },
        },
      },
    } as typeof TRICKY_DOCUMENT;
    const sample = fresh(compileContract({ document, locate: (pointer) => ({ file: '', pointer }) }));
    expect(sample({ ...request('Book', 1), useExamples: true })).toEqual({ title: 'Emma', pages: 320 });
    const made = sample(request('Book', 1));
    expect(isJsonObject(made) && made['title']).not.toBe('Emma');
  });
});
