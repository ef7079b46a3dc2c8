import * as fc from 'fast-check';
import { createSimulator } from '../../src/index.ts';
import { compareAll } from './compare.ts';
import { createModel, PEOPLE, type Model, type Person, type Row } from './model.ts';
import { createReal, RATE_LIMIT, type Real } from './real.ts';
import type { Draw } from './resources.ts';
import type { Step } from './crud-steps.ts';

/** The result of a run of the model test. */
export interface ModelRun {
  /** The number of steps taken, by kind. */
  readonly taken: ReadonlyMap<string, number>;
}

/**
 * Takes random sequences of steps on a simulator and on a plain model, and compares them after each. A failure is
 * shrunk to the shortest sequence that shows it, and can be repeated by its seed.
 */
export async function runModel(
  steps: ReadonlyMap<string, Step>,
  {
    seed,
    runs,
    length,
    folder,
  }: { readonly seed: number; readonly runs: number; readonly length: number; readonly folder: string },
): Promise<ModelRun> {
  const taken = new Map<string, number>();
  const commands = [...steps].map(([kind, step]) =>
    draw.map((drawn) => new ModelCommand(kind, step, { drawn, taken })),
  );
  const property = fc.asyncProperty(fc.commands(commands, { maxCommands: length, size: 'max' }), async (sequence) => {
    const limits = { csrf: true, rateLimit: `${RATE_LIMIT}/min` };
    const simulator = await createSimulator({ fixtures: folder, seed: '7', ...limits });
    try {
      const setup = async (): Promise<{ model: Model; real: Real }> => {
        const real = createReal(simulator);
        return { model: await readModel(real), real };
      };
      let state: { model: Model; real: Real } | undefined;
      await fc.asyncModelRun(async () => (state = await setup()), sequence);
      if (state !== undefined) await compareAll(state.model, state.real);
      const { breaches } = simulator.violations();
      if (breaches.length > 0) throw new Error(`The contract was broken: ${JSON.stringify(breaches)}`);
    } finally {
      await simulator.close();
    }
  });
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: false });
  return { taken };
}

/** One step with what it has drawn; shown in a counterexample as a line. */
class ModelCommand implements fc.AsyncCommand<Model, Real> {
  readonly #kind: string;
  readonly #step: Step;
  readonly #context: { readonly drawn: Draw; readonly taken: Map<string, number> };

  constructor(kind: string, step: Step, context: { readonly drawn: Draw; readonly taken: Map<string, number> }) {
    this.#kind = kind;
    this.#step = step;
    this.#context = context;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    const { drawn, taken } = this.#context;
    taken.set(this.#kind, (taken.get(this.#kind) ?? 0) + 1);
    await this.#step(drawn, model, real);
  }

  toString(): string {
    return `${this.#kind}(${JSON.stringify(this.#context.drawn)})`;
  }
}

/** Reads the initial model of the small world, as John and Jane see it. */
async function readModel({ call }: Real): Promise<Model> {
  const models = await call('john', 'GET', '/api/v1/large-language-models?per_page=100&with=provider');
  const vendors = new Set(models.list.map(({ provider }) => (provider as { uuid?: string } | undefined)?.uuid));
  const toRow = (item: Readonly<Record<string, unknown>>): Row => {
    const user = item['user'] as { id?: number } | undefined;
    const owner = (Object.keys(PEOPLE) as Person[]).find((person) => PEOPLE[person].id === user?.id);
    return { key: String(item['uuid']), owner: owner ?? 'another', fields: toFields(item) };
  };
  const toFields = (item: Readonly<Record<string, unknown>>): Row['fields'] => {
    const { uuid, name, authentication_strategy: own, authentication_config: config } = item;
    const takesTokens = own === 'token' || typeof (config as { token?: unknown } | null)?.token === 'object';
    return { visibility: 'public', name: String(name), hasModels: vendors.has(String(uuid)), takesTokens };
  };
  const providers = await call('john', 'GET', '/api/v1/providers?per_page=100');
  const workspaces = await Promise.all(
    (Object.keys(PEOPLE) as Person[]).map(async (person) => {
      const { list } = await call(person, 'GET', '/api/v1/workspaces?per_page=100');
      return list.map((item) => ({ key: String(item['uuid']), owner: person, fields: { name: String(item['name']) } }));
    }),
  );
  return createModel({ providers: providers.list.map(toRow), workspaces: workspaces.flat() });
}

const draw: fc.Arbitrary<Draw> = fc.record({
  person: fc.constantFrom<Person>('john', 'john', 'jane'),
  first: fc.nat(1000),
  second: fc.nat(1000),
  word: fc.stringMatching(/^[a-z]{4,9}$/),
  flag: fc.boolean(),
});
