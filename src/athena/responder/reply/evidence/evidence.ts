import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import type { Sign } from '../reading/lexicon.ts';

/** What speaks for a kind of request. */
export interface Evidence {
  readonly intent: Intent;
  /** How much each sign of the message weighs. */
  readonly signs: Readonly<Partial<Record<Sign, number>>>;
  /** What the message must hold besides, so that the request can be answered. */
  readonly needs?: (brief: Brief) => boolean;
  /** What else speaks for it: the agent's own work, or what the message holds. */
  readonly prior?: (brief: Brief) => number;
}
