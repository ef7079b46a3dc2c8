import { RepliesScreen } from './replies-screen.tsx';
import { RunsScreen } from './runs-screen.tsx';
import { ThreadsScreen } from './threads-screen.tsx';

/** The screens for contracts of the platform: each needs an operation, and is absent without it. */
export const PLATFORM_SCREENS = [
  {
    name: 'runs',
    title: 'Runs',
    icon: 'runs',
    words: 'executions workflows approve reject approvals waiting stop retry',
    needs: 'listWorkflowExecutions',
    Screen: RunsScreen,
  },
  {
    name: 'threads',
    title: 'Threads',
    icon: 'threads',
    words: 'conversations messages chat',
    needs: 'runThread',
    Screen: ThreadsScreen,
  },
  {
    name: 'replies',
    title: 'Replies',
    icon: 'replies',
    words: 'models answers rules llm',
    needs: 'runAgent',
    Screen: RepliesScreen,
  },
] as const;
