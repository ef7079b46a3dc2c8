import { isLoopback } from '../kernel/loopback.ts';
import { OPTIONS, type SimulatorConfig } from './options.ts';

/**
 * Returns the setting by which other machines can reach a simulator that listens on these hosts, as a user would write
 * it; undefined where this machine alone can. A public URL of this machine (a development server in front, another port
 * of a container) exposes nothing.
 */
export function findExposure(
  { publicUrl, trustProxy }: Pick<SimulatorConfig, 'publicUrl' | 'trustProxy'>,
  hosts: Iterable<string>,
): string | undefined {
  const open = [...hosts].find((host) => !isLoopback(host));
  if (open !== undefined) return `${OPTIONS.host.flag} ${open}`;
  if (publicUrl !== undefined && !isLoopback(toHostName(publicUrl))) return `${OPTIONS.publicUrl.flag} ${publicUrl}`;
  return trustProxy ? OPTIONS.trustProxy.flag : undefined;
}

/** Without the brackets of an IPv6 address. */
function toHostName(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}
