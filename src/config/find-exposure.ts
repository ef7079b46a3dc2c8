import { isLoopback } from '../kernel/loopback.ts';
import { OPTIONS } from './options.ts';
import type { SimulatorConfig } from './simulator-config.ts';

/**
 * Returns the setting, as a user would write it, that lets other machines reach a simulator listening on these hosts;
 * undefined when only this machine can reach it. A public URL that names this machine (a development server in front,
 * another port of a container) exposes nothing.
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

/** Returns the host name of a URL, an IPv6 address without its brackets. */
function toHostName(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}
