import type { Platform, PlatformScript } from '../behaviour/platform.ts';
import type { PrepareFieldCheck } from '../behaviour/rule/field-check.ts';
import { prepareCheckAccount, prepareCheckNewAccount, prepareCreateAccount, prepareUpdateAccount } from './account.ts';
import { authenticate, explainRejection, SESSIONS, TOKENS } from './authentication/authentication.ts';
import { CSRF_PROTECTION } from './authentication/csrf.ts';
import { COMMAND_ROOM_TASKS, prepareCheckTask, prepareRemoveTask, prepareStoreTask } from './command-room.ts';
import { METRIC_SOURCES } from './metrics/metric-sources.ts';
import { prepareLeaderboard } from './metrics/leaderboard.ts';
import { prepareMetrics } from './metrics/metrics.ts';
import { prepareGenerateAgent } from './agents/generate-agent.ts';
import { prepareGenerateThreadName } from './generate-thread-name.ts';
import { parseScript } from './responder/script/parse-script.ts';
import type { Responder } from './responder/model/responder.ts';
import { createAsker, type Asker } from './responder/asking/asker.ts';
import { NO_SCRIPT } from './responder/script/script.ts';
import { SCRIPTED_REPLIES, WORLD_REPLIES } from './responder/script/world-replies.ts';
import { prepareRunAgent, prepareRunThread } from './agents/run-agent.ts';
import { prepareCreateMessage } from './attachments/create-message.ts';
import { MEDIA_FILES } from './attachments/media-files.ts';
import { createTryAnswer } from './runs/try-answer.ts';
import { prepareCheckPromptRun, prepareRunPrompt } from './run-prompt.ts';
import { ANSWER, prepareAnswer } from './runs/answer.ts';
import { ASK_MESSAGE, prepareAskMessage } from './runs/ask-message.ts';
import { prepareEndSession, prepareLogout, prepareSignIn } from './authentication/sign-in.ts';
import { createUsers, END_SESSION } from './authentication/tokens.ts';
import { SHARED_PAGES } from './shared-page.ts';
import { END_SHARE, prepareEndShare, prepareOpenShared, prepareShare } from './share.ts';
import { LEARN, prepareLearn, prepareTrainAgent } from './agents/train-agent.ts';
import { prepareRetrieveCaller } from './user.ts';
import { prepareDeleteWorkspace } from './workspace.ts';
import { WORKFLOW_APPROVALS } from './workflow/approvals.ts';
import { WORKFLOW_FIELD_CHECKS, WORKFLOW_RULES } from './workflow/rules.ts';
import { WORKFLOW_SCHEDULES } from './workflow/schedules.ts';
import { findExecutionName } from './workflow/execution/executions.ts';
import { ASK_STEP, prepareAskStep } from './workflow/ask-step.ts';
import { WAITING_STEPS } from './workflow/waiting-steps.ts';
import { createWorkflowWork, FAILED_WORKFLOW_WORK } from './workflow/work.ts';
import { prepareCheckWorkspace } from './metrics/workspace-context.ts';
import { prepareWorkspacesMetrics } from './metrics/workspace-metrics.ts';
import { WORK_LABELS } from './work-labels.ts';

/** What the platform of one simulator is created with. */
export interface PlatformSettings {
  /** The content of a script file, which decides what models answer. */
  readonly script?: PlatformScript | undefined;
  /** Answers what the script does not. By default answers are composed without a model. */
  readonly responder?: Responder | undefined;
  /** How long a token and a session last after Sign In, in milliseconds; undefined means forever. */
  readonly tokenTtl?: number | undefined;
  /** Whether requests that change something by a session need its CSRF token. */
  readonly csrf?: boolean;
  /** The servers that workflows may send requests to, as `host:port`. By default nothing is sent. */
  readonly allowOutgoing?: readonly string[];
}

/** The settings that rules are created with. */
interface RuleSettings {
  readonly tokenTtl: number | undefined;
  readonly csrf: boolean;
  readonly allowedReceivers: ReadonlySet<string>;
}

/**
 * Creates the rules of the Athena platform that the contract cannot express. Throws a BootError if the script has
 * faults.
 */
export function createAthenaPlatform({
  script,
  responder,
  tokenTtl,
  csrf = false,
  allowOutgoing = [],
}: PlatformSettings): Platform {
  const parsed = script === undefined ? NO_SCRIPT : parseScript(script.content, script.file);
  return toPlatform(createAsker(parsed, responder), { tokenTtl, csrf, allowedReceivers: new Set(allowOutgoing) });
}

const toPlatform = (asker: Asker, { tokenTtl, csrf, allowedReceivers }: RuleSettings): Platform => ({
  name: 'athena',
  rules: {
    ...RULES,
    signIn: prepareSignIn({ ttl: tokenTtl, csrf }),
    logout: prepareLogout({ csrf }),
    runAgent: prepareRunAgent(asker),
    runPrompt: prepareRunPrompt(asker),
    runThread: prepareRunThread(asker),
    ...WORKFLOW_RULES,
  },
  fieldChecks: FIELD_CHECKS,
  work: {
    [ANSWER]: prepareAnswer,
    [END_SESSION]: prepareEndSession,
    [END_SHARE]: prepareEndShare,
    [LEARN]: prepareLearn,
    ...createWorkflowWork(asker, allowedReceivers),
  },
  backgroundWork: { [ASK_MESSAGE]: prepareAskMessage(asker), [ASK_STEP]: prepareAskStep(asker) },
  ...WORK,
  untrimmed: ['password', 'current_password', 'password_confirmation', 'content', 'prompt', 'instruction'],
  resources: ['User'],
  collections: COLLECTIONS,
  findName: findExecutionName,
  replies: { ...WORLD_REPLIES, answer: createTryAnswer(asker) },
  approvals: WORKFLOW_APPROVALS,
  authenticate,
  explainRejection,
  csrf: csrf ? CSRF_PROTECTION : undefined,
  users: createUsers(tokenTtl),
  secretHeaders: ['x-multiplai-authorization'],
  close: asker.close,
  linkedPages: SHARED_PAGES,
  files: MEDIA_FILES,
  screens: ['runs', 'threads', 'replies'],
  demo: DEMO,
});

const DEMO: Platform['demo'] = {
  user: 'John Doe (john.doe@example.com, password "password")',
  path: '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000',
};

/** The work that records call for, what its failure ends, and what people call it. */
const WORK = {
  recurringWork: WORKFLOW_SCHEDULES,
  awaitedWork: WAITING_STEPS,
  failedWork: FAILED_WORKFLOW_WORK,
  workLabels: WORK_LABELS,
} satisfies Partial<Platform>;

/** The collections beside the contract's resources. */
const COLLECTIONS: Platform['collections'] = [
  { name: TOKENS, key: 'id', indexes: ['token_hash'] },
  { name: SESSIONS, key: 'id', indexes: ['user_id'] },
  COMMAND_ROOM_TASKS,
  SCRIPTED_REPLIES,
];

/** The rules that need no responder. */
const RULES: Platform['rules'] = {
  createAccount: prepareCreateAccount,
  createMessage: prepareCreateMessage,
  updateAccount: prepareUpdateAccount,
  deleteWorkspace: prepareDeleteWorkspace,
  storeCommandRoomTask: prepareStoreTask,
  removeCommandRoomTask: prepareRemoveTask,
  retrieveAgentsMetrics: prepareMetrics(METRIC_SOURCES.agents),
  retrieveWorkflowsMetrics: prepareMetrics(METRIC_SOURCES.workflows),
  retrieveThreadsMetrics: prepareMetrics(METRIC_SOURCES.threads),
  retrieveMessagesMetrics: prepareMetrics(METRIC_SOURCES.messages),
  retrieveWorkflowExecutionsMetrics: prepareMetrics(METRIC_SOURCES.executions),
  retrieveWorkspacesMetrics: prepareWorkspacesMetrics,
  listAgentLeaderboard: prepareLeaderboard,
  shareAgent: prepareShare('Agent'),
  shareWorkflow: prepareShare('Workflow'),
  retrieveAgent: prepareOpenShared('Agent'),
  retrieveWorkflow: prepareOpenShared('Workflow'),
  retrieveUser: prepareRetrieveCaller,
  retrieveUserByMultiplaiToken: prepareRetrieveCaller,
  generateAgent: prepareGenerateAgent,
  generateThreadName: prepareGenerateThreadName,
  trainAgent: prepareTrainAgent,
};

/** The checks of fields beyond the foreign keys that the contract declares. */
const FIELD_CHECKS: Readonly<Record<string, PrepareFieldCheck>> = {
  ...WORKFLOW_FIELD_CHECKS,
  createAccount: prepareCheckNewAccount,
  updateAccount: prepareCheckAccount,
  runPrompt: prepareCheckPromptRun,
  storeCommandRoomTask: prepareCheckTask,
  retrieveAgentsMetrics: prepareCheckWorkspace,
  retrieveWorkflowsMetrics: prepareCheckWorkspace,
  retrieveThreadsMetrics: prepareCheckWorkspace,
  retrieveMessagesMetrics: prepareCheckWorkspace,
  retrieveWorkflowExecutionsMetrics: prepareCheckWorkspace,
  retrieveWorkspacesMetrics: prepareCheckWorkspace,
  listAgentLeaderboard: prepareCheckWorkspace,
};
