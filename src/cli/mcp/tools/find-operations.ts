import { listOperations } from '../../remote/operation/find-operation.ts';
import { searchOperations, toOperationTable } from '../../remote/operation/list-operations.ts';
import { readContract } from '../../remote/operation/read-contract.ts';
import { toJson } from '../../terminal/text-table.ts';
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
      description:
        'Words that the id, method, path or summary of an operation contains, or the names of what it takes. Without it: all.',
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
    const total = listOperations(document).length;
    const operations = searchOperations(document, search);
    const count = `${operations.length} of ${total} operations.\n`;
    const none = `No operation contains ${JSON.stringify(search)}. Search for one word of a path, or leave out search.\n`;
    const table = `${toOperationTable(operations)}\n${count}`;
    return { data: { total, operations }, text: operations.length === 0 ? none : table };
  },
});
