import type { JsonObject } from '../../../kernel/json/json.ts';

/** A call that is valid, and near to one that was rejected. */
export interface NearestCall {
  readonly tool: string;
  readonly arguments: JsonObject;
}

/** A tool did not do what it was asked for. The message says what, where, and what to do. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly nearest: NearestCall | undefined;
  /** What the server responded. */
  readonly data: JsonObject;

  constructor(message: string, given: { readonly nearest?: NearestCall | undefined; readonly data?: JsonObject } = {}) {
    super(message);
    this.nearest = given.nearest;
    this.data = given.data ?? {};
  }
}
