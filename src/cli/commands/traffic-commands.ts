import type { CommandSpec } from '../terminal/command-spec.ts';
import { bodyOption, countOption, FILES_OPTION, switchOption, textOption } from '../terminal/own-options.ts';
import { ask } from './ask.ts';

const NUMBER = {
  number: countOption('--number', 'number', 'Which one of several requests with this id; `requests` lists it'),
};

/** The commands of requests: what was sent, and how requests are answered. */
export const TRAFFIC_COMMANDS: readonly CommandSpec[] = [
  ask({
    name: 'requests',
    description: 'List the recorded requests',
    options: {
      operation: textOption('--operation', 'id', 'Requests of this operation'),
      status: textOption('--status', 'status', 'Requests with this status: 404, or a class such as 4XX'),
      method: textOption('--method', 'method', 'Requests of this method'),
      path: textOption('--path', 'text', 'Requests whose path contains this text'),
      limit: countOption('--limit', 'number', 'How many requests to list, the newest ones (default: 100)'),
    },
    load: async () => (await import('../remote/traffic/requests.ts')).listRequests,
  }),
  ask({
    name: 'requests replay',
    description: 'Send a recorded request again, into a new fork of its world or into a sandbox',
    operands: ['<request-id>'],
    options: {
      ...NUMBER,
      into: textOption('--into', 'name', 'The sandbox to send it into (default: a new fork)'),
    },
    load: async () => (await import('../remote/traffic/replay.ts')).replayRequest,
  }),
  ask({
    name: 'explain',
    description: 'Tell what each stage did with a request, by default with the newest one, and why',
    operands: ['[request-id]'],
    options: NUMBER,
    load: async () => (await import('../remote/traffic/requests.ts')).explainRequest,
  }),
  ask({
    name: 'changes list',
    description: 'List the records that a request has changed, by default the newest that has changed any',
    operands: ['[request-id]'],
    options: NUMBER,
    load: async () => (await import('../remote/traffic/changes.ts')).listChanges,
  }),
  ask({
    name: 'changes revert',
    description: 'Undo what a request has changed',
    operands: ['<request-id>'],
    options: NUMBER,
    load: async () => (await import('../remote/traffic/changes.ts')).revertRequest,
  }),
  ask({
    name: 'call',
    description: 'Call an operation of the simulated API by its operationId',
    accepts: ['token'],
    operands: ['<operation>', '[name=value…]'],
    options: {
      body: bodyOption('of the request'),
      ...FILES_OPTION,
      only: textOption('--fields', 'names', 'Print these fields of the response alone: name,user.email'),
      user: textOption('--as', 'user', 'The id or the email address of the user who calls, in place of --token'),
    },
    load: async () => (await import('../remote/operation/call-operation.ts')).callOperation,
  }),
  ask({
    name: 'operations',
    description: 'List the operations of the API, or what one takes, with a call that is valid',
    operands: ['[text|operation]'],
    load: async () => (await import('../remote/operation/list-operations.ts')).showOperations,
  }),
  ask({
    name: 'fault list',
    description: 'List the faults',
    load: async () => (await import('../remote/traffic/faults.ts')).listFaults,
  }),
  ask({
    name: 'fault add',
    description: 'Let requests fail: status, latency, drop, truncate, malformed, slow_body or rate_limit',
    operands: ['[kind]'],
    options: {
      operation: textOption('--operation', 'id', 'Requests of this operation; by default of every operation'),
      method: textOption('--method', 'method', 'Requests of this method'),
      path: textOption('--path', 'path', 'Requests of this path, as the contract declares it'),
      status: countOption('--status', 'number', 'The status of the kind status, such as 503'),
      delay: countOption('--delay', 'ms', 'The delay of the kind latency, in milliseconds'),
      times: countOption('--times', 'number', 'How many requests fail (default: all)'),
      body: bodyOption('of the complete fault'),
    },
    load: async () => (await import('../remote/traffic/faults.ts')).addFault,
  }),
  ask({
    name: 'fault remove',
    description: 'Delete a fault, or all faults',
    operands: ['<id|all>'],
    load: async () => (await import('../remote/traffic/faults.ts')).removeFault,
  }),
  ask({
    name: 'scenario list',
    description: 'List the scenarios; * marks the active one',
    load: async () => (await import('../remote/scenarios.ts')).listScenarios,
  }),
  ask({
    name: 'scenario activate',
    description: 'Reset the world, and put it into the situation of a scenario',
    operands: ['<name>'],
    options: {
      step: countOption('--step', 'number', 'The step to begin with (default: the first)'),
      keepData: switchOption('--keep-data', 'Keep the records and the time'),
    },
    load: async () => (await import('../remote/scenarios.ts')).activateScenario,
  }),
  ask({
    name: 'scenario next',
    description: 'Go to the next step of the active scenario',
    load: async () => (await import('../remote/scenarios.ts')).goToNextStep,
  }),
  ask({
    name: 'scenario previous',
    description: 'Go back to the previous step of the active scenario',
    load: async () => (await import('../remote/scenarios.ts')).goToPreviousStep,
  }),
  ask({
    name: 'reply list',
    description: 'List the reply rules',
    load: async () => (await import('../remote/traffic/replies.ts')).listReplies,
  }),
  ask({
    name: 'reply add',
    description: 'Decide what is answered in place of a model, before all other rules',
    operands: ['[text]'],
    options: {
      when: textOption('--when', 'text', 'Only if the input contains this text'),
      body: bodyOption('of the complete rule'),
    },
    load: async () => (await import('../remote/traffic/replies.ts')).addReply,
  }),
  ask({
    name: 'reply remove',
    description: 'Delete a reply rule, or all of them',
    operands: ['<id|all>'],
    load: async () => (await import('../remote/traffic/replies.ts')).removeReply,
  }),
  ask({
    name: 'reply try',
    description: 'Show what is answered to a text, and which rule decides it',
    operands: ['<text>'],
    options: { to: textOption('--to', 'name', 'The name or uuid of who is asked') },
    load: async () => (await import('../remote/traffic/replies.ts')).tryReply,
  }),
];
