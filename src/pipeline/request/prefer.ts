import type { Operation, ResponseObject } from '../../contract/model/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import { parsePrefer } from './parse-prefer.ts';
import type { Preferred, Validated, Preference } from '../exchange/stages.ts';

/**
 * Reads the preferences of a request; those that we do not know are ignored (RFC 7240 section 2). Throws a Problem 400
 * that says what the operation has.
 */
export function prefer(validated: Validated): Preferred {
  const header = validated.request.headers['prefer'];
  if (header === undefined) return { ...validated, preference: NO_PREFERENCE };
  const preferences = parsePrefer(header);
  const faults = findFaults(validated.operation, preferences);
  if (faults.length > 0) throw new Problem('INVALID_PREFERENCE', { message: faults.join(' ') });
  const code = preferences.get('code');
  const wish: Preference = {
    status: code === undefined ? undefined : Number(code),
    example: preferences.get('example'),
    isDynamic: preferences.get('dynamic')?.toLowerCase() === 'true',
    seed: preferences.get('seed'),
  };
  return { ...validated, preference: wish };
}

/** What the operation answers with if a status is wished for: declared, and one that ends an exchange. */
export function findPreferredResponse(operation: Operation, status: number | undefined): ResponseObject | undefined {
  return status === undefined ? operation.success : findResponse(operation, status);
}

/** Nobody wishes for anything. */
export const NO_PREFERENCE: Preference = { status: undefined, example: undefined, isDynamic: false, seed: undefined };

function findFaults(operation: Operation, preferences: ReadonlyMap<string, string>): readonly string[] {
  const faults: string[] = [];
  const dynamic = preferences.get('dynamic');
  if (dynamic !== undefined && !/^(true|false)$/i.test(dynamic))
    faults.push(`Prefer: dynamic is true or false, not ${quote(dynamic)}.`);
  const seed = preferences.get('seed');
  if (seed !== undefined && !/^-?\d{1,20}$/.test(seed))
    faults.push(`Prefer: seed is a whole number, not ${quote(seed)}.`);
  const code = preferences.get('code');
  const isKnown =
    code === undefined || (FINAL_STATUS.test(code) && findPreferredResponse(operation, Number(code)) !== undefined);
  if (!isKnown)
    return [...faults, `${operation.id} does not declare the code ${quote(code)}. It has ${listCodes(operation)}.`];
  const response = findPreferredResponse(operation, code === undefined ? undefined : Number(code));
  const example = preferences.get('example');
  if (example !== undefined && response?.mediaTypes[0]?.examples.has(example) !== true) {
    faults.push(
      `${operation.id} has no example ${quote(example)} for ${code ?? operation.success.code}. It has ${listExamples(operation)}.`,
    );
  }
  return faults;
}

function listCodes({ responses, success }: Operation): string {
  return responses.size === 0 ? success.code : [...responses.values()].map(({ code }) => code).join(', ');
}

function listExamples({ responses }: Operation): string {
  const lists = [...responses.values()].flatMap(({ code, mediaTypes: [first] }) =>
    first === undefined || first.examples.size === 0
      ? []
      : [`${[...first.examples.keys()].map(quote).join(', ')} for ${code}`],
  );
  return lists.length === 0 ? 'none' : lists.join('; ');
}

function quote(value: string): string {
  return JSON.stringify(value.slice(0, MAX_SHOWN_LENGTH));
}

/** An informational status ends no exchange (RFC 9110 section 15.2). */
const FINAL_STATUS = /^[2-5]\d\d$/;
const MAX_SHOWN_LENGTH = 100;
