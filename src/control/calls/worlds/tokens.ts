import type { Platform } from '../../../behaviour/platform.ts';
import type { PlatformUsers } from '../../../behaviour/platform-users.ts';
import { Problem } from '../../../kernel/problem.ts';
import { toCommandLine } from '../../../kernel/text/command-line.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import type { World } from '../../../store/port/world.ts';
import type { ControlCalls } from '../../context/control-call.ts';

/** Issues tokens for the users of a world. */
export const TOKEN_CALLS = {
  createToken: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, body: { user: sent } }, { platform }) => {
      const users = getUsers(platform);
      const { find, issueToken } = users;
      const name = String(sent);
      const issued = await world.store.transaction((transaction) => {
        const user = find(transaction, name);
        return user === undefined ? undefined : issueToken(user, world, transaction);
      });
      if (issued === undefined)
        return { kind: 'not_found', model: 'User', key: name, message: toMissing(name, users, world) };
      const { token, user, expiresAt } = issued;
      return { kind: 'success', body: { token, user: { ...user }, expires_at: expiresAt ?? null } };
    },
  },
} satisfies Partial<ControlCalls>;

/** Throws a Problem where there are no users. */
function getUsers(platform: Platform | undefined): PlatformUsers {
  if (platform?.users !== undefined) return platform.users;
  const message = 'This contract has no users to issue tokens for: any token is accepted.';
  const remedy = 'Send requests with any token: Authorization: Bearer any-token.';
  throw new Problem('STATE_CONFLICT', { message, remedy });
}

function toMissing(name: string, { collection }: PlatformUsers, { name: world, store }: World): string {
  const shown = name.slice(0, MAX_SHOWN_LENGTH);
  const emails = store.all(collection).flatMap(({ email }) => (typeof email === 'string' ? [email] : []));
  const nearest = findNearestEmail(shown, emails);
  const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  const command = toCommandLine(`state get ${collection}`, world);
  return `There is no user with the id or the email address ${JSON.stringify(shown)}.${meant} ${command}, or GET /__admin/state/${collection}, lists them.`;
}

/** Returns the email address whose part before the `@` is similar to what was sent, or has that as one of its words. */
function findNearestEmail(sent: string, emails: readonly string[]): string | undefined {
  const local = toLocalPart(sent);
  const similar = findNearestName(local, emails.map(toLocalPart));
  return emails.find((email) =>
    similar === undefined
      ? toLocalPart(email)
          .split(/[._+-]/)
          .includes(local)
      : toLocalPart(email) === similar,
  );
}

function toLocalPart(email: string): string {
  return (email.split('@')[0] ?? email).toLowerCase();
}

const MAX_SHOWN_LENGTH = 100;
