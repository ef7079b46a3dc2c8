import { listOperations } from '../../remote/operation/find-operation.ts';
import { filterOperations } from '../../remote/operation/list-operations.ts';
import { readContract } from '../../remote/operation/read-contract.ts';
import { toJson, toTable } from '../../terminal/text-table.ts';
import { describeOperation } from './describe-operation.ts';
import { locate } from './locate.ts';
import { defineTool, nameArgument, type Tool } from './tool.ts';

/** Lists the operations of the contract, or describes one. */
export const FIND_OPERATIONS: Tool = defineTool({
  name: 'find_operations',
  title: 'Find operations of the API',
  description:
    'Lists the operations of the API, or describes one: its parameters, the schema of its body, its responses, and a call of it that is valid. Start here, then use call_operation.',
  effect: 'reads',
  properties: {
    search: {
      type: 'string',
      maxLength: 200,
      description: 'Words that the id, method, path or summary of an operation contains. Without it: all.',
    },
    operation: nameArgument('The id of the operation to describe. The list has the ids.'),
  },
  required: [],
  run: async ({ search = '', operation }, { toCall }) => {
    const document = await readContract(toCall({ options: {} }).config);
    if (operation !== undefined) {
      const located = locate(document, operation, ({ operation: { operationId = '' } }) => ({
        tool: FIND_OPERATIONS.name,
        arguments: { operation: operationId },
      }));
      const data = describeOperation(document, located);
      return { data, text: toJson(data) };
    }
    const all = listOperations(document);
    const operations = filterOperations(all, search);
    const rows = operations.map(({ id, method, path, summary }) => [id, method, path, summary]);
    const count = `${operations.length} of ${all.length} operations.\n`;
    const none = `No operation contains ${JSON.stringify(search)}. Search for one word of a path, or leave out search.\n`;
    const table = `${toTable(['operation', 'method', 'path', 'summary'], rows)}\n${count}`;
    return { data: { total: all.length, operations }, text: rows.length === 0 ? none : table };
  },
});
