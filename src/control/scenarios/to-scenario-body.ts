import type { WireSchema } from '../wire/wire-types.ts';
import { stepsOf, type Scenario } from './scenario.ts';
import type { ActiveScenario } from './scenario-book.ts';

/** Converts a scenario to the JSON that the control plane returns. `active` is the active scenario of the world. */
export function toScenarioBody(scenario: Scenario, active: ActiveScenario | undefined): WireSchema<'ScenarioSummary'> {
  const { name, title, description, machine, requests = [] } = scenario;
  const isActive = active?.name === name;
  const steps = stepsOf(scenario);
  const hasMachine = machine !== undefined || steps.some((step) => step.machine !== undefined);
  return {
    name,
    title,
    description,
    active: isActive,
    state: isActive && hasMachine ? (active.state ?? null) : null,
    step: isActive ? (active.step ?? null) : null,
    steps: steps.map((step) => ({
      title: step.title,
      description: step.description,
      requests: step.requests ?? [],
    })),
    requests,
  };
}
