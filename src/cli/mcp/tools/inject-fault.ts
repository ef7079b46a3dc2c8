import { addFault, FAULT_KINDS, listFaults, removeFault } from '../../remote/traffic/faults.ts';
import { defineTool, nameArgument, type Tool } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** Lets requests fail. */
export const INJECT_FAULT: Tool = defineTool({
  name: 'inject_fault',
  title: 'Let requests fail',
  description:
    'Lets requests of the sandbox fail or be slow, to see what a front end does then. Add a fault, list the faults, or remove one or all.',
  effect: 'adds',
  properties: {
    action: { type: 'string', enum: ['add', 'list', 'remove'], description: 'What to do (default: add).' },
    kind: {
      type: 'string',
      enum: FAULT_KINDS,
      description:
        'status: responds with a status. latency: delays the response. drop: closes the connection. truncate: cuts the body off. malformed: sends a body that is not JSON. slow_body: sends it in chunks. rate_limit: responds 429.',
    },
    operation: nameArgument('Requests of this operation. Without operation and path: all requests.'),
    method: { type: 'string', pattern: '^[A-Z]{1,10}$', description: 'Requests of this method, such as POST.' },
    path: { type: 'string', minLength: 1, maxLength: 2000, description: 'Requests of this path.' },
    status: { type: 'integer', minimum: 200, maximum: 599, description: 'The status of the kind status, such as 503.' },
    delay_ms: { type: 'integer', minimum: 0, maximum: 600_000, description: 'The delay of the kind latency.' },
    times: { type: 'integer', minimum: 1, maximum: 1_000_000, description: 'How many requests fail (default: all).' },
    id: nameArgument('The fault to remove. Without it: all faults.'),
  },
  required: [],
  run: async ({ action = 'add', kind, operation, method, path, status, delay_ms: delay, times, id }, { toCall }) => {
    if (action === 'list') return listFaults(toCall({ options: {} }));
    if (action === 'remove') return removeFault(toCall({ operands: [id ?? 'all'], options: {} }));
    if (kind === undefined)
      throw new ToolError('add needs the kind of the fault.', {
        nearest: { tool: INJECT_FAULT.name, arguments: { kind: 'status', status: 503, times: 1 } },
      });
    // A front end waits by the machine's time, also where the time of the world stands still.
    const body = kind === 'latency' || kind === 'slow_body' ? '{"real_time":true}' : undefined;
    const options = { operation, method, path, status, delay, times, body };
    return addFault(toCall({ operands: [kind], options }));
  },
});
