import type { Platform } from '../../behaviour/platform.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { ControlCalls, ControlRejection } from '../context/control-call.ts';

/** Lists and edits the reply rules of a world, and tries what they answer. */
export const REPLY_CALLS = {
  listReplies: {
    state: 'records',
    handle: ({ world }, { platform }) => ({ kind: 'success', body: listReplies(world, platform) }),
  },
  createReply: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, body, query: { position } }, { platform }) => {
      const { findFaults, insert } = getReplies(platform);
      // The records of a world are plain JSON, which the body is.
      const rule = body as JsonObject;
      const faults = findFaults([rule], []).map((fault) => ({ ...fault, pointer: fault.pointer.replace(/^\/0/, '') }));
      if (faults.length > 0) throw new Problem('VALIDATION_FAILED', { message: 'The rule has faults.', faults });
      const id = await world.store.transaction((transaction) => insert(transaction, rule, position));
      return { kind: 'success', body: { id, rule: body } };
    },
  },
  deleteReplies: {
    state: 'records',
    changes: 'state',
    handle: async ({ world }, { platform }) => {
      const { list, remove } = getReplies(platform);
      await world.store.transaction((transaction) => {
        for (const { id } of list(transaction)) remove(transaction, id);
      });
      return { kind: 'success' };
    },
  },
  deleteReply: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, path: { reply_id: id } }, { platform }) => {
      const { remove } = getReplies(platform);
      const isRemoved = await world.store.transaction((transaction) => remove(transaction, id));
      return isRemoved ? { kind: 'success' } : toMissing('Reply', id, `This world has no reply rule ${id}. ${LISTED}`);
    },
  },
  orderReplies: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, body: { ids } }, { platform }) => {
      const { order } = getReplies(platform);
      const isOrdered = await world.store.transaction((transaction) => order(transaction, ids));
      if (!isOrdered)
        return { kind: 'conflict', message: 'The ids are not those of all reply rules, each once.', remedy: SEND_ALL };
      return { kind: 'success', body: listReplies(world, platform) };
    },
  },
  tryReply: {
    state: 'records',
    handle: async ({ world, body: { text, to, variables = {} } }, { platform }) => {
      const asked = { text, to, variables };
      const answer = await getReplies(platform).answer(world, asked);
      if (answer === undefined)
        return toMissing(
          'Model',
          to ?? '',
          `This world has none that is called ${JSON.stringify(to)}. Give a uuid or a name.`,
        );
      const { answeredBy, toolCalls, delay, error } = answer;
      return {
        kind: 'success',
        body: {
          answered_by: { ...answeredBy },
          text: answer.text,
          tool_calls: toolCalls.map((call) => ({ ...call })),
          delay_ms: delay,
          error: error === null ? null : { ...error },
        },
      };
    },
  },
} satisfies Partial<ControlCalls>;

function listReplies(world: World, platform: Platform | undefined) {
  return {
    replies: getReplies(platform)
      .list(world.store)
      .map(({ id, rule }) => ({ id, rule: { ...rule } })),
  };
}

/** Throws a Problem where no model replies. */
function getReplies(platform: Platform | undefined): Platform['replies'] {
  if (platform === undefined)
    throw new Problem('STATE_CONFLICT', {
      message: 'This contract has no models that reply.',
      remedy: 'Start without --spec: the packaged contract has models that reply.',
    });
  return platform.replies;
}

function toMissing(model: string, key: string | number, message: string): ControlRejection {
  return { kind: 'not_found', model, key: String(key), message };
}

const LISTED = 'GET /__admin/replies lists them.';
const SEND_ALL = `Send the id of every rule, each once. ${LISTED}`;
