import { isLoopback } from '../kernel/loopback.ts';
import type { SimulatorConfig } from './options.ts';

/** Nobody but this machine can reach a simulator that listens on these hosts, as far as the options say. */
export function isPrivate({ publicUrl, trustProxy }: Pick<SimulatorConfig, 'publicUrl' | 'trustProxy'>, hosts: Iterable<string>): boolean {
  return publicUrl === undefined && !trustProxy && [...hosts].every(isLoopback);
}
