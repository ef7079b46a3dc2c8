import type { ComponentChildren } from 'preact';
import { useConsole } from '../state/console.ts';
import { toHref, type ParamChanges } from '../state/route.ts';

interface LinkProps {
  readonly screen: string;
  readonly params?: ParamChanges;
  readonly class?: string | undefined;
  readonly title?: string;
  readonly isCurrent?: boolean;
  readonly children: ComponentChildren;
}

/** A link to a screen. It keeps the world, and opens in a tab of its own where a person asks for one. */
export function Link({ screen, params = {}, title, isCurrent = false, children, ...rest }: LinkProps) {
  const { go, route } = useConsole();
  const kept = { world: route.params['world'], ...params };
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(screen, params);
  };
  return (
    <a
      class={rest.class}
      href={toHref(screen, kept)}
      title={title}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
