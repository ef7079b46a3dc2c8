import type { Platform } from '../../../behaviour/platform.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { ControlCalls } from '../../context/control-call.ts';

/** Issues tokens for the users of a world. */
export const TOKEN_CALLS = {
  createToken: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, body: { user: sent } }, { platform }) => {
      const { find, issueToken } = getUsers(platform);
      const name = String(sent);
      const issued = await world.store.transaction((transaction) => {
        const user = find(transaction, name);
        return user === undefined ? undefined : issueToken(user, world, transaction);
      });
      if (issued === undefined) return { kind: 'not_found', model: 'User', key: name, message: toMissing(name) };
      const { token, user, expiresAt } = issued;
      return { kind: 'success', body: { token, user: { ...user }, expires_at: expiresAt ?? null } };
    },
  },
} satisfies Partial<ControlCalls>;

/** Throws a Problem where there are no users. */
function getUsers(platform: Platform | undefined): NonNullable<Platform['users']> {
  if (platform?.users !== undefined) return platform.users;
  const message = 'This contract has no users to issue tokens for: any token is accepted.';
  throw new Problem('STATE_CONFLICT', { message });
}

function toMissing(name: string): string {
  return `There is no user with the id or the email address ${JSON.stringify(name.slice(0, MAX_SHOWN_LENGTH))}. GET /__admin/state lists them.`;
}

const MAX_SHOWN_LENGTH = 100;
