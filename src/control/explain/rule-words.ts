import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { AccessGrant, TriedRule } from '../../kernel/outcome.ts';
import { joinWords } from '../../kernel/text/join-words.ts';

/** Says what allowed an action: `, as the owner may`. */
export function tellGrant({ kind, rule }: AccessGrant): string {
  if (kind === 'open') return ': the contract does not limit it';
  if (kind === 'anonymous') return ': the operation requires no authentication';
  const { who, condition } = toWords(rule);
  return `, as ${who} may${condition}`;
}

/** Says whom a rule allows that did not allow the caller: `the owner, Ann (users/1)`. */
export function tellTried({ rule, found, allows }: TriedRule): string {
  const { who, condition, reads } = toWords(rule);
  if (allows.length > 0) return reads ? `${joinWords(allows)}${condition}` : `${who}, ${joinWords(allows)}`;
  const values = Object.entries(found).map(([name, value]) => `${name} is ${JSON.stringify(value)}`);
  return `${who}${condition} (${reads ? joinWords(values, 'and') : 'none'})`;
}

/** Says what would make a rule allow a caller whom it does not; undefined when no request would. */
export function tellChange({ rule, grantedBy = [] }: TriedRule): string | undefined {
  if (!isJsonObject(rule)) return undefined;
  if (rule['property'] !== undefined)
    return `let a user who may edit it set ${String(rule['property'])} to ${JSON.stringify(rule['equals'])}`;
  if (grantedBy.length === 0) return undefined;
  const operations = grantedBy.map(({ id, method, path }) => `${id} (${method} ${path})`);
  return `create one of its ${toGrants(rule['granted_by'], rule['where'])} for the caller, with ${joinWords(operations)}`;
}

/** An access rule in words. */
interface RuleWords {
  readonly who: string;
  /** What the record must be like; empty when that does not matter. */
  readonly condition: string;
  /** It depends on the record's own values. */
  readonly reads: boolean;
}

/** Converts an access rule as the contract writes it. */
function toWords(rule: JsonValue): RuleWords {
  if (!isJsonObject(rule)) return { who: `the ${String(rule)}`, condition: '', reads: false };
  const { property, relation, caller, equals = null, where } = rule;
  if (property !== undefined)
    return { who: 'everyone', condition: toWhile({ [String(property)]: equals }), reads: true };
  if (relation !== undefined)
    return { who: `a user who may see its ${String(relation)}`, condition: toWhile(where), reads: true };
  if (caller !== undefined) return { who: `its ${String(caller)}`, condition: '', reads: false };
  const who = `the ${String(rule['to'])} of one of its ${toGrants(rule['granted_by'], where)}`;
  return { who, condition: '', reads: false };
}

function toGrants(relation: JsonValue | undefined, where: JsonValue | undefined): string {
  const conditions = listConditions(where, ' ');
  return conditions.length === 0 ? String(relation) : `${String(relation)} with ${joinWords(conditions, 'and')}`;
}

function toWhile(where: JsonValue | undefined): string {
  const conditions = listConditions(where, ' is ');
  return conditions.length === 0 ? '' : ` while ${joinWords(conditions, 'and')}`;
}

function listConditions(where: JsonValue | undefined, verb: string): readonly string[] {
  return Object.entries(isJsonObject(where) ? where : {}).map(([field, values]) => {
    const words = (Array.isArray(values) ? values : [values]).map((value: JsonValue) => JSON.stringify(value));
    return `${field}${verb}${joinWords(words)}`;
  });
}
