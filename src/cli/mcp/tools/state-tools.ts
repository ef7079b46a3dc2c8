import { BASELINE } from '../../../kernel/sandbox-name.ts';
import { onlyGiven } from '../../remote/run-remote.ts';
import { diffSandboxes } from '../../remote/sandboxes.ts';
import { getState, patchState } from '../../remote/state.ts';
import { defineTool, nameArgument, WORLD_ARGUMENT, type Tool } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** Shows records, or how they differ from those of another state. */
export const READ_STATE: Tool = defineTool({
  name: 'read_state',
  title: 'Read the records',
  description:
    'Shows the stored records, flat and with foreign keys: the names of all collections, the records of one, or one record. With compare_with it lists which records differ from another state: what your calls have changed.',
  effect: 'reads',
  properties: {
    collection: nameArgument('The collection. Without it: the collections, and how many records each has.'),
    key: { ...nameArgument('The key of one record of the collection.'), type: ['string', 'integer'] },
    compare_with: {
      type: 'string',
      maxLength: 200,
      pattern: '^(baseline|fixtures|snapshot:.+)$',
      description:
        'Lists the differences from this state: baseline (the world without a sandbox), fixtures (what the server began with), or snapshot:NAME.',
    },
    world: WORLD_ARGUMENT,
  },
  required: [],
  run: async ({ collection, key, compare_with: other, world }, { toCall, sandbox }) => {
    if (other !== undefined && key !== undefined)
      throw new ToolError('compare_with compares collections, and takes no key.', {
        nearest: { tool: READ_STATE.name, arguments: { ...onlyGiven({ collection }), compare_with: other } },
      });
    if (other !== undefined) {
      const operands = [world === 'baseline' ? BASELINE : sandbox, other];
      return diffSandboxes(toCall({ operands, options: { collection }, world }));
    }
    if (key !== undefined && collection === undefined)
      throw new ToolError('key needs the collection that has the record.', {
        nearest: { tool: READ_STATE.name, arguments: {} },
      });
    const operands = [collection, key].filter((word) => word !== undefined).map(String);
    const shown = await getState(toCall({ operands, options: {}, world }));
    return collection === undefined ? { ...shown, data: toCounts(shown.data) } : shown;
  },
});

/** Changes records, whatever the operations of the API allow. */
export const CHANGE_STATE: Tool = defineTool({
  name: 'change_state',
  title: 'Change the records',
  description:
    'Changes stored records directly, to set up a situation that the API itself does not lead to. Give key and fields to change one record, or records to change and add several. The result must fit the contract, otherwise nothing changes.',
  effect: 'changes',
  properties: {
    collection: nameArgument('The collection, such as read_state lists it.'),
    key: { ...nameArgument('The key of the record to change.'), type: ['string', 'integer'] },
    fields: { type: 'object', minProperties: 1, description: 'The fields of the record to change.' },
    records: {
      type: 'array',
      minItems: 1,
      items: { type: 'object' },
      description: 'Records with their keys: a known key changes the record, a new one adds it.',
    },
  },
  required: ['collection'],
  fallback: { tool: READ_STATE.name, arguments: {} },
  run: async ({ collection, key, fields, records }, { toCall }) => {
    const isOne = key !== undefined && fields !== undefined && records === undefined;
    const isMany = key === undefined && fields === undefined && records !== undefined;
    if (!isOne && !isMany)
      throw new ToolError('Give either key and fields, or records.', {
        nearest:
          records === undefined
            ? { tool: READ_STATE.name, arguments: { collection } }
            : { tool: CHANGE_STATE.name, arguments: { collection, records } },
      });
    // A JSON text never begins with the @ that names a file.
    const body = JSON.stringify(isOne ? fields : { records });
    return patchState(toCall({ operands: isOne ? [collection, String(key)] : [collection], options: { body } }));
  },
});

/** The records of all collections are a whole database. */
function toCounts(data: unknown): object {
  const { collections } = data as { readonly collections: Readonly<Record<string, readonly unknown[]>> };
  return {
    collections: Object.entries(collections).map(([name, records]) => ({ name, records: records.length })),
  };
}
