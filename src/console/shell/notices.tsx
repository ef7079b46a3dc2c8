import type { ConsoleFrame } from '../state/use-console.ts';
import { Icon } from '../ui/icon.tsx';

/** What happened: successes go by themselves, failures stay until they are dismissed. */
export function Notices({ notices, dismiss }: Pick<ConsoleFrame, 'notices' | 'dismiss'>) {
  return (
    <div class="notices" role="log" aria-live="polite" aria-label="Notices">
      {notices.map(({ id, kind, text, detail, action }) => (
        <div key={id} class={`notice ${kind}`}>
          <Icon name={kind === 'done' ? 'check' : 'warning'} />
          <div>
            <strong>{text}</strong>
            {detail === undefined || detail === '' ? null : <p>{detail}</p>}
          </div>
          {action === undefined ? null : (
            <button
              type="button"
              class="button"
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.title}
            </button>
          )}
          <button type="button" class="button quiet small" onClick={() => dismiss(id)}>
            <Icon name="close" />
            <span class="unseen">Dismiss</span>
          </button>
        </div>
      ))}
    </div>
  );
}
