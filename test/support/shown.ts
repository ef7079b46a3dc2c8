import type { JsonObject } from '../../src/kernel/json/json.ts';

/** The fields that tests read of any resource. */
interface Shown {
  readonly uuid: string;
  readonly name: string;
  readonly content: string;
  readonly role: string;
  readonly status: string;
  readonly source: string;
  readonly visibility: string;
  readonly is_owner: boolean;
  readonly instruction: string;
  readonly output: string;
  readonly attachments: readonly JsonObject[];
  readonly metadata: JsonObject & { readonly tokens: Counted };
  readonly tokens: Counted;
  readonly messages_count: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly thread: Shown;
  readonly creator: { readonly id: number };
  readonly agent: Shown;
}

interface Counted {
  readonly input: number;
  readonly output: number;
  readonly total: number;
}

/** A body of any kind: of one resource, of a list, or a refusal. A test knows which it has. */
export interface ShownBody {
  readonly data: Shown & readonly Shown[];
  readonly meta: { readonly total: number };
  readonly message: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
}
