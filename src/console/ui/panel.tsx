import type { ComponentChildren } from 'preact';

interface PanelProps {
  readonly title: string;
  readonly class?: string;
  /** What stands at the right of the title. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of a screen, with a title. */
export function Panel({ title, aside, children, ...rest }: PanelProps) {
  return (
    <section class={`panel ${rest.class ?? ''}`}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** The head of a screen: its name, what it is about, and its controls. */
export function ScreenHead({
  title,
  about,
  children,
}: {
  readonly title: string;
  readonly about?: ComponentChildren;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="screen-head">
      <div>
        <h1>{title}</h1>
        {about === undefined ? null : <p class="muted">{about}</p>}
      </div>
      {children === undefined ? null : <div class="controls">{children}</div>}
    </div>
  );
}
