import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import type { LoadedContract } from '../load/load-contract.ts';

/**
 * Says, as Markdown, which parts of a contract are documented and which inferred, and which operations are simulated:
 * `docs/fidelity.md`.
 */
export function describeFidelity({ contract, platform }: LoadedContract, notes: string): string {
  const rows = contract.operations.map((operation) => {
    const { status, source } = readProvenance(operation.pointer, contract);
    const rule = findOwn(platform?.rules ?? {}, operation.id) === undefined ? operation.behaviour : 'platform rule';
    return { operation, status, source, rule };
  });
  const simulated = rows.filter(({ rule }) => rule !== 'example').length;
  const schemas = namedSchemas(contract).map((name) => ({
    name,
    ...readProvenance(`/components/schemas/${name}`, contract),
  }));
  return [
    '# Fidelity',
    '',
    'What each part of the contract rests on. This page is generated from `x-provenance` (`npm run docs:fidelity`); a test fails when it is out of date.',
    '',
    '- **documented**: a page of the API’s documentation shows it whole. **partial**: shown in part. **inferred**: named in the documentation’s index, its shape worked out from the rest.',
    '- Each answer says its operation’s status in `X-Athena-Provenance`. An operation that is not yet simulated answers with its contract example and says so: `X-Athena-Simulated: example`.',
    '',
    `**${simulated} of ${rows.length} operations are simulated.** ${tally(rows.map(({ status }) => status))}`,
    '',
    '## Operations',
    '',
    '| operation | | provenance | answered by | source |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ operation, status, source, rule }) =>
        `| \`${operation.id}\` | ${toRoute(operation)} | ${status} | ${rule} | ${source} |`,
    ),
    '',
    '## Schemas',
    '',
    `${schemas.length} named schemas. ${tally(schemas.map(({ status }) => status))} A property that differs from its schema says so in the contract.`,
    '',
    '| schema | provenance | source |',
    '|---|---|---|',
    ...schemas.map(({ name, status, source }) => `| ${name} | ${status} | ${source} |`),
    '',
    notes.trim(),
    '',
  ].join('\n');
}

/** The resources' schemas: bodies, envelopes and events follow from them. */
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

function tally(statuses: readonly string[]): string {
  const names = ['documented', 'partial', 'inferred', 'not said'];
  const counts = names.map((name) => ({ name, count: statuses.filter((status) => status === name).length }));
  return `${counts.flatMap(({ name, count }) => (count === 0 ? [] : `${count} ${name}`)).join(', ')}.`;
}

function toText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
