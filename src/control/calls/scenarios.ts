import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { ControlCalls, ControlRejection } from '../context/control-call.ts';
import { activateScenario } from '../scenarios/activate-scenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { toScenarioBody } from '../scenarios/scenario-book.ts';

/** Lists scenarios and activates one in a world. */
export const SCENARIO_CALLS = {
  listScenarios: {
    state: 'scenarios',
    handle: async ({ world }, { scenarios: book }) => {
      const active = book.find(world);
      const scenarios = (await book.list()).map((scenario) => toScenarioBody(scenario, active));
      return { kind: 'success', body: { scenarios } };
    },
  },
  activateScenario: {
    state: 'scenarios',
    changes: 'state',
    handle: async ({ world, path: { scenario: name } }, deps) => {
      const scenarios = await deps.scenarios.list();
      const scenario = scenarios.find((candidate) => candidate.name === name);
      if (scenario === undefined) return toMissing(name, scenarios);
      await activateScenario(world, scenario, deps);
      return { kind: 'success', body: toScenarioBody(scenario, deps.scenarios.find(world)) };
    },
  },
} satisfies Partial<ControlCalls>;

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
