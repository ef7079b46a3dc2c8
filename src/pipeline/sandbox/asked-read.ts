import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { ExchangeRequest } from '../exchange/exchange.ts';

/** A position in a log, as a response has shown it. */
export interface LogPoint {
  readonly epoch: number;
  readonly position: number;
}

/** What a request asks to be shown. */
export interface AskedRead {
  /** Whether it asks for everything that any process has acknowledged. */
  readonly isLatest: boolean;
  /** What its world, and the control state, must have reached; undefined when it names no position. */
  readonly world: LogPoint | undefined;
  readonly control: LogPoint | undefined;
}

/** Returns whether a request asks to be shown anything but what is here. */
export function asksForRead(headers: ExchangeRequest['headers']): boolean {
  return headers[PRODUCT.positionHeader] !== undefined || headers[PRODUCT.readHeader] !== undefined;
}

/** Parses what a request asks to be shown. Throws a Problem when a header has an invalid value. */
export function parseAskedRead(headers: ExchangeRequest['headers']): AskedRead {
  const read = headers[PRODUCT.readHeader];
  if (read !== undefined && read !== LATEST) throw new Problem('INVALID_READ', { message: READ_MESSAGE });
  const sent = headers[PRODUCT.positionHeader];
  const isLatest = read === LATEST;
  if (sent === undefined) return { isLatest, world: undefined, control: undefined };
  const numbers = POSITION.exec(sent)?.slice(1).map(Number);
  if (numbers === undefined) throw new Problem('INVALID_READ', { message: POSITION_MESSAGE });
  const [epoch = 0, position = 0, controlEpoch = 0, controlPosition = 0] = numbers;
  return { isLatest, world: { epoch, position }, control: { epoch: controlEpoch, position: controlPosition } };
}

/** Returns the Problem of a request whose headers have an invalid value; undefined when they are valid. */
export function findInvalidRead(headers: ExchangeRequest['headers']): Problem | undefined {
  if (!asksForRead(headers)) return undefined;
  try {
    parseAskedRead(headers);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** Throws a Problem when a log that has been read to its end has never reached a position. */
export function rejectBeyondEnd(asked: LogPoint, end: LogPoint): void {
  if (asked.epoch < end.epoch || (asked.epoch === end.epoch && asked.position <= end.position)) return;
  const message = `The log ends before the position ${toText(asked)} of X-Athena-Position: its end is ${toText(end)}. The position is of another world, or of one that was deleted, or the database has lost what was written. Nothing was changed. Read without it, and go on with the position of that response.`;
  throw new Problem('INVALID_READ', { message });
}

/** Returns a position as the header has it. */
export function toText({ epoch, position }: LogPoint): string {
  return `${epoch}.${position}`;
}

const LATEST = 'latest';
/** The epoch and position of the world, and those of the control state. */
const POSITION = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/;
const READ_MESSAGE = 'X-Athena-Read has an invalid value. Send "latest", or leave the header out.';
const POSITION_MESSAGE =
  'X-Athena-Position has an invalid value. Send it as an earlier response had it, such as 1.57.1.3, or leave the header out.';
