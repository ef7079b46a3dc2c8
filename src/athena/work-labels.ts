import { LEARN } from './agents/train-agent.ts';
import { END_SESSION } from './authentication/tokens.ts';
import { ANSWER } from './runs/answer.ts';
import { ASK_MESSAGE } from './runs/ask-message.ts';
import { END_SHARE } from './share.ts';
import { WORKFLOW_LABELS } from './workflow/work.ts';

/** What people call scheduled work. */
export const WORK_LABELS: Readonly<Record<string, string>> = {
  [ANSWER]: 'answer of an agent',
  [ASK_MESSAGE]: 'question to the model of an agent',
  [END_SESSION]: 'end of a sign-in',
  [END_SHARE]: 'end of a share',
  [LEARN]: 'end of an agent’s training',
  ...WORKFLOW_LABELS,
};
