import { RepliesScreen } from './replies-screen.tsx';
import { RunsScreen } from './runs-screen.tsx';
import { ThreadsScreen } from './threads-screen.tsx';

/** The screens for contracts of the platform: each needs an operation, and is absent without it. */
export const PLATFORM_SCREENS = [
  { name: 'runs', title: 'Runs', icon: 'runs', needs: 'listWorkflowExecutions', Screen: RunsScreen },
  { name: 'threads', title: 'Threads', icon: 'threads', needs: 'runThread', Screen: ThreadsScreen },
  { name: 'replies', title: 'Replies', icon: 'replies', needs: 'runAgent', Screen: RepliesScreen },
] as const;
