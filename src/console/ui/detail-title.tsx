import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

interface DetailTitleProps {
  /** What stands in front of the title. */
  readonly before?: ComponentChildren;
  readonly title: ComponentChildren;
  readonly close: () => void;
  readonly children?: ComponentChildren;
}

/** The head of the part that shows the selected row: its title, a line about it, and a button that closes it. */
export function DetailTitle({ before, title, close, children }: DetailTitleProps) {
  return (
    <header class="detail-head">
      <div class="detail-line">
        {before}
        <h2>{title}</h2>
        <button type="button" class="button quiet small" onClick={close} title="Close (Escape)">
          <Icon name="close" />
          <span class="unseen">Close</span>
        </button>
      </div>
      {children === undefined ? null : <p class="muted">{children}</p>}
    </header>
  );
}
