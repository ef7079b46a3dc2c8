import { CALL_OPERATION } from './call-operation.ts';
import { CONTROL_WORLD } from './control-world.ts';
import { FIND_OPERATIONS } from './find-operations.ts';
import { INJECT_FAULT } from './inject-fault.ts';
import { EXPLAIN_REQUEST, LIST_REQUESTS } from './request-tools.ts';
import { CHANGE_STATE, READ_STATE } from './state-tools.ts';
import type { Tool } from './tool.ts';

/** Every tool. A client shows all of them to its model in each conversation, so that there are few. */
export const TOOLS: readonly Tool[] = [
  FIND_OPERATIONS,
  CALL_OPERATION,
  LIST_REQUESTS,
  EXPLAIN_REQUEST,
  READ_STATE,
  CHANGE_STATE,
  INJECT_FAULT,
  CONTROL_WORLD,
];
