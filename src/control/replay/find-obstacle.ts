import { isMultipart } from '../../pipeline/media-types/multipart.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { hasUnreadBody } from '../correction/has-unread-body.ts';
import type { RecordedBody, RecordedExchange } from '../traffic/recorded-exchange.ts';

/** Returns why a recorded request cannot be sent again as it was, as a sentence; undefined when it can. */
export function findObstacle(exchange: RecordedExchange, contract: CompiledContract): string | undefined {
  const { requestBody: body, requestHeaders: headers } = exchange;
  if (body === undefined) return isUnread(exchange, contract) ? `${UNREAD} (${exchange.error}).` : undefined;
  if (!body.isComplete) return `Its body has ${body.size} bytes, of which ${body.content.length} were recorded.`;
  return isMultipart(headers['content-type'] ?? '') && hasFile(body) ? FILES : undefined;
}

/** Whether a request had a body that no stage has read. One that its operation does not take is never read. */
function isUnread(exchange: RecordedExchange, contract: CompiledContract): boolean {
  const { operationId } = exchange;
  if (!hasUnreadBody(exchange)) return false;
  return operationId === undefined || contract.operations.find(({ id }) => id === operationId)?.body !== undefined;
}

/** Of a form with files, only an outline is recorded. */
function hasFile({ content }: RecordedBody): boolean {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return text.split(LINE_END).some((line) => DISPOSITION.test(line) && FILE_NAME.test(line));
}

const LINE_END = /[\r\n]/;
const DISPOSITION = /^content-disposition:/i;
const FILE_NAME = /;[ \t]*filename\*?=/i;
const UNREAD = 'Its body was not recorded, since the request was rejected before it was read';
const FILES = 'The content of its files was not recorded.';
