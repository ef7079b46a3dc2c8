import type { CompiledContract, Validator } from '../../contract/model/contract.ts';
import { describeViolation } from '../../contract/schema/describe-violation.ts';
import { findUnknownOperation, findFaultViolations } from '../../control/traffic/find-fault-violations.ts';
import { stepsOf, type Machine, type Scenario, type Situation } from '../../control/scenarios/scenario.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findInvalidPaths } from '../../kernel/json-path/compare-json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import { isSettableTime, parseTimestamp } from '../../kernel/time/clock.ts';
import { parseDuration } from '../../kernel/time/duration.ts';
import type { FaultRule } from '../../pipeline/faults/model/fault.ts';
import type { LoadedContract } from './load-contract.ts';

/** A fault of a scenario file. */
export interface ScenarioFault {
  readonly pointer: string;
  readonly message: string;
  /** Defaults to where scenarios are explained. */
  readonly remedy?: string;
}

/**
 * Finds the faults of a scenario: violations of its schema, else those that a schema cannot express. The platform
 * checks `replies` itself, because its messages are more precise.
 */
export function findScenarioFaults(
  content: JsonValue,
  { contract, platform }: LoadedContract,
  validate: Validator,
): readonly ScenarioFault[] {
  const inReplies = findReplyPlaces(content).flatMap(
    ({ path, replies }) => platform?.replies.findFaults(replies, path) ?? [{ ...NO_REPLIES, pointer: toPointer(path) }],
  );
  const violations = validate(content)
    .filter(({ path }) => inReplies.length === 0 || !path.includes('replies'))
    .map((violation) => ({ pointer: toPointer(violation.path), message: `It ${describeViolation(violation)}.` }));
  const faults = [...violations, ...inReplies];
  return faults.length > 0 || !isJsonObject(content) ? faults : findSemanticFaults(content, contract);
}

/** Returns the replies of a scenario and of its steps, whose form is not known yet. */
function findReplyPlaces(content: JsonValue): readonly { readonly path: Path; readonly replies: JsonValue }[] {
  if (!isJsonObject(content)) return [];
  const steps = content['steps'] ?? null;
  const places: readonly (readonly [Path, JsonValue])[] = [
    [[], content],
    ...(Array.isArray(steps) ? steps.map((step: JsonValue, index) => [['steps', index], step] as const) : []),
  ];
  return places.flatMap(([path, place]) => {
    const replies = isJsonObject(place) ? place['replies'] : undefined;
    return replies === undefined ? [] : [{ path: [...path, 'replies'], replies }];
  });
}

/** Finds what a schema cannot express: unknown operations and states, and durations. */
function findSemanticFaults(content: JsonObject, contract: CompiledContract): readonly ScenarioFault[] {
  const scenario = content as Scenario;
  const steps = stepsOf(scenario).flatMap((step, index) => findInSituation(step, ['steps', index], contract));
  return [...findInSituation(scenario, [], contract), ...steps];
}

function findInSituation(situation: Situation, path: Path, contract: CompiledContract): readonly ScenarioFault[] {
  const { faults = [], machine, clock, requests = [] } = situation;
  return [
    ...findWrongFaults(faults, [...path, 'faults'], contract),
    ...(machine === undefined ? [] : findMachineFaults(machine, [...path, 'machine'], contract)),
    ...findApprovalFaults(situation.approvals ?? [], [...path, 'approvals']),
    ...findClockFaults(clock ?? {}, [...path, 'clock']),
    ...requests.flatMap((request, index) => findRequestFaults(request, [...path, 'requests', index], contract)),
  ];
}

function findClockFaults({ freeze, advance }: NonNullable<Situation['clock']>, path: Path): readonly ScenarioFault[] {
  const at = freeze === undefined ? undefined : parseTimestamp(freeze);
  const isTime = freeze === undefined || (at !== undefined && isSettableTime(at));
  const isDuration = advance === undefined || parseDuration(advance) !== undefined;
  return [
    ...(isTime ? [] : [{ pointer: toPointer([...path, 'freeze']), message: 'The time is not between 1970 and 9899.' }]),
    ...(isDuration
      ? []
      : [
          {
            pointer: toPointer([...path, 'advance']),
            message: `${JSON.stringify(advance)} is no duration such as PT2H.`,
          },
        ]),
  ];
}

function findApprovalFaults(approvals: NonNullable<Situation['approvals']>, path: Path): readonly ScenarioFault[] {
  return approvals.flatMap(({ data }, index) =>
    findInvalidPaths(data).map((jsonPath) => ({
      pointer: toPointer([...path, index, 'data']),
      message: `${JSON.stringify(jsonPath)} is not a valid JSON path.`,
    })),
  );
}

function findRequestFaults(
  { method, path: target, expected }: NonNullable<Situation['requests']>[number],
  path: Path,
  contract: CompiledContract,
): readonly ScenarioFault[] {
  const [route = ''] = target.split('?');
  const isKnown = contract.match(method, route).kind === 'operation';
  return [
    ...(isKnown
      ? []
      : [{ pointer: toPointer([...path, 'path']), message: `The contract has no operation ${method} ${route}.` }]),
    ...findInvalidPaths(expected).map((jsonPath) => ({
      pointer: toPointer([...path, 'expected']),
      message: `${JSON.stringify(jsonPath)} is not a valid JSON path.`,
    })),
  ];
}

function findMachineFaults(
  { begin, states }: Machine,
  path: Path,
  contract: CompiledContract,
): readonly ScenarioFault[] {
  const isKnown = (state: string): boolean => Object.hasOwn(states, state);
  const initial = isKnown(begin)
    ? []
    : [{ pointer: toPointer([...path, 'begin']), message: `There is no state "${begin}".` }];
  const inside = Object.entries(states).flatMap(([name, { faults = [], transitions = [] }]) => {
    const place = [...path, 'states', name];
    const steps = transitions.flatMap(({ on, next }, index) => [
      ...findUnknownOperation(on, contract).map(({ message }) => ({
        pointer: toPointer([...place, 'transitions', index, 'on']),
        message,
      })),
      ...(isKnown(next)
        ? []
        : [{ pointer: toPointer([...place, 'transitions', index, 'next']), message: `There is no state "${next}".` }]),
    ]);
    return [...findWrongFaults(faults, [...place, 'faults'], contract), ...steps];
  });
  return [...initial, ...inside];
}

function findWrongFaults(
  rules: readonly FaultRule[],
  path: Path,
  contract: CompiledContract,
): readonly ScenarioFault[] {
  return rules.flatMap((rule, index) =>
    findFaultViolations(rule, contract).map(({ message }) => ({ pointer: toPointer([...path, index]), message })),
  );
}

type Path = readonly (string | number)[];

const NO_REPLIES = {
  message: 'The contract has no platform rules that could use replies.',
  remedy: 'Leave the replies out, or serve the packaged contract.',
};
