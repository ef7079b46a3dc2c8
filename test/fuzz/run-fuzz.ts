import * as fc from 'fast-check';
import type { IAsyncProperty } from 'fast-check';
import type { CompiledContract, Operation } from '../../src/contract/model/contract.ts';
import type { ResponseBreach, ResponseCheckReport } from '../../src/pipeline/response/check.ts';
import { toWire, type Draft } from './draft.ts';
import { draftOf, validDraftOf, type DraftDeps } from './draft-arbitrary.ts';
import { readKnown, readLists } from './known-keys.ts';
import { Breach, checkInvalid, checkValid, createCase, type Case, type Rule } from './oracle.ts';
import { createReferenceValidator } from './reference-validator.ts';
import { createSchemaNodeReader } from './schema-node.ts';
import { findSites, type Change, type Site } from './sites.ts';
import type { WireRequest } from './wire.ts';
import { openResettable, type OpenSubject, type ResettableSubject } from './subject.ts';

/** The target and extent of a fuzz run. The same seed and numbers generate the same requests. */
export interface FuzzOptions {
  readonly contract: CompiledContract;
  readonly open: OpenSubject;
  readonly seed: number;
  /** Number of valid requests per operation. */
  readonly valid: number;
  /** Number of invalid requests per site. */
  readonly broken: number;
  /** Defaults to all operations. */
  readonly operations?: readonly string[];
}

/** A rule that an operation broke, with the smallest request that shows it. */
export interface Failure {
  readonly operationId: string;
  /** `valid`, or the kind of breakage. */
  readonly kind: string;
  readonly rule: Rule | 'fuzz';
  readonly message: string;
  /** In the order in which they were sent; the last one shows the failure. */
  readonly curls: readonly string[];
}

export interface FuzzReport {
  readonly seed: number;
  /** All requests, including those that verify another one. */
  readonly requests: number;
  /** Number of generated requests, by `valid` or the kind of breakage. */
  readonly cases: ReadonlyMap<string, number>;
  /** Number of accepted valid requests. */
  readonly accepted: number;
  readonly sites: number;
  readonly operations: number;
  readonly failures: readonly Failure[];
  readonly checked: number;
  readonly breaches: readonly ResponseBreach[];
}

/**
 * Sends valid and invalid requests of every operation and checks each response. Reports failures instead of throwing
 * them.
 */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const run = await openRun(options);
  const operations = options.contract.operations.filter(({ id }) => options.operations?.includes(id) ?? true);
  try {
    for (const operation of operations) {
      await fuzzValid(operation, run);
      await fuzzInvalid(operation, run);
      if (run.pending.length >= PROBE_INTERVAL) await probe(run);
    }
    await probe(run);
  } finally {
    for (const subject of [run.changing, run.still, run.strict]) await subject.close();
  }
  const { requests, cases, accepted, sites, failures, checked, breaches } = run.tally;
  return {
    seed: options.seed,
    requests,
    cases,
    accepted,
    sites,
    operations: operations.length,
    failures,
    checked,
    breaches,
  };
}

interface Run {
  readonly options: FuzzOptions;
  readonly deps: DraftDeps;
  /** Receives requests that may be accepted. */
  readonly changing: ResettableSubject;
  /** Receives requests that must be rejected, so its state never changes. */
  readonly still: ResettableSubject;
  readonly strict: ResettableSubject;
  /** The initial state as clients see it. */
  readonly initial: string;
  /** The requests rejected since the state was last compared. */
  readonly pending: { readonly operation: Operation; readonly sites: readonly Site[] }[];
  readonly tally: Tally;
}

interface Tally {
  requests: number;
  accepted: number;
  sites: number;
  checked: number;
  readonly cases: Map<string, number>;
  readonly failures: Failure[];
  readonly breaches: ResponseBreach[];
}

async function openRun({ contract, open, ...rest }: FuzzOptions): Promise<Run> {
  const tally: Tally = { requests: 0, accepted: 0, sites: 0, checked: 0, cases: new Map(), failures: [], breaches: [] };
  const addChecks = ({ checked, breaches }: ResponseCheckReport): void => {
    tally.checked += checked;
    tally.breaches.push(...breaches);
  };
  const [changing, still, strict] = await Promise.all(
    [false, false, true].map((isStrict) => openResettable(open, isStrict, addChecks)),
  );
  if (changing === undefined || still === undefined || strict === undefined) throw new Error('A subject did not open.');
  const deps: DraftDeps = {
    contract,
    read: createSchemaNodeReader(contract.document),
    findErrors: createReferenceValidator(contract.document),
    known: await readKnown(contract, still.fetch),
    session: still.session,
    contexts: new WeakMap(),
  };
  const run = { options: { contract, open, ...rest }, deps, changing, still, strict, tally, pending: [] };
  return { ...run, initial: await readState(run, still) };
}

async function fuzzValid(operation: Operation, run: Run): Promise<void> {
  const { changing, deps, tally, options } = run;
  await changing.reset();
  const isSafe = operation.method === 'GET';
  const weight = isSafe ? 0 : operation.behaviour === 'delete' ? 1 / 4 : 1 / 40;
  const refused: Draft[] = [];
  const property = fc.asyncProperty(validDraftOf(operation, deps), async (draft) => {
    const status = await checkValid(operation, draft, createCase(deps, changing, countRequest(tally)));
    if (status >= 300) return void refused.push(draft);
    tally.accepted += 1;
    await changing.changed(weight);
  });
  await check(property, { operation, kind: 'valid', runs: options.valid, reset: changing.reset }, run);
  if (!isSafe && refused.length > 0) await probeRejected(operation, refused, run);
}

/**
 * Sends the rejected requests again, all of them to an unchanged subject. If its state differs afterwards, finds the
 * request that changed it.
 */
async function probeRejected(operation: Operation, drafts: readonly Draft[], run: Run): Promise<void> {
  if ((await findChanging(operation, drafts, run)) === undefined) return;
  for (const draft of drafts) {
    const breach = await findChanging(operation, [draft], run);
    if (breach === undefined) continue;
    run.tally.failures.push({ operationId: operation.id, kind: 'valid', ...describeError(breach) });
    return;
  }
}

async function findChanging(operation: Operation, drafts: readonly Draft[], run: Run): Promise<unknown> {
  const { changing, deps, tally } = run;
  await changing.reset();
  const test = createCase(deps, changing, countRequest(tally));
  const refused: Draft[] = [];
  try {
    for (const draft of drafts) {
      const { status } = await test.send(toWire(draft, operation, deps.contract));
      if (status >= 300) refused.push(draft);
      else await changing.reset();
    }
  } catch (breach) {
    return breach;
  }
  // A request that is rejected only after others (its record was deleted) is accepted here, and hides the effects of
  // the rest.
  if (refused.length < drafts.length) return findChanging(operation, refused, run);
  if ((await readState(run, changing)) === run.initial) return undefined;
  try {
    return test.fail(
      'rejected-changes-nothing',
      `${operation.id} rejected a request that matches the contract, and changed the state.`,
    );
  } catch (breach) {
    return breach;
  }
}

async function fuzzInvalid(operation: Operation, run: Run): Promise<void> {
  const sites = findSites(operation, run.deps);
  run.tally.sites += sites.length;
  run.pending.push({ operation, sites });
  for (const site of sites) {
    const property = brokenProperty(operation, site, run, {
      subject: run[subjectOf(site)],
      send: (request, test) => checkInvalid(operation, site, request, test),
    });
    await check(property, { operation, kind: site.kind, runs: run.options.broken, where: site.where }, run);
  }
}

/**
 * Checks that the requests rejected since the last probe changed nothing. Reading the state is slow and rarely finds
 * anything, so the cause is only searched for afterwards.
 */
async function probe(run: Run): Promise<void> {
  for (const name of ['still', 'strict'] as const) {
    if ((await readState(run, run[name])) === run.initial) continue;
    for (const { operation, sites } of run.pending) {
      const sent = sites.filter((site) => subjectOf(site) === name);
      await findCauses(operation, sent, run);
    }
    await run[name].reset();
  }
  run.pending.length = 0;
}

function subjectOf({ strict }: Site): 'still' | 'strict' {
  return strict ? 'strict' : 'still';
}

interface Sending {
  readonly subject: ResettableSubject;
  readonly send: (request: WireRequest, test: Case) => Promise<void>;
}

function brokenProperty(
  operation: Operation,
  site: Site,
  { deps, tally }: Run,
  { subject, send }: Sending,
): IAsyncProperty<[Draft, Change]> {
  return fc.asyncProperty(draftOf(operation, deps, site.held), site.breaks, async (draft, change) => {
    const changed = change.draft?.(draft) ?? draft;
    assertInvalid(operation, site, changed, deps);
    const request = toWire(changed, operation, deps.contract);
    await send(change.wire?.(request) ?? request, createCase(deps, subject, countRequest(tally)));
  });
}

/** Throws when plain ajv accepts the request: then the fuzz itself is wrong. */
function assertInvalid(
  { body, id }: Operation,
  { held, kind, where, strict }: Site,
  { body: value }: Draft,
  { findErrors }: DraftDeps,
): void {
  const pointer = body?.mediaTypes[0]?.pointer;
  if (held?.in !== 'body' || strict || pointer === undefined || findErrors(pointer, value).length > 0) return;
  throw new Error(
    `Failed to break ${kind} of ${where} of ${id}: the value is still valid: ${JSON.stringify(value).slice(0, 300)}`,
  );
}

/**
 * Finds the site whose rejected request changed the state: tries each one on a fresh subject.
 */
async function findCauses(operation: Operation, sites: readonly Site[], run: Run): Promise<void> {
  const found = run.tally.failures.length;
  for (const site of sites) {
    const subject = run[subjectOf(site)];
    const send: Sending['send'] = async (request, test) => {
      const { status } = await test.send(request);
      if ((await readState(run, subject)) === run.initial) return;
      await subject.reset();
      test.fail(
        'rejected-changes-nothing',
        `${operation.id} rejected a request whose ${site.where} breaks ${site.kind} with ${status}, and changed the state.`,
      );
    };
    await subject.reset();
    await check(
      brokenProperty(operation, site, run, { subject, send }),
      { operation, kind: site.kind, runs: run.options.broken, where: site.where },
      run,
    );
    if (run.tally.failures.length > found) return;
  }
}

async function readState(
  { deps: { contract } }: Pick<Run, 'deps'>,
  { fetch: target }: ResettableSubject,
): Promise<string> {
  const lists = await readLists(contract, target);
  return JSON.stringify(lists.map(({ status, records }) => [status, records]));
}

interface Check {
  readonly operation: Operation;
  readonly kind: string;
  readonly where?: string;
  readonly runs: number;
  /** Resets the subject before each attempt to shrink. */
  readonly reset?: () => Promise<void>;
}

async function check<Values>(
  property: IAsyncProperty<Values>,
  { operation, kind, where = '', runs, reset }: Check,
  { options, tally }: Run,
): Promise<void> {
  const seed = toSeed(`${options.seed} ${operation.id} ${kind} ${where}`);
  let attempts = 0;
  const limited = withShrinkLimit(property, async () => {
    attempts += 1;
    await reset?.();
    return attempts <= MAX_SHRINKS;
  });
  const { failed, numRuns, errorInstance } = await fc.check(limited, {
    seed,
    numRuns: runs,
  });
  tally.cases.set(kind, (tally.cases.get(kind) ?? 0) + numRuns);
  if (!failed) return;
  tally.failures.push({ operationId: operation.id, kind, ...describeError(errorInstance) });
}

/** Describes an error. Any error but a Breach is a fault of the fuzz itself. */
function describeError(error: unknown): Pick<Failure, 'rule' | 'message' | 'curls'> {
  if (error instanceof Breach) return { rule: error.rule, message: error.message, curls: error.curls };
  return { rule: 'fuzz', message: error instanceof Error ? (error.stack ?? error.message) : String(error), curls: [] };
}

/**
 * Limits the attempts to shrink. After the first failure each run is such an attempt, and starts from the initial
 * state.
 */
function withShrinkLimit<Values>(
  property: IAsyncProperty<Values>,
  mayTry: () => Promise<boolean>,
): IAsyncProperty<Values> {
  let hasFailed = false;
  return Object.assign(Object.create(property) as IAsyncProperty<Values>, {
    run: async (values: Values) => {
      if (hasFailed && !(await mayTry())) return null;
      const failure = await property.run(values);
      if (failure !== null) hasFailed = true;
      return failure;
    },
  });
}

function countRequest(tally: Tally): () => void {
  return () => {
    tally.requests += 1;
  };
}

/** Hashes a text (FNV-1a), so that every site has its own requests under one seed. */
function toSeed(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  return hash | 0;
}

const MAX_SHRINKS = 100;
const PROBE_INTERVAL = 12;
