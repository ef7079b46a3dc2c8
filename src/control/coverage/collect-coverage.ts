import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import { toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import { createCoveragePlanner, type CoverageField, type OperationPlan } from './coverage-plan.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import { compileVisitFields, type VisitFields } from './visit-fields.ts';

/** The coverage of one operation. */
export interface OperationCoverage {
  readonly plan: OperationPlan;
  readonly visitFields: VisitFields;
  requests: number;
  /** Counts by request media type, status and response media type. */
  readonly cells: Map<string, number>;
  /** By location and name. */
  readonly fields: Map<string, FieldCoverage>;
  /** Whether a request without query and body was seen; further ones add nothing. */
  plainSeen: boolean;
  /** The last counted cell: most requests hit the same cell as the previous one. */
  lastCell: CountedCell | undefined;
}

/** A counted cell, and the values that it was found by. */
interface CountedCell {
  readonly key: string;
  readonly status: number;
  readonly answered: string | readonly string[] | undefined;
  readonly sent: string | null;
}

/** How a field was sent. */
export interface FieldCoverage {
  valid: number;
  /** Counts by the keyword that rejected it. */
  readonly refused: Map<string, number>;
  /** Counts by enum value, as JSON. */
  readonly values: Map<string, number>;
}

/** Collects the coverage of a contract by all worlds together. */
export interface CoverageCollector {
  add(observation: Observation): void;
  /** Returns every operation in the order of the contract. */
  list(): readonly OperationCoverage[];
  clear(): void;
}

/** Creates an empty collector. */
export function createCoverageCollector({ document, operations }: CompiledContract): CoverageCollector {
  const plan = createCoveragePlanner(document);
  const seen = new Map<string, OperationCoverage>();
  const of = (operation: Operation): OperationCoverage =>
    getOrCreate(seen, operation.id, () => createCoverage(plan(operation)));
  return {
    add: (observation) => {
      if (observation.operation === undefined) return;
      const coverage = of(observation.operation);
      coverage.requests += 1;
      if (observation.response.isDropped !== true)
        increment(coverage.cells, (coverage.lastCell = findCell(coverage, observation, observation.operation)).key);
      if (observation.problem?.code === 'VALIDATION_FAILED') addRefusals(coverage, observation);
      else if (observation.validated !== undefined) addValues(coverage, observation, observation.validated);
    },
    list: () => operations.map(of),
    clear: () => seen.clear(),
  };
}

function createCoverage(plan: OperationPlan): OperationCoverage {
  return {
    plan,
    visitFields: compileVisitFields(plan.fields),
    requests: 0,
    cells: new Map(),
    fields: new Map(),
    plainSeen: false,
    lastCell: undefined,
  };
}

/** Returns the key of a field. */
export function toFieldKey({ in: location, name }: Pick<CoverageField, 'in' | 'name'>): string {
  return `${location} ${name}`;
}

/** Returns the key of a cell. */
export function toCellName(requestMediaType: string | null, status: string, responseMediaType: string | null): string {
  return `${requestMediaType ?? '-'} ${status} ${responseMediaType ?? '-'}`;
}

function findCell(
  { lastCell }: OperationCoverage,
  { request, response, body }: Observation,
  operation: Operation,
): CountedCell {
  const { status, headers } = response;
  const answered = headers['content-type'];
  const sent =
    operation.body === undefined || (body !== undefined && body.length === 0)
      ? null
      : toRequestMediaType(request.headers, operation);
  if (lastCell?.status === status && lastCell.answered === answered && lastCell.sent === sent) return lastCell;
  const code = findResponse(operation, status)?.code ?? String(status);
  return {
    key: toCellName(sent, code, typeof answered === 'string' ? toMediaTypeName(answered) : null),
    status,
    answered,
    sent,
  };
}

/** A body without a media type counts as the first declared one. */
function toRequestMediaType(headers: Readonly<Record<string, string>>, { body }: Operation): string | null {
  return toMediaTypeName(headers['content-type'] ?? '') || (body?.mediaTypes[0]?.name ?? null);
}

function addRefusals({ fields }: OperationCoverage, { problem }: Observation): void {
  for (const { field, location, keyword } of problem?.violations ?? []) {
    increment(fieldOf(fields, `${location} ${field.replaceAll(/\.\d+(?=\.|$)/g, '.*')}`).refused, keyword);
  }
}

function addValues(
  coverage: OperationCoverage,
  { request }: Observation,
  validated: NonNullable<Observation['validated']>,
): void {
  const isPlain = request.query === '' && validated.body === undefined;
  if (isPlain && coverage.plainSeen) return;
  coverage.plainSeen ||= isPlain;
  coverage.visitFields(validated, (field, value) => addValue(coverage.fields, field, value));
}

function addValue(fields: OperationCoverage['fields'], field: CoverageField, value: JsonValue): void {
  const seen = fieldOf(fields, toFieldKey(field));
  seen.valid += 1;
  if (field.values.length === 0) return;
  for (const element of Array.isArray(value) ? (value as readonly JsonValue[]) : [value])
    increment(seen.values, JSON.stringify(element));
}

function fieldOf(fields: OperationCoverage['fields'], key: string): FieldCoverage {
  const known = fields.get(key) ?? { valid: 0, refused: new Map(), values: new Map() };
  if (fields.size < MAX_FIELDS) fields.set(key, known);
  return known;
}

function increment(counts: Map<string, number>, key: string): void {
  if (counts.size < MAX_KEYS || counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Limits on names, media types and values, which clients choose. */
const MAX_FIELDS = 2000;
const MAX_KEYS = 500;
