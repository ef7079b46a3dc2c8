import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { createReleaseAfter } from '../../../src/http/pages/release-after.ts';

const createResponse = (state: object = {}): ServerResponse =>
  Object.assign(new EventEmitter(), state) as unknown as ServerResponse;
const createSocket = (state: object = {}): Socket => Object.assign(new EventEmitter(), state) as unknown as Socket;
const createShare = () => ({ release: vi.fn<() => void>() });

describe('the memory of a response', () => {
  test('is released when it has been sent', () => {
    const [response, share] = [createResponse(), createShare()];
    createReleaseAfter()(response, createSocket(), share);
    expect(share.release).not.toHaveBeenCalled();
    response.emit('close');
    expect(share.release).toHaveBeenCalledOnce();
  });

  test('is released with the connection, by one listener for all that are queued', () => {
    const socket = createSocket();
    const releaseAfter = createReleaseAfter();
    const queued = Array.from({ length: 64 }, () => ({ response: createResponse(), share: createShare() }));
    for (const { response, share } of queued) releaseAfter(response, socket, share);
    queued[0]?.response.emit('close');
    expect(socket.listenerCount('close')).toBe(1);
    socket.emit('close');
    for (const { share } of queued) expect(share.release).toHaveBeenCalledOnce();
  });

  test.each([
    [{ closed: true }, {}],
    [{}, { destroyed: true }],
  ])('is released at once when it cannot be sent any more: %j, %j', (response, socket) => {
    const share = createShare();
    createReleaseAfter()(createResponse(response), createSocket(socket), share);
    expect(share.release).toHaveBeenCalledOnce();
  });
});
