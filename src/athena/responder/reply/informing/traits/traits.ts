import { BUSINESS_TRAITS } from './business-traits.ts';
import type { Traits } from './define-traits.ts';
import { TECHNICAL_TRAITS } from './technical-traits.ts';

/** Things that people compare in everyday business. */
export const TRAITS: readonly Traits[] = [...TECHNICAL_TRAITS, ...BUSINESS_TRAITS];
