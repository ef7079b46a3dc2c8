import type { WorldLinkedPages } from '../behaviour/platform.ts';
import type { LinkedPage } from '../kernel/linked-page.ts';
import { parseTimestamp } from '../kernel/time/clock.ts';
import type { StoredRecord, StoreReader } from '../store/port/store.ts';

/** The path that the address of every share begins with. */
export const SHARED_PATH = '/shared/';

/** The page that the address of a share leads to: it shows the shared agent or workflow, until the share ends. */
export const SHARED_PAGES: WorldLinkedPages = {
  prefix: SHARED_PATH,
  find: (path, { store, clock }) => {
    const share = store.all('shares').find(({ url }) => url === path);
    const end = parseTimestamp(String(share?.['expires_at']));
    if (share === undefined || (end !== undefined && end <= clock.now())) return undefined;
    const kind = String(share['shareable_type']);
    const shared = store.get(`${kind}s`, String(share['shareable_uuid']));
    return shared === undefined ? undefined : toPage(share, shared, { kind, store });
  },
};

function toPage(
  share: StoredRecord,
  shared: StoredRecord,
  { kind, store }: { readonly kind: string; readonly store: StoreReader },
): LinkedPage {
  const by = store.get('users', Number(share['shared_by_id']))?.['name'];
  const { name, description, profile_photo_url: photo } = shared;
  const { message, expires_at: end, email, permission } = share;
  const facts: readonly (readonly [string, unknown])[] = [
    ['You may', PERMISSIONS[String(permission)]],
    ['Shared with', email ?? store.get('users', Number(share['user_id']))?.['name']],
    ['Until', end],
  ];
  return {
    title: String(name),
    heading: `${typeof by === 'string' ? by : 'A user'} shares ${kind === 'agent' ? 'an agent' : 'a workflow'} with you`,
    paragraphs: [description, message].filter((text) => typeof text === 'string'),
    picture: typeof photo === 'string' && photo.startsWith('/') ? photo : `/assets/avatars/${toSlug(String(name))}.svg`,
    facts: facts.flatMap(([label, value]) => (typeof value === 'string' ? [[label, value] as const] : [])),
  };
}

/** Returns the name as generated pictures are named. */
function toSlug(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['shared'];
  return words.join('-').slice(0, MAX_SLUG_LENGTH);
}

const PERMISSIONS: Readonly<Record<string, string>> = {
  view: 'see it',
  run: 'see it and run it',
  edit: 'see it, run it and change it',
};
const MAX_SLUG_LENGTH = 80;
