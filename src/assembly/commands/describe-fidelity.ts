import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import type { LoadedContract } from '../load/load-contract.ts';

/**
 * Returns `docs/fidelity.md`: which parts of a contract are documented, which are inferred, and which operations are
 * simulated.
 */
export function describeFidelity({ contract, platform }: LoadedContract, notes: string): string {
  const operations = contract.operations.map((operation) => ({
    route: toRoute(operation),
    id: operation.id,
    rule: findOwn(platform?.rules ?? {}, operation.id) === undefined ? operation.behaviour : 'platform rule',
    ...readProvenance(operation.pointer, contract),
    isInIndex: isInIndex(operation.pointer, contract),
  }));
  const schemas = namedSchemas(contract).map((name) => ({
    name,
    ...readProvenance(`/components/schemas/${name}`, contract),
  }));
  const simulated = operations.filter(({ rule }) => rule !== 'example').length;
  return [
    ...INTRODUCTION,
    `**${simulated} of ${operations.length} operations are simulated**${describeIndex(operations)}. ${tally(operations)}`,
    '',
    '## Operations',
    '',
    '| operation | | provenance | handled by | source |',
    '|---|---|---|---|---|',
    ...operations.map(
      ({ id, route, status, source, rule }) => `| \`${id}\` | ${route} | ${status} | ${rule} | ${source} |`,
    ),
    '',
    '## Schemas',
    '',
    `${schemas.length} named schemas. ${tally(schemas)} A property that differs from its schema has its own provenance in the contract.`,
    '',
    '| schema | provenance | source |',
    '|---|---|---|',
    ...schemas.map(({ name, status, source }) => `| ${name} | ${status} | ${source} |`),
    '',
    notes.trim(),
    '',
  ].join('\n');
}

const INTRODUCTION = [
  '# Fidelity',
  '',
  'What each part of the contract is based on. This page is generated from `x-provenance` (`npm run docs:fidelity`); a test fails when it is out of date.',
  '',
  '- **documented**: a page of the API’s documentation shows it completely. **partial**: the documentation shows a part. **inferred**: the documentation’s index names it, and its shape is derived from the rest.',
  '- Each response states its operation’s status in `X-Athena-Provenance`. An operation that is not simulated yet responds with its contract example and says so: `X-Athena-Simulated: example`.',
  '',
];

/** Lists the schemas of resources. Bodies, envelopes and events are left out, because they follow from these. */
function namedSchemas({ document }: CompiledContract): readonly string[] {
  const schemas = findAtPointer(document, '/components/schemas');
  return Object.keys(isJsonObject(schemas) ? schemas : {}).filter(
    (name) => !/(Request|Response|Event|EventStream)$/.test(name),
  );
}

function readProvenance(
  pointer: string,
  { document }: CompiledContract,
): { readonly status: string; readonly source: string } {
  const holder = findAtPointer(document, pointer) as JsonObject | undefined;
  const provenance = holder?.['x-provenance'];
  if (!isJsonObject(provenance)) return { status: 'not said', source: '' };
  return {
    status: toText(provenance['status']),
    source: toText(provenance['source']).replaceAll('|', '\\|').replaceAll(/\s+/g, ' '),
  };
}

function toRoute({ method, path }: Operation): string {
  return `${method} ${path}`;
}

/** Says how many operations the documentation's index does not list, if any. */
function describeIndex(operations: readonly { readonly isInIndex: boolean }[]): string {
  const beyond = operations.filter((operation) => !operation.isInIndex).length;
  if (beyond === 0) return '';
  return `: ${operations.length - beyond} of the documentation’s index, and ${beyond} that its other pages show`;
}

function isInIndex(pointer: string, { document }: CompiledContract): boolean {
  const provenance = (findAtPointer(document, pointer) as JsonObject | undefined)?.['x-provenance'];
  return !isJsonObject(provenance) || provenance['in_index'] !== false;
}

function tally(parts: readonly { readonly status: string }[]): string {
  const names = ['documented', 'partial', 'inferred', 'not said'];
  const counts = names.map((name) => ({ name, count: parts.filter(({ status }) => status === name).length }));
  return `${counts.flatMap(({ name, count }) => (count === 0 ? [] : `${count} ${name}`)).join(', ')}.`;
}

function toText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
