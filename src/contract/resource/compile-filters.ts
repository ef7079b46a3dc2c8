import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FaultCollector } from '../model/fault-collector.ts';
import { checkKeywords, readEntries, readText, toFieldPath, toText } from '../model/read-source.ts';
import type { Filter, FilterOperator } from '../model/resource.ts';

/** Compiles `filters` of x-resource: the effect of a list's query parameters. */
export function compileFilters(
  source: JsonValue | undefined,
  at: string,
  faults: FaultCollector,
): ReadonlyMap<string, Filter> {
  const filters = new Map<string, Filter>();
  for (const [name, value] of readEntries(source, at, faults)) {
    const filter = toFilter(value);
    if (filter === undefined)
      faults.add(
        `${at}/${name}`,
        `${JSON.stringify(value)} is not a filter.`,
        'Write a field, { field, op } with op eq, from, to or exists, or { ignored: true }.',
      );
    else filters.set(name.replace(/\[\]$/, ''), filter);
    if (!isJsonObject(value) || filter === undefined) continue;
    checkKeywords(value, filter.kind === 'ignored' ? ['ignored'] : FILTER_KEYWORDS, `${at}/${name}`, faults);
    readText(value['unless'], `${at}/${name}/unless`, faults);
  }
  return filters;
}

function toFilter(value: JsonValue): Filter | undefined {
  if (typeof value === 'string') return { kind: 'field', field: toFieldPath(value), op: 'eq', unless: undefined };
  if (!isJsonObject(value)) return undefined;
  if (value['ignored'] === true) return { kind: 'ignored' };
  const field = toText(value['field']) ?? toText(value['relation']);
  const op: FilterOperator | undefined = OPERATORS.find((operator) => operator === (value['op'] ?? 'eq'));
  return field === undefined || op === undefined
    ? undefined
    : { kind: 'field', field: toFieldPath(field), op, unless: toText(value['unless']) };
}

const FILTER_KEYWORDS = ['field', 'relation', 'op', 'unless'];
const OPERATORS = ['eq', 'from', 'to', 'exists'] as const;
