import { SANDBOX_NAME_PATTERN } from '../../kernel/sandbox-name.ts';

/** Splits `/__sandbox/w3/api/v1/user` into name, mount (`/__sandbox/w3`) and path. Undefined for other paths. */
export function splitSandboxPath(
  path: string,
): { readonly sandbox: string; readonly mount: string; readonly path: string } | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const end = path.indexOf('/', PREFIX.length);
  const mount = end === -1 ? path : path.slice(0, end);
  return { sandbox: mount.slice(PREFIX.length), mount, path: end === -1 ? '/' : path.slice(end) };
}

/** Returns the sandbox path at the end of a request's origin (`scheme://host/…`), or undefined without one. */
export function findSandboxMount(origin: string): string | undefined {
  return MOUNT.exec(origin)?.[0];
}

const PREFIX = '/__sandbox/';
const MOUNT = new RegExp(`${PREFIX}${SANDBOX_NAME_PATTERN}$`);
