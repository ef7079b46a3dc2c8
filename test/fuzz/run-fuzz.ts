import * as fc from 'fast-check';
import type { IAsyncProperty } from 'fast-check';
import type { CompiledContract, Operation } from '../../src/contract/model/contract.ts';
import type { ResponseBreach, ResponseCheckReport } from '../../src/pipeline/response/check.ts';
import { toWire, type Draft } from './draft.ts';
import { draftOf, validDraftOf, type DraftTools } from './draft-arbitrary.ts';
import { readKnown, readLists } from './known-keys.ts';
import { Breach, checkBroken, checkValid, createCase, type Case, type Rule } from './oracle.ts';
import { createReferenceValidator } from './reference-validator.ts';
import { createSchemaNodeReader } from './schema-node.ts';
import { findSites, type Change, type Site } from './sites.ts';
import type { WireRequest } from './wire.ts';
import { openRenewable, type OpenSubject, type RenewableSubject } from './subject.ts';

/** What to fuzz, and how much. The same seed and numbers give the same requests. */
export interface FuzzOptions {
  readonly contract: CompiledContract;
  readonly open: OpenSubject;
  readonly seed: number;
  /** Valid requests of each operation. */
  readonly valid: number;
  /** Requests for each site of each operation. */
  readonly broken: number;
  /** Without it all. */
  readonly operations?: readonly string[];
}

/** A promise that an operation broke, shrunk to the smallest request that shows it. */
export interface Failure {
  readonly operationId: string;
  /** `valid`, or the kind of breakage. */
  readonly kind: string;
  readonly rule: Rule | 'fuzz';
  readonly message: string;
  /** In the order in which they were sent; the last one shows it. */
  readonly curls: readonly string[];
}

export interface FuzzReport {
  readonly seed: number;
  /** All that were sent, follow-ups too. */
  readonly requests: number;
  /** Requests made from the contract, by `valid` or the kind of breakage. */
  readonly cases: ReadonlyMap<string, number>;
  /** How many of the valid ones were accepted. */
  readonly accepted: number;
  readonly sites: number;
  readonly operations: number;
  readonly failures: readonly Failure[];
  readonly checked: number;
  readonly breaches: readonly ResponseBreach[];
}

/**
 * Sends valid and broken requests of every operation and holds each answer to the promises. Never throws for what it
 * finds.
 */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const run = await openRun(options);
  const operations = options.contract.operations.filter(({ id }) => options.operations?.includes(id) ?? true);
  try {
    for (const operation of operations) {
      await fuzzValid(operation, run);
      await fuzzBroken(operation, run);
      if (run.pending.length >= PROBED_TOGETHER) await probe(run);
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
  readonly tools: DraftTools;
  /** For what may be accepted. */
  readonly changing: RenewableSubject;
  /** For what must be refused: it never changes. */
  readonly still: RenewableSubject;
  readonly strict: RenewableSubject;
  /** What clients see of the initial state. */
  readonly initial: string;
  /** What was refused since the state was last looked at. */
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
  const addLedger = ({ checked, breaches }: ResponseCheckReport): void => {
    tally.checked += checked;
    tally.breaches.push(...breaches);
  };
  const [changing, still, strict] = await Promise.all(
    [false, false, true].map((isStrict) => openRenewable(open, isStrict, addLedger)),
  );
  if (changing === undefined || still === undefined || strict === undefined) throw new Error('A subject did not open.');
  const tools: DraftTools = {
    contract,
    read: createSchemaNodeReader(contract.document),
    findErrors: createReferenceValidator(contract.document),
    known: await readKnown(contract, still.fetch),
    contexts: new WeakMap(),
  };
  const run = { options: { contract, open, ...rest }, tools, changing, still, strict, tally, pending: [] };
  return { ...run, initial: await readState(run, still) };
}

async function fuzzValid(operation: Operation, run: Run): Promise<void> {
  const { changing, tools, tally, options } = run;
  await changing.renew();
  const isSafe = operation.method === 'GET';
  const weight = isSafe ? 0 : operation.behaviour === 'delete' ? 1 / 4 : 1 / 40;
  const refused: Draft[] = [];
  const property = fc.asyncProperty(validDraftOf(operation, tools), async (draft) => {
    const status = await checkValid(operation, draft, createCase(tools, changing, countRequest(tally)));
    if (status >= 300) return void refused.push(draft);
    tally.accepted += 1;
    await changing.changed(weight);
  });
  await check(property, { operation, kind: 'valid', runs: options.valid, renew: changing.renew }, run);
  if (!isSafe && refused.length > 0) await probeRefused(operation, refused, run);
}

/**
 * What a rule refused is sent once more, all of it to a subject that nothing has changed. Where that is another one
 * afterwards, the culprit is searched for.
 */
async function probeRefused(operation: Operation, drafts: readonly Draft[], run: Run): Promise<void> {
  if ((await findChanging(operation, drafts, run)) === undefined) return;
  for (const draft of drafts) {
    const breach = await findChanging(operation, [draft], run);
    if (breach === undefined) continue;
    run.tally.failures.push({ operationId: operation.id, kind: 'valid', ...describeError(breach) });
    return;
  }
}

async function findChanging(operation: Operation, drafts: readonly Draft[], run: Run): Promise<unknown> {
  const { changing, tools, tally } = run;
  await changing.renew();
  const test = createCase(tools, changing, countRequest(tally));
  const refused: Draft[] = [];
  try {
    for (const draft of drafts) {
      const { status } = await test.send(toWire(draft, operation, tools.contract));
      if (status >= 300) refused.push(draft);
      else await changing.renew();
    }
  } catch (breach) {
    return breach;
  }
  // What is refused after others only (it was deleted before) is accepted here, and hides what the rest did.
  if (refused.length < drafts.length) return findChanging(operation, refused, run);
  if ((await readState(run, changing)) === run.initial) return undefined;
  try {
    return test.fail(
      'refused-changes-nothing',
      `${operation.id} refuses a request that fits the contract, and changes the state.`,
    );
  } catch (breach) {
    return breach;
  }
}

async function fuzzBroken(operation: Operation, run: Run): Promise<void> {
  const sites = findSites(operation, run.tools);
  run.tally.sites += sites.length;
  run.pending.push({ operation, sites });
  for (const site of sites) {
    const property = brokenProperty(operation, site, run, {
      subject: run[subjectOf(site)],
      send: (request, test) => checkBroken(operation, site, request, test),
    });
    await check(property, { operation, kind: site.kind, runs: run.options.broken, where: site.where }, run);
  }
}

/**
 * Whether all that was refused since the last look changed nothing. To look is slow, and hardly ever is anything found:
 * the culprit is searched for afterwards.
 */
async function probe(run: Run): Promise<void> {
  for (const name of ['still', 'strict'] as const) {
    if ((await readState(run, run[name])) === run.initial) continue;
    for (const { operation, sites } of run.pending) {
      const sent = sites.filter((site) => subjectOf(site) === name);
      await findCulprits(operation, sent, run);
    }
    await run[name].renew();
  }
  run.pending.length = 0;
}

function subjectOf({ strict }: Site): 'still' | 'strict' {
  return strict ? 'strict' : 'still';
}

interface Sending {
  readonly subject: RenewableSubject;
  readonly send: (request: WireRequest, test: Case) => Promise<void>;
}

function brokenProperty(
  operation: Operation,
  site: Site,
  { tools, tally }: Run,
  { subject, send }: Sending,
): IAsyncProperty<[Draft, Change]> {
  return fc.asyncProperty(draftOf(operation, tools, site.held), site.breaks, async (draft, change) => {
    const changed = change.draft?.(draft) ?? draft;
    mustBeBroken(operation, site, changed, tools);
    const request = toWire(changed, operation, tools.contract);
    await send(change.wire?.(request) ?? request, createCase(tools, subject, countRequest(tally)));
  });
}

/** The fuzz is wrong itself where plain ajv finds nothing wrong. */
function mustBeBroken(
  { body, id }: Operation,
  { held, kind, where, strict }: Site,
  { body: value }: Draft,
  { findErrors }: DraftTools,
): void {
  const pointer = body?.mediaTypes[0]?.pointer;
  if (held?.in !== 'body' || strict || pointer === undefined || findErrors(pointer, value).length > 0) return;
  throw new Error(
    `The fuzz meant to break ${kind} of ${where} of ${id}, and did not: ${JSON.stringify(value).slice(0, 300)}`,
  );
}

/**
 * Something that was refused changed the state: each site is tried again by itself, on a fresh subject, until one is
 * found.
 */
async function findCulprits(operation: Operation, sites: readonly Site[], run: Run): Promise<void> {
  const found = run.tally.failures.length;
  for (const site of sites) {
    const subject = run[subjectOf(site)];
    const send: Sending['send'] = async (request, test) => {
      const { status } = await test.send(request);
      if ((await readState(run, subject)) === run.initial) return;
      await subject.renew();
      test.fail(
        'refused-changes-nothing',
        `${operation.id} answers a request whose ${site.where} breaks ${site.kind} with ${status}, and changes the state.`,
      );
    };
    await subject.renew();
    await check(
      brokenProperty(operation, site, run, { subject, send }),
      { operation, kind: site.kind, runs: run.options.broken, where: site.where },
      run,
    );
    if (run.tally.failures.length > found) return;
  }
}

async function readState(
  { tools: { contract } }: Pick<Run, 'tools'>,
  { fetch: target }: RenewableSubject,
): Promise<string> {
  const lists = await readLists(contract, target);
  return JSON.stringify(lists.map(({ status, records }) => [status, records]));
}

interface Check {
  readonly operation: Operation;
  readonly kind: string;
  readonly where?: string;
  readonly runs: number;
  /** Puts the subject back before each attempt to shrink. */
  readonly renew?: () => Promise<void>;
}

async function check<Values>(
  property: IAsyncProperty<Values>,
  { operation, kind, where = '', runs, renew }: Check,
  { options, tally }: Run,
): Promise<void> {
  const seed = toSeed(`${options.seed} ${operation.id} ${kind} ${where}`);
  let attempts = 0;
  const limited = withShrinkLimit(property, async () => {
    attempts += 1;
    await renew?.();
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

/** What is no Breach is a fault of the fuzz itself. */
function describeError(error: unknown): Pick<Failure, 'rule' | 'message' | 'curls'> {
  if (error instanceof Breach) return { rule: error.rule, message: error.message, curls: error.curls };
  return { rule: 'fuzz', message: error instanceof Error ? (error.stack ?? error.message) : String(error), curls: [] };
}

/**
 * Once a run has failed, each further one is an attempt to shrink: it begins from the initial state, and there are only
 * so many.
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

/** FNV-1a: every site has requests of its own under one seed. */
function toSeed(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  return hash | 0;
}

const MAX_SHRINKS = 100;
const PROBED_TOGETHER = 12;
