import type { ComponentChildren } from 'preact';
import { BASELINE, toPath } from '../../api/call.ts';
import type { Replay, Sandbox } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { useLoad } from '../../state/use-load.ts';
import { Action } from '../../ui/action.tsx';
import { Status } from '../../ui/badge.tsx';
import { toCount } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { FieldDifferences } from '../../ui/values/differences.tsx';

/**
 * What came of a request that was sent again: its response beside the recorded one, and what both have changed. Its
 * sandbox is kept until it is forgotten, here or elsewhere; then nothing leads to it, since a request would make it
 * again.
 */
export function ReplayReport({ replay }: { readonly replay: Replay }) {
  const { sandbox, request_id: request, status, original_status: before, body_differences: fields } = replay;
  const { changes, original_changes: recorded } = replay;
  const { data } = useLoad<{ sandboxes: readonly Sandbox[] }>({ method: 'GET', path: '/__admin/sandboxes' });
  const isThere = data === undefined || data.sandboxes.some(({ name }) => name === sandbox);
  const toReplay = (text: string, tab?: string): ComponentChildren =>
    isThere ? (
      <Link screen="traffic" params={{ world: sandbox, request, tab }}>
        {text}
      </Link>
    ) : (
      text
    );
  return (
    <section class="replay" aria-label="The replay">
      <p>
        Sent again in {toReplay(sandbox)}: <Status status={before} /> → <Status status={status} />
      </p>
      {fields.length === 0 ? (
        <p class="muted">The bodies of both responses are the same.</p>
      ) : (
        <FieldDifferences
          fields={fields.map((field) => ({ ...field, path: field.path === '' ? 'body' : field.path }))}
        />
      )}
      <p class="muted">
        It changed {changes.length === 0 ? 'no record' : toReplay(toCount(changes.length, 'record'), 'changes')} there
        {recorded === null ? '' : `, the recorded request ${toCount(recorded.length, 'record')}`}.
      </p>
      {isThere ? <KeptSandbox name={sandbox} /> : <p class="muted">The sandbox is forgotten.</p>}
    </section>
  );
}

/** Says that a sandbox is kept, and forgets it. */
function KeptSandbox({ name }: { readonly name: string }) {
  const { offers } = useConsole();
  if (!offers('DELETE', '/__admin/sandboxes/{sandbox}')) return null;
  return (
    <div class="kept-sandbox">
      <span class="muted">The sandbox is kept until it is forgotten.</span>
      <Action
        call={{ method: 'DELETE', path: toPath`/__admin/sandboxes/${name}`, world: BASELINE }}
        done={`${name} is forgotten.`}
        confirm="Forget it?"
      >
        Forget the sandbox
      </Action>
    </div>
  );
}
