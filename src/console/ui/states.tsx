import type { ComponentChildren } from 'preact';
import type { Failure } from '../api/failure.ts';
import type { Loaded } from '../state/use-load.ts';
import { Icon } from './icon.tsx';

/** Says that there is nothing, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="state">
      <strong>{title}</strong>
      {children === undefined ? null : <p>{children}</p>}
    </div>
  );
}

/** Grey lines in place of what is being loaded. They appear only when it takes long. */
export function Loading({ lines = 4 }: { readonly lines?: number }) {
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  );
}

/** Says what went wrong, with every error that the server reported. */
export function FailureBox({ failure }: { readonly failure: Failure }) {
  return (
    <div class="state failed" role="alert">
      <strong>
        <Icon name="warning" /> {failure.title}
      </strong>
      {failure.detail === '' ? null : <p>{failure.detail}</p>}
      <ProblemList failure={failure} />
      {failure.code === undefined ? null : <code>{failure.code}</code>}
    </div>
  );
}

/** The errors of a failure, each with its place. */
export function ProblemList({ failure }: { readonly failure: Failure }) {
  if (failure.errors.length === 0) return null;
  return (
    <ul class="problems">
      {failure.errors.map(({ pointer, field, message, remedy }, index) => (
        <li key={index}>
          <code>{pointer ?? field ?? '/'}</code> {message} {remedy}
        </li>
      ))}
    </ul>
  );
}

/** Shows what was loaded, or why it is not there yet. */
export function Await<Data>({
  loaded,
  lines,
  children,
}: {
  readonly loaded: Loaded<Data>;
  readonly lines?: number;
  readonly children: (data: Data) => ComponentChildren;
}) {
  const { data, failure } = loaded;
  if (data !== undefined) return <>{children(data)}</>;
  if (failure !== undefined) return <FailureBox failure={failure} />;
  return <Loading lines={lines ?? 4} />;
}

/** Stands where the selected row is shown, while none is selected. */
export function NoDetail({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <aside class="detail detail-none">
      <Empty title={title}>{children}</Empty>
    </aside>
  );
}
