import type { FieldChange } from '../../api/differences.ts';
import type { Exchange } from '../../api/types.ts';
import { useLoad } from '../../state/use-load.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { toLocalTime } from '../../ui/format.ts';
import { FieldDifferences } from '../../ui/values/differences.tsx';
import { Link } from '../../ui/link.tsx';
import { Await } from '../../ui/states.tsx';
import { Breakable } from '../../ui/values/breakable.tsx';
import { useExchangeCall } from '../selection/selected-exchange.ts';

interface Change {
  readonly kind: string;
  readonly collection: string;
  readonly key: string | number;
  readonly fields?: readonly FieldChange[];
}

interface Work {
  readonly label: string;
  readonly due_at: string;
}

interface Changes {
  readonly changes: readonly Change[];
  readonly scheduled?: readonly Work[];
  readonly cancelled?: readonly Work[];
  readonly is_truncated?: boolean;
}

/** The records that the request made, changed and deleted, field by field, and the work that it scheduled. */
export function ChangesTab({ exchange }: { readonly exchange: Exchange }) {
  const loaded = useLoad<Changes>(useExchangeCall(exchange, 'GET', 'changes'));
  return (
    <Await loaded={loaded}>
      {({ changes, scheduled = [], cancelled = [], is_truncated: isTruncated = false }) => (
        <div class="changes">
          {changes.length === 0 ? <p class="muted">It changed no record.</p> : null}
          {changes.map((change) => (
            <ChangeRow key={`${change.collection} ${change.key}`} change={change} />
          ))}
          {isTruncated ? <p class="warning-text">There were more changes than are recorded.</p> : null}
          <WorkList label="Scheduled" list={scheduled} />
          <WorkList label="No longer scheduled" list={cancelled} />
        </div>
      )}
    </Await>
  );
}

function WorkList({ label, list }: { readonly label: string; readonly list: readonly Work[] }) {
  return (
    <>
      {list.map(({ label: name, due_at: dueAt }, index) => (
        <p key={index}>
          {label}: <b>{name}</b> <span class="muted">{toLocalTime(dueAt)}</span>
        </p>
      ))}
    </>
  );
}

function ChangeRow({ change: { kind, collection, key, fields = [] } }: { readonly change: Change }) {
  return (
    <section class="change">
      <h3>
        <Badge tone={KINDS[kind] ?? 'plain'} text={kind} />{' '}
        <Link screen="data" params={{ collection, record: String(key) }}>
          <Breakable text={collection} /> / {key}
        </Link>
      </h3>
      <FieldDifferences fields={fields} />
    </section>
  );
}

const KINDS: Readonly<Record<string, Tone>> = { created: 'good', updated: 'info', deleted: 'bad' };
