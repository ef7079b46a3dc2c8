import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { ControlCall, ControlCalls, ControlRejection } from '../context/control-call.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { createRejectFileFaults } from '../context/reject-file-faults.ts';
import { activateScenario, goToNextStep, goToPreviousStep, type ActiveStep } from '../scenarios/activate-scenario.ts';
import type { ScenarioBook } from '../scenarios/scenario-book.ts';
import { stepsOf, type Scenario } from '../scenarios/scenario.ts';
import { toScenarioBody } from '../scenarios/to-scenario-body.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** Lists scenarios, activates one in a world, and goes through its steps. */
export const SCENARIO_CALLS = {
  listScenarios: {
    state: 'scenarios',
    handle: async ({ world }, { scenarios: book }) => {
      const active = book.find(world);
      const scenarios = (await readScenarios(book)).map((scenario) => toScenarioBody(scenario, active));
      return { kind: 'success', body: { scenarios } };
    },
  },
  activateScenario: {
    state: 'scenarios',
    changes: 'state',
    handle: (call, deps) => deps.scenarios.inTurn(call.world, () => activate(call, deps)),
  },
  nextScenarioStep: {
    state: 'scenarios',
    changes: 'state',
    handle: ({ world }, deps) => deps.scenarios.inTurn(world, () => goForwards(world, deps)),
  },
  previousScenarioStep: {
    state: 'scenarios',
    changes: 'state',
    handle: ({ world }, deps) => deps.scenarios.inTurn(world, () => goBack(world, deps)),
  },
} satisfies Partial<ControlCalls>;

async function activate(
  { world, path: { scenario: name }, body: { keep_data: keepsData, step } = {} }: ControlCall<'activateScenario'>,
  deps: ControlCallDeps,
): Promise<StepResult> {
  const scenarios = await readScenarios(deps.scenarios);
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) return toMissing(name, scenarios);
  const violations = step === undefined ? [] : findStepViolations(scenario, step);
  if (violations.length > 0) return { kind: 'invalid', violations };
  await activateScenario(world, scenario, { keepsData, step }, deps);
  return toSuccess(world, scenario, deps);
}

async function goForwards(world: World, deps: ControlCallDeps): Promise<StepResult> {
  const current = await findCurrentStep(world, deps);
  if ('kind' in current) return current;
  const { scenario, step, of } = current;
  if (step >= of) return toConflict(`Step ${step} is the last one of ${quote(scenario)}.`, ACTIVATE_AGAIN);
  return (await goToNextStep(world, current, deps)) ? toSuccess(world, scenario, deps) : toConflict(MOVED, LOOK);
}

async function goBack(world: World, deps: ControlCallDeps): Promise<StepResult> {
  const current = await findCurrentStep(world, deps);
  if ('kind' in current) return current;
  const { scenario, step } = current;
  if (step === 1) return toConflict(`Step 1 is the first one of ${quote(scenario)}.`, ACTIVATE_AGAIN);
  return (await goToPreviousStep(world, current, deps)) ? toSuccess(world, scenario, deps) : toConflict(MOVED, LOOK);
}

/** The outcome of a call that changes the scenario or the step. */
type StepResult = ControlRejection | StepSuccess;

interface StepSuccess {
  readonly kind: 'success';
  readonly body: WireSchema<'ScenarioSummary'>;
}

function toSuccess(world: World, scenario: Scenario, { scenarios }: ControlCallDeps): StepSuccess {
  return { kind: 'success', body: toScenarioBody(scenario, scenarios.find(world)) };
}

/** The step that a world is at. */
interface CurrentStep extends ActiveStep {
  /** The number of steps. */
  readonly of: number;
}

/** Returns the current step of a world, or the rejection that says why there is none. */
async function findCurrentStep(
  world: World,
  { scenarios: book }: ControlCallDeps,
): Promise<CurrentStep | ControlRejection> {
  const active = book.find(world);
  if (active === undefined) return toConflict('No scenario is active.', ACTIVATE);
  const scenario = (await readScenarios(book)).find(({ name }) => name === active.name);
  if (scenario === undefined) return toConflict(`The scenario "${active.name}" does not exist any more.`, ACTIVATE);
  const { length: of } = stepsOf(scenario);
  if (active.step === undefined || of === 0)
    return toConflict(`The scenario ${quote(scenario)} has no steps.`, ACTIVATE);
  return { scenario, keepsData: active.keepsData, step: Math.min(active.step, of), of };
}

/** Returns the scenarios. The packaged ones are read at their first use: a broken file is found here. */
function readScenarios({ list }: ScenarioBook): Promise<readonly Scenario[]> {
  return list().catch(rejectScenarios);
}

function findStepViolations(scenario: Scenario, step: number): readonly FieldViolation[] {
  const { length } = stepsOf(scenario);
  if (step <= length) return [];
  const held = length === 0 ? 'no steps' : `${length} ${length === 1 ? 'step' : 'steps'}`;
  const message = `There is no step ${step}: the scenario ${quote(scenario)} has ${held}.`;
  return [{ field: 'step', message, location: 'body', keyword: 'meaning' }];
}

function toMissing(name: string, scenarios: readonly Scenario[]): ControlRejection {
  const names = scenarios.map((scenario) => scenario.name);
  const nearest = findNearestName(name, names);
  const remedy = nearest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${nearest}?`;
  return {
    kind: 'not_found',
    model: 'Scenario',
    key: name,
    message: `There is no scenario ${JSON.stringify(name)}. ${remedy}`,
  };
}

function toConflict(message: string, remedy: string): ControlRejection {
  return { kind: 'conflict', message, remedy };
}

function quote({ name }: Scenario): string {
  return JSON.stringify(name);
}

const rejectScenarios = createRejectFileFaults(
  'Failed to read the scenarios: the files have errors. Fix the files and call again.',
);
const ACTIVATE = 'Activate one that has steps: GET /__admin/scenarios lists them.';
const ACTIVATE_AGAIN = 'Activate the scenario to begin again.';
const MOVED = 'Another client has moved the scenario meanwhile.';
const LOOK = 'See which step is the current one: GET /__admin/scenarios.';
