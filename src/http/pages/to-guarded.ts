import type { Request } from 'express';
import type { AppOptions, GuardedRequest } from '../message/app-options.ts';
import { joinHeaders } from '../message/join-headers.ts';
import { toOrigin } from '../message/origin.ts';

/** Returns the parts of a request by which the control plane decides about access to its pages. */
export function toGuarded(path: string, request: Request, options: AppOptions): GuardedRequest {
  return {
    path,
    headers: joinHeaders(request),
    origin: toOrigin(request, options),
    peer: request.socket.remoteAddress,
  };
}
