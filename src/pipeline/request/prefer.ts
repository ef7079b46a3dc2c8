import type { Operation, ResponseObject } from '../../contract/model/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import { parsePrefer } from './parse-prefer.ts';
import type { WithPreference, Validated, Preference } from '../exchange/stages.ts';

/**
 * Reads the preferences of a request and ignores unknown ones (RFC 7240 section 2). Throws a 400 that lists the
 * declared codes or examples when the operation cannot satisfy them.
 */
export function prefer(validated: Validated): WithPreference {
  const header = validated.request.headers['prefer'];
  if (header === undefined) return { ...validated, preference: NO_PREFERENCE };
  const preferences = parsePrefer(header);
  const errors = findErrors(validated.operation, preferences);
  if (errors.length > 0) throw new Problem('INVALID_PREFERENCE', { message: errors.join(' ') });
  const code = preferences.get('code');
  const preference: Preference = {
    status: code === undefined ? undefined : Number(code),
    example: preferences.get('example'),
    isDynamic: preferences.get('dynamic')?.toLowerCase() === 'true',
    seed: preferences.get('seed'),
  };
  return { ...validated, preference };
}

/**
 * Returns the ResponseObject of a preferred status, or that of the success. Undefined when the status is not declared.
 */
export function findPreferredResponse(operation: Operation, status: number | undefined): ResponseObject | undefined {
  return status === undefined ? operation.success : findResponse(operation, status);
}

/** The preference of a request that has none. */
export const NO_PREFERENCE: Preference = { status: undefined, example: undefined, isDynamic: false, seed: undefined };

function findErrors(operation: Operation, preferences: ReadonlyMap<string, string>): readonly string[] {
  const errors: string[] = [];
  const dynamic = preferences.get('dynamic');
  if (dynamic !== undefined && !/^(true|false)$/i.test(dynamic))
    errors.push(`Prefer: dynamic is true or false, not ${quote(dynamic)}.`);
  const seed = preferences.get('seed');
  if (seed !== undefined && !/^-?\d{1,20}$/.test(seed))
    errors.push(`Prefer: seed is a whole number, not ${quote(seed)}.`);
  const code = preferences.get('code');
  const isKnown =
    code === undefined || (FINAL_STATUS.test(code) && findPreferredResponse(operation, Number(code)) !== undefined);
  if (!isKnown)
    return [...errors, `${operation.id} does not declare the code ${quote(code)}. It has ${listCodes(operation)}.`];
  const response = findPreferredResponse(operation, code === undefined ? undefined : Number(code));
  const example = preferences.get('example');
  if (example !== undefined && response?.mediaTypes[0]?.examples.has(example) !== true) {
    errors.push(
      `${operation.id} has no example ${quote(example)} for ${code ?? operation.success.code}. It has ${listExamples(operation)}.`,
    );
  }
  return errors;
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

/** Final statuses: an informational 1xx is not the end of an exchange (RFC 9110 section 15.2). */
const FINAL_STATUS = /^[2-5]\d\d$/;
const MAX_SHOWN_LENGTH = 100;
