import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AgentPage } from './pages/agent.tsx';
import { AgentsPage } from './pages/agents.tsx';
import { ExecutionPage } from './pages/execution.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { WorkflowPage } from './pages/workflow.tsx';
import { WorkflowsPage } from './pages/workflows.tsx';
import { Icon, type IconName } from './parts/icon.tsx';
import { Portrait } from './parts/picture.tsx';
import { EmptyState, ErrorNotice } from './parts/states.tsx';
import { usePlace, type Place } from './router.ts';
import { SessionContext, useCreateSession, useSession } from './session.tsx';
import { applyTheme, readTheme, THEMES } from './theme.ts';

/** The page: the sign-in, or what the address names. */
export function App(): JSX.Element {
  const session = useCreateSession();
  const { user, error, retry } = session;
  return (
    <SessionContext.Provider value={session}>
      {error && user === undefined ? (
        <main class="lonely">
          <ErrorNotice error={error} onRetry={retry} />
        </main>
      ) : (
        user !== undefined && (user === null ? <SignInPage /> : <Shell />)
      )}
    </SessionContext.Provider>
  );
}

function Shell(): JSX.Element {
  const place = usePlace();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  // As after loading a page: the reader starts at its top, and a screen reader at its heading.
  useEffect(() => {
    if (!isFirst.current) main.current?.focus({ preventScroll: true });
    isFirst.current = false;
    scrollTo(0, 0);
  }, [place.path]);
  const isWorkflow = /^\/(?:workflows|executions)/.test(place.path);
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={() => main.current?.focus()}>
        Skip to the content
      </a>
      <header class="side">
        <a class="brand" href="/agents">
          <img src="/favicon.svg" alt="" /> Athena
        </a>
        <nav aria-label="Main">
          <NavLink href="/agents" icon="agents" label="Agents" isHere={!isWorkflow} />
          <NavLink href="/workflows" icon="workflows" label="Workflows" isHere={isWorkflow} />
        </nav>
        <UserMenu />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Route place={place} />
      </main>
    </div>
  );
}

function NavLink(props: { href: string; icon: IconName; label: string; isHere: boolean }): JSX.Element {
  return (
    <a class="nav-link" href={props.href} aria-current={props.isHere ? 'page' : undefined}>
      <Icon name={props.icon} />
      {props.label}
    </a>
  );
}

function UserMenu(): JSX.Element {
  const { user, signOut } = useSession();
  const [theme, setTheme] = useState(readTheme);
  const change = (): void => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
    applyTheme(next);
    setTheme(next);
  };
  return (
    <div class="user">
      <Portrait name={user?.name ?? ''} url={user?.profile_photo_url ?? ''} />
      <span class="user-name">
        <strong>{user?.name}</strong>
        <span>{user?.primary_workspace?.name ?? 'No workspace'}</span>
      </span>
      <button
        class="button square plain"
        type="button"
        aria-label={`Theme: ${theme}`}
        title={`Theme: ${theme}`}
        onClick={change}
      >
        <Icon name={theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'system'} />
      </button>
      <button
        class="button square plain"
        type="button"
        aria-label="Sign out"
        title="Sign out"
        onClick={() => void signOut()}
      >
        <Icon name="out" />
      </button>
    </div>
  );
}

/** Shows the page of an address. A `key` gives each record a page of its own. */
function Route({ place: { path, query } }: { place: Place }): JSX.Element {
  const [section = '', uuid] = path.split('/').slice(1);
  const title = TITLES[section];
  useEffect(() => {
    document.title = title === undefined ? 'Athena' : `${title} · Athena`;
  }, [title]);
  if (section === '' || path === '/agents') return <AgentsPage query={query} />;
  if (section === 'agents' && uuid) return <AgentPage key={uuid} uuid={uuid} threadUuid={query.get('thread') ?? ''} />;
  if (path === '/workflows') return <WorkflowsPage query={query} />;
  if (section === 'workflows' && uuid) return <WorkflowPage key={uuid} uuid={uuid} />;
  if (section === 'executions' && uuid) return <ExecutionPage key={uuid} uuid={uuid} />;
  return (
    <EmptyState icon="search" title="There is no such page">
      <a class="button" href="/agents">
        All agents
      </a>
    </EmptyState>
  );
}

const TITLES: Readonly<Partial<Record<string, string>>> = {
  '': 'Agents',
  agents: 'Agents',
  workflows: 'Workflows',
  executions: 'Execution',
};
