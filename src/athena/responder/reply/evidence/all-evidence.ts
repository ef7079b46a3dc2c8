import type { Evidence } from './evidence.ts';
import { INFORMING_EVIDENCE } from './informing-evidence.ts';
import { WORKING_EVIDENCE } from './working-evidence.ts';
import { WRITING_EVIDENCE } from './writing-evidence.ts';

/** What speaks for each kind of request. One may have several entries, of which the strongest counts. */
export const EVIDENCE: readonly Evidence[] = [...WRITING_EVIDENCE, ...WORKING_EVIDENCE, ...INFORMING_EVIDENCE];
