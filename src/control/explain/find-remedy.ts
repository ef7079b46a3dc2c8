import { PROBLEMS, type ProblemCode } from '../../kernel/problem.ts';
import { toCommandLine } from '../../kernel/text/command-line.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';
import { joinWords } from '../../kernel/text/join-words.ts';
import { toMissingRemedy, type MissingRecord } from './missing-record.ts';
import { tellChange } from './rule-words.ts';
import { toCorrection } from './tell-invalid.ts';
import { decidingRules, type ToldExchange } from './told-exchange.ts';

/** Returns what to do about a request that did not succeed, as a sentence; undefined when there is nothing to do. */
export function findRemedy(told: ToldExchange, missing: MissingRecord | undefined): string | undefined {
  const { fault, error } = told.exchange;
  const found = error === 'RECORD_NOT_FOUND' && missing !== undefined ? toMissingRemedy(missing) : undefined;
  if (found !== undefined) return found;
  if (error === undefined || (fault !== undefined && REPLACING.has(fault.kind))) return toFaultRemedy(told);
  return REMEDIES[error]?.(told) ?? PROBLEMS[error].remedy;
}

/** Returns how to get the response that a fault rule has changed; a rule that is used up changes no other one. */
function toFaultRemedy({ exchange: { fault, world }, evidence: { faults } }: ToldExchange): string | undefined {
  if (fault === undefined || fault.kind === 'latency') return undefined;
  const rule = faults.find(({ id }) => id === fault.id);
  if (rule?.times !== undefined && rule.hits >= rule.times)
    return 'Send it again to get the real response: the rule is used up.';
  return `Remove the rule to get the real response: ${toCommandLine(`fault remove ${fault.id}`, world)}, or DELETE /__admin/faults/${fault.id}.`;
}

type Remedy = (told: ToldExchange) => string | undefined;

/** What the evidence of a request adds to the remedy of its code. */
const REMEDIES: Partial<Record<ProblemCode, Remedy>> = {
  ROUTE_NOT_FOUND: ({ exchange: { hints, world } }) => {
    const [best] = hints.nearest;
    return best === undefined
      ? `Choose a path of the contract: ${toCommandLine('operations', world)} lists them.`
      : `Send ${best.method} ${best.path}.`;
  },
  METHOD_NOT_ALLOWED: ({ evidence: { methods } }) => `Send ${joinWords(methods)}.`,
  UNAUTHENTICATED: ({ evidence: { operation } }) => {
    const schemes = (operation?.security ?? []).map((names) => names.join(' with '));
    return `Send a credential that this world has issued, as ${joinWords(schemes)}. A reset removes those before it. POST /__admin/tokens issues a token for any user.`;
  },
  FORBIDDEN: toAllowed,
  RECORD_NOT_FOUND: (told) => {
    const { access, operation } = told.evidence;
    const { world } = told.exchange;
    if (access?.exists === true) return toAllowed(told);
    const collection = access?.collection ?? operation?.collection;
    return collection === undefined
      ? undefined
      : `Send the key of a record that is there: ${toCommandLine(`state get ${toShellWord(collection)}`, world)}, or GET /__admin/state/${collection}, lists them.`;
  },
  VALIDATION_FAILED: ({ exchange }) => toCorrection(exchange),
  UNSUPPORTED_MEDIA_TYPE: ({ evidence: { operation } }) =>
    `Send the body as ${joinWords(operation?.accepts ?? [])}, and name it in Content-Type.`,
  NOT_ACCEPTABLE: ({ evidence: { operation } }) => `Accept ${joinWords(operation?.responds ?? [])}.`,
  INVALID_PREFERENCE: ({ evidence: { operation } }) =>
    `Prefer a status that is declared (${joinWords(operation?.statuses ?? [])}), and one of its examples.`,
};

/** Returns whom the access rules allow what the request would do, and what else would make them allow it. */
function toAllowed({ evidence: { access } }: ToldExchange): string | undefined {
  if (access === undefined) return undefined;
  const tried = decidingRules(access);
  const users = [...new Set(tried.flatMap(({ allows }) => allows))];
  const ways = [
    ...(users.length === 0 ? [] : [`send it as ${joinWords(users)}`]),
    ...tried.flatMap((rule) => tellChange(rule) ?? []),
  ].join(', or ');
  return ways === '' ? undefined : `${ways.charAt(0).toUpperCase()}${ways.slice(1)}.`;
}

/** Faults that respond in place of the operation. */
const REPLACING: ReadonlySet<string> = new Set(['status', 'rate_limit', 'drop']);
