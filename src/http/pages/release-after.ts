import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import type { BodyShare } from '../message/body-budget.ts';

/** Releases a share of memory once a response has been sent, or can no longer be sent. */
export type ReleaseAfter = (response: ServerResponse, socket: Socket, share: Releasable) => void;

/**
 * Creates a function that releases shares. It listens to the connection too, once for all its responses: a response
 * that waits for those before it emits no `close` when its connection is closed.
 */
export function createReleaseAfter(): ReleaseAfter {
  const connections = new WeakMap<Socket, Set<Releasable>>();
  return function releaseAfter(response, socket, share) {
    if (response.closed || socket.destroyed) {
      share.release();
      return;
    }
    const shares = getOrCreate(connections, socket, () => releaseWithConnection(socket));
    shares.add(share);
    response.once('close', () => {
      shares.delete(share);
      share.release();
    });
  };
}

type Releasable = Pick<BodyShare, 'release'>;

/** Returns the set of the shares to release when the connection is closed. */
function releaseWithConnection(socket: Socket): Set<Releasable> {
  const shares = new Set<Releasable>();
  socket.once('close', () => {
    for (const share of shares) share.release();
    shares.clear();
  });
  return shares;
}
