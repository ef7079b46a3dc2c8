import type { Call } from './call.ts';

/** Whether a sandbox can have this name. */
export function isSandboxName(name: string): boolean {
  return NAME.test(name);
}

/** Returns the call that makes a sandbox as a copy of the baseline. It resets one that is there. */
export function toMakeCall(name: string): Call {
  return { method: 'POST', path: '/__admin/reset', world: name };
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
