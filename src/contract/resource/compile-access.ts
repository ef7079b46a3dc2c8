import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FaultCollector } from '../model/fault-collector.ts';
import { checkKeywords, readEntries } from '../model/read-source.ts';
import type { AccessRule, FieldConditions, KeyRelation, Relation, Resource } from '../model/resource.ts';

/** The resource around the access rules that are compiled. */
export interface AccessContext {
  readonly relations: ReadonlyMap<string, Relation>;
  readonly owner: KeyRelation | undefined;
  /** JSON Pointer of the x-resource. */
  readonly at: string;
  readonly faults: FaultCollector;
}

/**
 * Compiles the access rules of x-resource. A missing `deletable_by` is the same as `editable_by`; a missing
 * `editable_by` is the owner, or `visible_to` when there is no owner.
 */
export function compileAccess(
  source: JsonObject,
  context: AccessContext,
): Pick<Resource, 'visibleTo' | 'editableBy' | 'deletableBy' | 'permits'> {
  const read = (keyword: string): readonly AccessRule[] | undefined =>
    source[keyword] === undefined ? undefined : compileRules(source[keyword], keyword, context);
  const visibleTo = read('visible_to') ?? [];
  const editableBy = read('editable_by') ?? (context.owner === undefined ? visibleTo : [{ kind: 'owner' as const }]);
  const permits = readEntries(source['permits'], `${context.at}/permits`, context.faults).map(
    ([action, rules]) => [action, compileRules(rules, `permits/${action}`, context)] as const,
  );
  return { visibleTo, editableBy, deletableBy: read('deletable_by') ?? editableBy, permits: new Map(permits) };
}

function compileRules(source: JsonValue | undefined, keyword: string, context: AccessContext): readonly AccessRule[] {
  const inner = { ...context, at: `${context.at}/${keyword}` };
  return (Array.isArray(source) ? source : [source]).flatMap((rule: JsonValue): AccessRule[] => {
    const compiled = compileRule(rule, inner);
    if (compiled !== undefined) return [compiled];
    inner.faults.add(
      inner.at,
      `${JSON.stringify(rule)} is not an access rule.`,
      'Use owner, { property, equals }, { relation, where }, { caller } or { granted_by, to, where } with one of its relations.',
    );
    return [];
  });
}

function compileRule(rule: JsonValue, { relations, at, faults }: AccessContext): AccessRule | undefined {
  if (rule === 'owner') return { kind: 'owner' };
  if (!isJsonObject(rule)) return undefined;
  const [kind] = Object.keys(KEYWORDS).filter((name) => typeof rule[name] === 'string');
  if (!isKind(kind) || (kind !== 'property' && !relations.has(String(rule[kind])))) return undefined;
  checkKeywords(rule, KEYWORDS[kind], at, faults);
  const name = String(rule[kind]);
  if (kind === 'property')
    return { kind, property: name, equals: rule['equals'] === undefined ? true : rule['equals'] };
  if (kind === 'caller') return { kind, relation: name };
  const where = compileConditions(rule['where'], `${at}/where`, faults);
  return kind === 'relation'
    ? { kind, relation: name, where }
    : { kind: 'granted', relation: name, to: String(rule['to']), where };
}

function compileConditions(source: JsonValue | undefined, at: string, faults: FaultCollector): FieldConditions {
  return new Map(
    readEntries(source, at, faults).map(([field, values]) => [field, Array.isArray(values) ? values : [values]]),
  );
}

function isKind(name: string | undefined): name is keyof typeof KEYWORDS {
  return name !== undefined && Object.hasOwn(KEYWORDS, name);
}

/** The allowed keywords of each kind of rule, by the keyword that identifies the kind. */
const KEYWORDS = {
  property: ['property', 'equals'],
  relation: ['relation', 'where'],
  caller: ['caller'],
  granted_by: ['granted_by', 'to', 'where'],
} as const;
