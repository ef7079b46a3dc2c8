import { createSystemClock } from '../../kernel/time/clock.ts';
import { HTTP_REQUEST, type Transports } from '../../store/port/outbox.ts';
import { createHttpTransport } from './http-transport.ts';

/** The options of outgoing requests. */
export interface OutgoingOptions {
  /** The servers that requests may be sent to, as `host:port`. */
  readonly allowOutgoing: readonly string[];
  /** The key of their signatures. */
  readonly outgoingSecret: string;
}

/** Opens what sends requests to other servers. Without a server that is allowed there is none, and nothing is sent. */
export function openTransports({ allowOutgoing, outgoingSecret: secret }: OutgoingOptions): Transports {
  if (allowOutgoing.length === 0) return {};
  const { now } = createSystemClock();
  return { [HTTP_REQUEST]: createHttpTransport({ allowed: new Set(allowOutgoing), secret, now }) };
}
