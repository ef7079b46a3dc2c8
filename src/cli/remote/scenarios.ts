import type { components } from '../../control/wire/control.generated.ts';
import { toTable } from '../terminal/text-table.ts';
import { onlyGiven, take, type ServerCall, type Shown } from './run-remote.ts';

type Scenario = components['schemas']['ScenarioSummary'];

/** Lists the scenarios, and marks the active one. */
export async function listScenarios({ control, config }: ServerCall): Promise<Shown> {
  const data = await take(control.GET('/__admin/scenarios'), config);
  const rows = data.scenarios.map((scenario) => [
    scenario.active ? '*' : ' ',
    scenario.name,
    toStep(scenario) ?? scenario.state,
    scenario.title,
  ]);
  return { data, text: toTable(['', 'name', 'step', 'title'], rows) };
}

/** Activates a scenario in a world. */
export async function activateScenario({
  control,
  config,
  operands: [name = ''],
  options: { step, keepData },
}: ServerCall<{ readonly step: number | undefined; readonly keepData: boolean }>): Promise<Shown> {
  const body = { keep_data: keepData, ...onlyGiven({ step }) };
  const params = { path: { scenario: name } };
  return toShown(await take(control.POST('/__admin/scenarios/{scenario}/activate', { params, body }), config));
}

/** Goes to the next step of the active scenario. */
export async function goToNextStep({ control, config }: ServerCall): Promise<Shown> {
  return toShown(await take(control.POST('/__admin/scenarios/next'), config));
}

/** Goes back to the previous step of the active scenario. */
export async function goToPreviousStep({ control, config }: ServerCall): Promise<Shown> {
  return toShown(await take(control.POST('/__admin/scenarios/previous'), config));
}

function toShown(data: Scenario): Shown {
  const step = data.step === null ? undefined : data.steps[data.step - 1];
  const lines = [
    `${data.name} is active: ${data.title}.`,
    ...(step === undefined ? [data.description] : [`Step ${toStep(data)}: ${step.title}.`, step.description]),
  ];
  return { data, text: `${lines.join('\n')}\n` };
}

function toStep({ step, steps }: Scenario): string | undefined {
  if (steps.length === 0) return undefined;
  return step === null ? `${steps.length} steps` : `${step} of ${steps.length}`;
}
