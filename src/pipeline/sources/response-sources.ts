import { prepareForced } from './forced.ts';
import type { PrepareResponseSource } from './response-source.ts';
import { prepareSimulated } from './simulated.ts';

/** The response sources, in the order in which they are tried. The last one responds to every operation. */
export const RESPONSE_SOURCES: readonly PrepareResponseSource[] = [prepareForced, prepareSimulated];
