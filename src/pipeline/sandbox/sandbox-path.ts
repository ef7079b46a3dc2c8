import { SANDBOX_NAME_PATTERN } from '../../kernel/sandbox-name.ts';

/** `/__sandbox/w3/api/v1/user` in its parts; `mount` is what was in front. Undefined for other paths. */
export function splitSandboxPath(
  path: string,
): { readonly sandbox: string; readonly mount: string; readonly path: string } | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const end = path.indexOf('/', PREFIX.length);
  const mount = end === -1 ? path : path.slice(0, end);
  return { sandbox: mount.slice(PREFIX.length), mount, path: end === -1 ? '/' : path.slice(end) };
}

/** Whether the origin of a request (`scheme://host/…`) is within a sandbox's path; gives that path. */
export function findSandboxMount(origin: string): string | undefined {
  return MOUNT.exec(origin)?.[0];
}

const PREFIX = '/__sandbox/';
const MOUNT = new RegExp(`${PREFIX}${SANDBOX_NAME_PATTERN}$`);
