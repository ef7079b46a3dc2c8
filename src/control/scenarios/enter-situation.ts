import type { Platform } from '../../behaviour/platform.ts';
import type { WaitingApproval } from '../../behaviour/world-approvals.ts';
import type { MapTime } from '../../behaviour/time/map-times.ts';
import { findDifferences } from '../../kernel/json-path/compare-json.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import { parseDuration } from '../../kernel/time/duration.ts';
import type { Checkpoint, Store, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { advance, freeze } from '../world/move-clock.ts';
import { drain, type ResetDeps } from '../world/reset-world.ts';
import { patchState, type PatchContext } from './patch-state.ts';
import { stepsOf, type Scenario, type Situation } from './scenario.ts';
import { readScenarioMark, writeScenarioMark } from './scenario-mark.ts';

/** Dependencies of changing the records, the replies and the time of a world. */
export type SituationDeps = Pick<ResetDeps, 'dueWork'> &
  Pick<PatchContext, 'collections'> & { readonly platform: Platform | undefined };

/** Where a scenario goes to. */
export interface SituationTarget {
  readonly scenario: Scenario;
  /** The number of the step, from 1. Undefined for a scenario without steps. */
  readonly step: number | undefined;
  readonly keepsData: boolean;
  /** Whether the world was just reset: its records then change without a transaction. */
  readonly isReset: boolean;
}

/**
 * Changes the replies, the approvals, the time and the records of a world to those of one step. The first step begins
 * with what stands beside the steps. Throws a Problem when the records do not fit the contract.
 */
export async function enterSituation(world: World, target: SituationTarget, deps: SituationDeps): Promise<void> {
  const situations = findSituations(target);
  const replies = findReplies(target);
  await decideApprovals(world, situations, deps);
  if (replies.length > 0 || !target.isReset)
    await world.store.transaction((transaction) => replaceReplies(transaction, replies, { target, deps }));
  for (const situation of situations) await moveClock(world, situation, deps);
  const patching = {
    world,
    scenario: target.scenario,
    situations,
    purpose: target.isReset ? 'replace' : 'change',
  } as const;
  if (!target.isReset) return applyPatches(world.store, patching, deps);
  const trial = world.store.fork();
  if (replies.length === 0) await trial.transaction((transaction) => mark(transaction, target, []));
  await applyPatches(trial, patching, deps);
  await drain(world, deps.dueWork);
  await world.store.rewind(trial.checkpoint(world.store.checkpoint()));
}

/** Steps of a scenario to be entered one after the other, and the state to begin with. */
interface CheckedSteps {
  readonly scenario: Scenario;
  readonly steps: readonly (number | undefined)[];
  readonly from: Checkpoint;
}

/** Throws the Problem of entering some steps of a scenario, and changes nothing. */
export async function checkSituations(
  world: World,
  { scenario, steps, from }: CheckedSteps,
  deps: SituationDeps,
): Promise<void> {
  const situations = steps.flatMap((step) => findSituations({ scenario, step }));
  await applyPatches(world.store.fork(from), { world, scenario, situations, purpose: 'check' }, deps);
}

function findSituations({ scenario, step }: Pick<SituationTarget, 'scenario' | 'step'>): readonly Situation[] {
  const current = stepsOf(scenario).slice((step ?? 1) - 1, step ?? 1);
  return step === undefined || step === 1 ? [scenario, ...current] : current;
}

/** Returns the reply rules of a step. They come before those that apply in all steps. */
function findReplies({ scenario, step }: SituationTarget): NonNullable<Situation['replies']> {
  const current = step === undefined ? undefined : stepsOf(scenario)[step - 1];
  return [...(current?.replies ?? []), ...(scenario.replies ?? [])];
}

/** Removes the reply rules that the previous step or scenario has added, and adds those of this one. */
function replaceReplies(
  transaction: Transaction,
  replies: NonNullable<Situation['replies']>,
  { target, deps: { platform } }: { readonly target: SituationTarget; readonly deps: SituationDeps },
): void {
  for (const id of readScenarioMark(transaction)?.replies ?? []) platform?.replies.remove(transaction, id);
  mark(transaction, target, platform?.replies.install(transaction, replies) ?? []);
}

function mark(
  transaction: Transaction,
  { scenario: { name }, step, keepsData }: SituationTarget,
  replies: readonly number[],
): void {
  writeScenarioMark(transaction, { name, step, keepsData, replies });
}

/** Approves or rejects what waits. Nothing is an error: a user may have decided it, or never have begun it. */
async function decideApprovals(
  world: World,
  situations: readonly Situation[],
  { platform, dueWork }: SituationDeps,
): Promise<void> {
  const approvals = platform?.approvals;
  const decisions = situations.flatMap((situation) => situation.approvals ?? []);
  if (approvals === undefined || decisions.length === 0) return;
  await dueWork.run(world);
  await world.store.transaction((transaction) => {
    for (const waiting of approvals.list(transaction, world)) {
      const decision = decisions.find((candidate) => isAbout(candidate, waiting));
      if (decision === undefined) continue;
      const isApproved = decision.decision === 'approved';
      approvals.decide(transaction, waiting, { isApproved, by: decision.by }, world);
    }
  });
  await dueWork.run(world);
}

function isAbout(
  { title = [], data = {} }: NonNullable<Situation['approvals']>[number],
  waiting: WaitingApproval,
): boolean {
  const titles = typeof title === 'string' ? [title] : title;
  const hasTitle = titles.length === 0 || titles.includes(waiting.title);
  return hasTitle && findDifferences(data, waiting.data, '$').length === 0;
}

async function moveClock(world: World, { clock = {} }: Situation, deps: SituationDeps): Promise<void> {
  const at = clock.freeze === undefined ? undefined : parseTimestamp(clock.freeze);
  if (at !== undefined) await freeze(world, at, deps);
  const by = clock.advance === undefined ? undefined : parseDuration(clock.advance);
  if (by !== undefined) await advance(world, by, deps);
}

/** What is applied to a store: that of the world, or a fork that nothing else writes to. */
interface Patching {
  readonly world: World;
  readonly scenario: Scenario;
  readonly situations: readonly Situation[];
  readonly purpose: PatchContext['purpose'];
}

async function applyPatches(
  store: Store,
  { world, scenario, situations, purpose }: Patching,
  { collections, platform }: SituationDeps,
): Promise<void> {
  const { ids, clock } = world;
  const context = { collections, platform, ids, clock, mapTime: toMapTime(scenario, world), purpose };
  for (const { state } of situations) if (state !== undefined) await patchState(store, state, context);
}

/** Returns the move from the time that a scenario was written for to the time of the world, in whole seconds. */
function toMapTime({ now }: Scenario, { clock }: World): MapTime {
  const written = now === undefined ? undefined : parseTimestamp(now);
  if (written === undefined) return (time) => time;
  const shift = Math.floor((clock.now() - written) / SECOND) * SECOND;
  return (time) => time + shift;
}

/** Milliseconds. */
const SECOND = 1000;
