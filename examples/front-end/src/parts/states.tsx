import type { ComponentChildren, JSX } from 'preact';
import type { ClientError } from '../api.ts';
import { Icon, type IconName } from './icon.tsx';

/** Shows an error in the API's own words, with the messages of its fields. */
export function ErrorNotice({
  error,
  onRetry,
}: {
  error: ClientError;
  onRetry?: (() => void) | undefined;
}): JSX.Element {
  const fields = error.kind === 'validation' ? Object.values(error.errors).flat() : [];
  const details = fields.filter((message) => message !== error.message);
  const wait = 'retryAfter' in error && error.retryAfter !== undefined ? ` Try again in ${error.retryAfter} s.` : '';
  return (
    <div class="notice error" role="alert">
      <Icon name="alert" />
      <div>
        <p>
          {error.kind === 'network' ? 'The API cannot be reached.' : error.message}
          {wait}
        </p>
        {details.length > 0 && (
          <ul>
            {details.map((message) => (
              <li>{message}</li>
            ))}
          </ul>
        )}
        <p class="fine">{describe(error)}</p>
      </div>
      {onRetry && (
        <button class="button" type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Shows that there is nothing to show, and why. */
export function EmptyState(props: { icon: IconName; title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={props.icon} />
      </span>
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}

/** Holds the place of what is loading. */
export function Skeletons({ count, kind }: { count: number; kind: 'card' | 'line' | 'bubble' }): JSX.Element {
  return (
    <div class={`skeletons ${kind}`} role="status" aria-label="Loading">
      {Array.from({ length: count }, (_, index) => (
        <span class="skeleton" key={index} />
      ))}
    </div>
  );
}

function describe(error: ClientError): string {
  if (error.kind === 'network') return 'Is the simulator running? npx athena-simulator';
  return 'code' in error && error.code !== undefined ? `${error.status} · ${error.code}` : String(error.status);
}
