import type { Replay } from '../../api/types.ts';
import { Status } from '../../ui/badge.tsx';
import { toCount } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { FieldDifferences } from '../../ui/values/differences.tsx';

/** What came of a request that was sent again: its response beside the recorded one, and what both have changed. */
export function ReplayReport({ replay }: { readonly replay: Replay }) {
  const { sandbox, request_id: request, status, original_status: before, body_differences: fields } = replay;
  const { changes, original_changes: recorded } = replay;
  const address = { world: sandbox, request };
  return (
    <section class="replay" aria-label="The replay">
      <p>
        Sent again in{' '}
        <Link screen="traffic" params={address}>
          {sandbox}
        </Link>
        : <Status status={before} /> → <Status status={status} />
      </p>
      {fields.length === 0 ? (
        <p class="muted">The bodies of both responses are the same.</p>
      ) : (
        <FieldDifferences
          fields={fields.map((field) => ({ ...field, path: field.path === '' ? 'body' : field.path }))}
        />
      )}
      <p class="muted">
        It changed{' '}
        {changes.length === 0 ? (
          'no record'
        ) : (
          <Link screen="traffic" params={{ ...address, tab: 'changes' }}>
            {toCount(changes.length, 'record')}
          </Link>
        )}{' '}
        there{recorded === null ? '' : `, the recorded request ${toCount(recorded.length, 'record')}`}.
      </p>
    </section>
  );
}
