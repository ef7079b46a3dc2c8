// Generated from spec/ by "npm run spec:types". Do not edit.
export interface paths {
    readonly "/api/v1/auth/sign-in": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign In
         * @description Gives a new API token for an email and a password, and opens a session for browsers. Credentials that fit nobody answer 422, as a field error of `email`.
         */
        readonly post: operations["signIn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Logout
         * @description Ends what the request came with, a session or an API token. A Multiplai token, which is not the platform's own, stays.
         */
        readonly post: operations["logout"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/user": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Authenticated User using Basic Token
         * @description Who the caller is, by whichever step of the authentication cascade accepts the request.
         */
        readonly get: operations["retrieveUser"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/user/multiplai": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Authenticated User using Multiplai App Access Token
         * @description Who the caller is, by a Multiplai access token alone.
         */
        readonly get: operations["retrieveUserByMultiplaiToken"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workspaces": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Workspaces
         * @description The caller's workspaces.
         */
        readonly get: operations["listWorkspaces"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workspaces/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Workspaces Metrics
         * @description Counts what was made, run, copied or shared in a workspace: the total alone, or grouped by user or date. The documentation says GET and shows a JSON body, so each field may be sent in the query or in the body. What the body says wins.
         */
        readonly get: operations["retrieveWorkspacesMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workspaces/{workspace_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The workspace. */
                readonly workspace_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a workspace
         * @description One of the caller's workspaces.
         */
        readonly get: operations["retrieveWorkspace"];
        /**
         * Update a Workspace
         * @description Changes what is sent of a workspace, and leaves the rest. `metadata` is replaced as a whole.
         */
        readonly put: operations["updateWorkspace"];
        readonly post?: never;
        /**
         * Delete a Workspace
         * @description Deletes a workspace with everything in it. Where it was its owner's primary one, their oldest other one becomes that. The last one stays (409).
         */
        readonly delete: operations["deleteWorkspace"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/providers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Providers
         * @description The caller's providers, and those that are public.
         */
        readonly get: operations["listProviders"];
        readonly put?: never;
        /**
         * Create a Provider
         * @description Makes a provider that belongs to the caller. It is private unless it says otherwise.
         */
        readonly post: operations["createProvider"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/providers/{provider_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The provider. */
                readonly provider_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a Provider
         * @description One provider of the caller's, or a public one.
         */
        readonly get: operations["retrieveProvider"];
        /**
         * Update a Provider
         * @description Changes what is sent of a provider, and leaves the rest. Objects are replaced as a whole.
         */
        readonly put: operations["updateProvider"];
        readonly post?: never;
        /**
         * Delete a Provider
         * @description Deletes a provider and its tools. It is refused while accounts or models refer to it.
         */
        readonly delete: operations["deleteProvider"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Accounts
         * @description The caller's accounts, and those in workspaces of the caller's.
         */
        readonly get: operations["listAccounts"];
        readonly put?: never;
        /**
         * Create an Account
         * @description Connects the caller to a provider. Tokens and passwords are kept as digests and never shown.
         */
        readonly post: operations["createAccount"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/accounts/{account_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The account. */
                readonly account_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve an Account
         * @description One account of the caller's, or of a workspace of the caller's.
         */
        readonly get: operations["retrieveAccount"];
        /**
         * Update an Account
         * @description Changes what is sent of an account, and leaves the rest. Tokens and passwords are kept as digests and never shown.
         */
        readonly put: operations["updateAccount"];
        readonly post?: never;
        /**
         * Delete an Account
         * @description Deletes an account. The provider stays.
         */
        readonly delete: operations["deleteAccount"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/agents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Agents
         * @description The caller's agents and everybody's public ones. The documentation shows every parameter but `per_page` and `with_count`, and what `with` may name is not shown.
         */
        readonly get: operations["listAgents"];
        readonly put?: never;
        /**
         * Create an Agent
         * @description Makes an agent that belongs to the caller.
         */
        readonly post: operations["createAgent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/agents/generate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate an Agent
         * @description Makes an agent out of a description in plain words. It belongs to the caller and begins as a private draft.
         */
        readonly post: operations["generateAgent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/agents/leaderboard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Agent Leaderboard
         * @description The agents of a workspace by what they did in a period, best first.
         */
        readonly get: operations["listAgentLeaderboard"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/agents/{agent_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve an Agent
         * @description One agent, the caller's own or a public one.
         */
        readonly get: operations["retrieveAgent"];
        /**
         * Update an Agent
         * @description Changes what is sent of an agent that belongs to the caller.
         */
        readonly put: operations["updateAgent"];
        readonly post?: never;
        /**
         * Delete an Agent
         * @description Deletes an agent that belongs to the caller, and with it its memories and shares.
         */
        readonly delete: operations["deleteAgent"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/agents/{agent_uuid}/run": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Run an Agent
         * @description Says something to an agent and gives its answer. Both become messages of a thread, a new one unless `thread_uuid` names one.
         */
        readonly post: operations["runAgent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/agents/{agent_uuid}/train": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Train an Agent
         * @description Teaches an agent that belongs to the caller. What it learns are its memories.
         */
        readonly post: operations["trainAgent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/agents/{agent_uuid}/share": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Share Agent
         * @description Shares an agent that belongs to the caller with a user, with the owner of an e-mail address, or with whoever has the link.
         */
        readonly post: operations["shareAgent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Workflows
         * @description The caller's workflows and everybody's public ones.
         */
        readonly get: operations["listWorkflows"];
        readonly put?: never;
        /**
         * Create a Workflow
         * @description Makes a workflow that belongs to the caller.
         */
        readonly post: operations["createWorkflow"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflows/generate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate Workflow
         * @description Makes a workflow out of a description in plain words. It belongs to the caller and begins as a private draft.
         */
        readonly post: operations["generateWorkflow"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflows/{workflow_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the workflow. */
                readonly workflow_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a Workflow
         * @description One of the caller's workflows, or a public one.
         */
        readonly get: operations["retrieveWorkflow"];
        /**
         * Update a Workflow
         * @description Changes what is sent of a workflow that belongs to the caller.
         */
        readonly put: operations["updateWorkflow"];
        readonly post?: never;
        /**
         * Delete a Workflow
         * @description Deletes a workflow that belongs to the caller, its executions and its shares.
         */
        readonly delete: operations["deleteWorkflow"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflows/{workflow_uuid}/webhook": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the workflow. */
                readonly workflow_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Trigger a webhook
         * @description Starts a workflow that the caller may run with whatever is sent, on the caller's behalf. It answers at once, with an execution that is pending; where the server takes no time (`--speed instant`), with how it ended. A workflow that is not active, not enabled or has no steps is not started.
         */
        readonly post: operations["triggerWorkflowWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflows/{workflow_uuid}/share": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the workflow. */
                readonly workflow_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Share Workflow
         * @description Shares a workflow that belongs to the caller with a user, with the owner of an e-mail address, or with whoever has the link.
         */
        readonly post: operations["shareWorkflow"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflow-executions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Workflow Executions
         * @description The executions that ran on the caller's behalf. The documentation shows every parameter but `per_page`, and the first half of the answer.
         */
        readonly get: operations["listWorkflowExecutions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflow-executions/count": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Workflow Execution Counts
         * @description How many of the caller's executions there are, in all and by where they stand.
         */
        readonly get: operations["retrieveWorkflowExecutionCounts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflow-executions/{workflow_execution_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the execution. */
                readonly workflow_execution_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a Workflow Execution
         * @description One execution that ran on the caller's behalf.
         */
        readonly get: operations["retrieveWorkflowExecution"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a Workflow Execution
         * @description Deletes an execution that ran on the caller's behalf, and what was recorded of it.
         */
        readonly delete: operations["deleteWorkflowExecution"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/prompts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Prompts
         * @description The caller's prompts and everybody's public ones.
         */
        readonly get: operations["listPrompts"];
        readonly put?: never;
        /**
         * Create a Prompt
         * @description Makes a prompt that belongs to the caller.
         */
        readonly post: operations["createPrompt"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/prompts/{prompt_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the prompt. */
                readonly prompt_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a Prompt
         * @description One prompt, the caller's own or a public one.
         */
        readonly get: operations["retrievePrompt"];
        /**
         * Update a Prompt
         * @description Changes what is sent of a prompt that belongs to the caller.
         */
        readonly put: operations["updatePrompt"];
        readonly post?: never;
        /**
         * Delete a Prompt
         * @description Deletes a prompt that belongs to the caller.
         */
        readonly delete: operations["deletePrompt"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/prompts/{prompt_uuid}/run": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the prompt. */
                readonly prompt_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Run a prompt
         * @description Fills the gaps of a prompt, gives it to a model and gives back what the model answers. Nothing of it is kept.
         */
        readonly post: operations["runPrompt"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/memories": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Memories
         * @description What the caller's agents remember. Memories are made by Train an Agent and by conversations.
         */
        readonly get: operations["listMemories"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/memories/{memory_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the memory. */
                readonly memory_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a Memory
         * @description One memory of the caller's.
         */
        readonly get: operations["retrieveMemory"];
        /**
         * Update a Memory
         * @description Changes what is sent of a memory of the caller's.
         */
        readonly put: operations["updateMemory"];
        readonly post?: never;
        /**
         * Delete a Memory
         * @description Makes the agent forget one memory.
         */
        readonly delete: operations["deleteMemory"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/threads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Threads
         * @description The caller's conversations.
         */
        readonly get: operations["listThreads"];
        readonly put?: never;
        /**
         * Create a Thread
         * @description Begins a conversation that belongs to the caller.
         */
        readonly post: operations["createThread"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/threads/{thread_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the thread. */
                readonly thread_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a Thread
         * @description One of the caller's conversations.
         */
        readonly get: operations["retrieveThread"];
        /**
         * Update a Thread
         * @description Changes what is sent of a thread that belongs to the caller.
         */
        readonly put: operations["updateThread"];
        readonly post?: never;
        /**
         * Delete a Thread
         * @description Deletes a thread that belongs to the caller, and its messages.
         */
        readonly delete: operations["deleteThread"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/threads/{thread_uuid}/run": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the thread. */
                readonly thread_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Run a Thread
         * @description Says something in a thread and gives the answer of its agent. Both become messages of the thread.
         */
        readonly post: operations["runThread"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/threads/{thread_uuid}/generate-name": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the thread. */
                readonly thread_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate Thread Name
         * @description Finds a name for a thread out of what was said in it, and gives it to the thread.
         */
        readonly post: operations["generateThreadName"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Messages
         * @description What was said in the caller's conversations. The documentation shows the parameters, and the first half of the answer.
         */
        readonly get: operations["listMessages"];
        readonly put?: never;
        /**
         * Create a Message
         * @description Adds a message to one of the caller's threads. No agent answers it; Run a Thread asks one.
         */
        readonly post: operations["createMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/messages/{message_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the message. */
                readonly message_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a Message
         * @description One message of the caller's threads.
         */
        readonly get: operations["retrieveMessage"];
        /**
         * Update a Message
         * @description Changes what is sent of a message in one of the caller's threads.
         */
        readonly put: operations["updateMessage"];
        readonly post?: never;
        /**
         * Delete a Message
         * @description Deletes a message of one of the caller's threads. Its attachments stay.
         */
        readonly delete: operations["deleteMessage"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/large-language-models": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Large Language Models
         * @description The models that agents and prompts may use.
         */
        readonly get: operations["listLargeLanguageModels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/large-language-models/{large_language_model_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The model. */
                readonly large_language_model_uuid: string;
            };
            readonly cookie?: never;
        };
        /**
         * Retrieve a Large Language Model
         * @description One model.
         */
        readonly get: operations["retrieveLargeLanguageModel"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/command-room-tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Store Command Room Task
         * @description Pins an agent, a workflow or an execution to the caller's command room, with what there is to do.
         */
        readonly post: operations["storeCommandRoomTask"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/command-room-tasks/{command_room_task_uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the task. */
                readonly command_room_task_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Remove Command Room Task
         * @description Takes a task off the caller's command room. What it was about stays.
         */
        readonly delete: operations["removeCommandRoomTask"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/agents/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get Agents Metrics
         * @description Counts agents that the caller may see, as one value or over time.
         */
        readonly post: operations["retrieveAgentsMetrics"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflows/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get Workflows Metrics
         * @description Counts workflows that the caller may see, as one value or over time.
         */
        readonly post: operations["retrieveWorkflowsMetrics"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/threads/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get Threads Metrics
         * @description Counts threads that the caller may see, as one value or over time.
         */
        readonly post: operations["retrieveThreadsMetrics"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/messages/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get Messages Metrics
         * @description Counts messages that the caller may see, as one value or over time.
         */
        readonly post: operations["retrieveMessagesMetrics"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/workflow-executions/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get Workflow Executions Metrics
         * @description Counts workflow executions that the caller may see, as one value or over time.
         */
        readonly post: operations["retrieveWorkflowExecutionsMetrics"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A person who signs in. */
        readonly User: {
            /** @description Identifies the user. */
            readonly id: number;
            /** @description The whole name. */
            readonly name: string;
            /** @description The first name. */
            readonly first_name: string;
            /** @description The last name. */
            readonly last_name: string;
            /**
             * Format: email
             * @description The address that the user signs in with.
             */
            readonly email: string;
            /**
             * Format: uri
             * @description The user's picture.
             */
            readonly profile_photo_url: string;
            /** @description The user's key at Multiplai; null for a user who never came from there. */
            readonly multiplai_id: string | null;
            /**
             * Format: date-time
             * @description When the user came to be.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the user last changed.
             */
            readonly updated_at: string;
            /** @description The workspace that the user works in unless another is named; `{}` inside of a workspace, null where it was deleted or never chosen. */
            readonly primary_workspace: components["schemas"]["Workspace"] | Record<string, never> | null;
        };
        /** @description A place where a team's agents, workflows, accounts and conversations live. */
        readonly Workspace: {
            /**
             * Format: uuid
             * @description Identifies the workspace.
             */
            readonly uuid: string;
            /** @description The name as an address writes it. Unique, and kept when the name changes. */
            readonly slug: string;
            /** @description What people call it. */
            readonly name: string;
            /**
             * Format: uri
             * @description The workspace's picture.
             */
            readonly profile_photo_url: string | null;
            /** @description The key of the organization at Multiplai; null for a workspace that did not come from there. */
            readonly multiplai_id: string | null;
            /**
             * @description True when the onboarding is done.
             * @default false
             */
            readonly is_onboarded: boolean;
            /**
             * @description What the onboarding found out, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there.
             * @default {}
             */
            readonly metadata: {
                /** @description How far the onboarding is, in percent. */
                readonly onboarding_step?: number;
                /** @description Where the team heard of the platform. */
                readonly sources?: readonly string[];
                /** @description Who brought the team. */
                readonly affiliate_name?: string;
                /** @description The role of the person who opened it. */
                readonly role?: string;
                /** @description The team's industry. */
                readonly industry?: string;
                /** @description The services that the team works with. */
                readonly tools?: readonly string[];
                /** @description What the onboarding suggests to build. */
                readonly ai_tools?: {
                    /** @description Agents to make. */
                    readonly agents?: readonly {
                        /** @description The emoji to show. */
                        readonly emoji?: string;
                        /** @description What it is called. */
                        readonly name?: string;
                        /** @description What it does. */
                        readonly description?: string;
                    }[];
                    /** @description Prompts to write. */
                    readonly prompts?: readonly {
                        /** @description The emoji to show. */
                        readonly emoji?: string;
                        /** @description What it is called. */
                        readonly name?: string;
                        /** @description What it does. */
                        readonly description?: string;
                    }[];
                    /** @description Workflows to build. */
                    readonly workflows?: readonly {
                        /** @description The emoji to show. */
                        readonly emoji?: string;
                        /** @description What it is called. */
                        readonly name?: string;
                        /** @description What it does. */
                        readonly description?: string;
                    }[];
                };
            } & {
                readonly [key: string]: string;
            };
            /** @description True where the caller owns the workspace. */
            readonly is_owner: boolean;
            /**
             * Format: date-time
             * @description When the workspace came to be.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the workspace last changed.
             */
            readonly updated_at: string;
            /** @description The owner; `{}` inside of a user. */
            readonly user: components["schemas"]["User"] | Record<string, never>;
        };
        /** @description A service that accounts connect to, such as a model vendor, an integration or a database. */
        readonly Provider: {
            /**
             * Format: uuid
             * @description Identifies the provider.
             */
            readonly uuid: string;
            /** @description The name as an address writes it. Unique, and kept when the name changes. */
            readonly slug: string;
            /** @description What people call it. */
            readonly name: string;
            /** @description What the service does. */
            readonly description: string | null;
            /**
             * Format: uri
             * @description The service's site.
             */
            readonly website: string | null;
            /**
             * Format: uri
             * @description The service's logo.
             */
            readonly profile_photo_url: string | null;
            /**
             * @default {
             *       "emoji": "🔌",
             *       "background_color": "#6B7280",
             *       "preference": "emoji"
             *     }
             */
            readonly profile_photo_config: components["schemas"]["ProfilePhotoConfig"];
            /**
             * @description The strategy that accounts use unless they choose another.
             * @default token
             * @enum {string}
             */
            readonly authentication_strategy: "token" | "basic" | "oauth2";
            /** @default {} */
            readonly authentication_config: components["schemas"]["AuthenticationConfig"];
            /**
             * @description False where no new accounts are wanted.
             * @default true
             */
            readonly is_enabled: boolean;
            /**
             * @description The kind of service.
             * @default integration
             * @enum {string}
             */
            readonly type: "large_language_model" | "integration" | "data_source" | "custom";
            /** @description True where the caller owns the provider. */
            readonly is_owner: boolean;
            /**
             * @description Who may see it, everybody or its owner alone. How far `workspace` reaches is not documented; here it is as `private`.
             * @default private
             * @enum {string}
             */
            readonly visibility: "private" | "workspace" | "public";
            /**
             * Format: date-time
             * @description When the provider came to be.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the provider last changed.
             */
            readonly updated_at: string;
            /**
             * @description How its tools are grouped, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there.
             * @default {}
             */
            readonly metadata: {
                /** @description Groups of the provider's tools, in the order to show them. */
                readonly tool_groups?: readonly {
                    /** @description What the group is called. */
                    readonly label?: string;
                    /** @description The keys of the group's tools. */
                    readonly tools?: readonly string[];
                }[];
                /** @description True where the platform itself maintains it. */
                readonly is_official?: boolean;
                /** @description True where it is shown first. */
                readonly is_featured?: boolean;
            } & {
                readonly [key: string]: string;
            };
            /** @description The owner; `{}` inside of a user. */
            readonly user: components["schemas"]["User"] | Record<string, never>;
            /** @description How many tools it has. */
            readonly tools_count: number;
            /** @description Its tools; shown where `with=tools` asks. */
            readonly tools?: readonly components["schemas"]["Tool"][];
        };
        /** @description A user's credentials with a provider. What was sent as token or password is never shown. */
        readonly Account: {
            /**
             * Format: uuid
             * @description Identifies the account.
             */
            readonly uuid: string;
            /** @description What people call it. */
            readonly provider_display_name: string;
            /**
             * Format: date-time
             * @description When the account came to be.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the account last changed.
             */
            readonly updated_at: string;
            /** @description The account's key at the provider; null until the provider has said it. */
            readonly provider_account_id: string | null;
            /**
             * @description Which of the provider's strategies lets the account in.
             * @default token
             * @enum {string}
             */
            readonly provider_authentication_strategy: "token" | "basic" | "oauth2";
            /** @description The service that the account is with; `{}` inside of a provider. */
            readonly provider: components["schemas"]["Provider"] | Record<string, never>;
            /** @description The workspace that uses the account; `{}` inside of a workspace, null where it was made by a user without a primary workspace. */
            readonly workspace: components["schemas"]["Workspace"] | Record<string, never> | null;
            /** @description The owner; `{}` inside of a user. */
            readonly user: components["schemas"]["User"] | Record<string, never>;
        };
        /** @description An AI agent, a model with a role, an instruction, tools and memories. */
        readonly Agent: {
            /**
             * Format: uuid
             * @description Identifies the agent.
             */
            readonly uuid: string;
            /** @description What people call it. */
            readonly name: string;
            /** @description What it is for. */
            readonly description: string | null;
            /** @description What the model is told before every conversation. */
            readonly instruction: string | null;
            /**
             * Format: uri
             * @description The agent's picture.
             */
            readonly profile_photo_url: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @default private
             * @enum {string}
             */
            readonly visibility: "private" | "workspace" | "public";
            /**
             * @description How the agent presents itself, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there.
             * @default {}
             */
            readonly metadata: {
                /** @description The role that it plays. */
                readonly role?: string;
                /** @description What it works towards. */
                readonly goal_statement?: string;
                /** @description Where it comes from, as it would tell it. */
                readonly backstory?: string;
                /** @description What it must never do. */
                readonly guardrails?: string;
                /** @description What it always does. */
                readonly base_instructions?: string;
                /** @description What a person may begin a conversation with. */
                readonly conversation_starters?: readonly string[];
                /** @description What it says first. */
                readonly greetings?: string;
                /** @description How it speaks. */
                readonly tone_of_voice?: string;
                /** @description The language that it answers in, as a BCP 47 tag. */
                readonly language?: string;
                /** @description How long its answers are, in its own words. */
                readonly response_length?: string;
                /** @description What it knows most about. */
                readonly areas_of_expertise?: readonly string[];
            } & {
                readonly [key: string]: string;
            };
            /**
             * @description Where the agent stands. A draft is not finished yet, and an archived one is kept for its history.
             * @default active
             * @enum {string}
             */
            readonly status: "draft" | "active" | "archived";
            /**
             * @description False where it may not be run.
             * @default true
             */
            readonly is_enabled: boolean;
            /** @description True where the caller owns the agent. */
            readonly is_owner: boolean;
            /**
             * @description True for one of the owner's favourites. It is what `favorite` filters by.
             * @default false
             */
            readonly is_favorite: boolean;
            /**
             * @description True where others may start from a copy of it. It is what `template` filters by.
             * @default false
             */
            readonly is_template: boolean;
            /**
             * @description True while it is shared. It is what `is_shared` filters by.
             * @default false
             */
            readonly is_shared: boolean;
            /**
             * @description How freely the model chooses its words.
             * @default 0.7
             */
            readonly temperature: number;
            /** @description How long an answer may be at most; null leaves it to the model. */
            readonly max_tokens: number | null;
            /**
             * @description The categories that it belongs to. It is what `category_uuids[]` filters by.
             * @default []
             */
            readonly category_uuids: readonly string[];
            /**
             * Format: date-time
             * @description When the agent came to be.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the agent last changed.
             */
            readonly updated_at: string;
            /** @description The model that answers; null leaves the choice to the platform. */
            readonly large_language_model: components["schemas"]["LargeLanguageModel"] | Record<string, never> | null;
            /** @description The owner. */
            readonly user: components["schemas"]["User"] | Record<string, never>;
            /** @description Where the agent works; null where it belongs to no workspace. */
            readonly workspace: components["schemas"]["Workspace"] | Record<string, never> | null;
            /** @description What it may call. Shown where `with=tools` asks. */
            readonly tools?: readonly components["schemas"]["Tool"][];
            /** @description What it remembers. Shown where `with=memories` asks. */
            readonly memories?: readonly components["schemas"]["Memory"][];
            /** @description Its conversations. Shown where `with=threads` asks. */
            readonly threads?: readonly components["schemas"]["Thread"][];
            /** @description Whom it was shared with. Shown where `with=shares` asks. */
            readonly shares?: readonly components["schemas"]["Share"][];
            /** @description How many tools it may call. Shown where `with_count=tools` asks. */
            readonly tools_count?: number;
            /** @description How much it remembers. Shown where `with_count=memories` asks. */
            readonly memories_count?: number;
            /** @description How many conversations it had. Shown where `with_count=threads` asks. */
            readonly threads_count?: number;
            /** @description How often it was shared. Shown where `with_count=shares` asks. */
            readonly shares_count?: number;
        };
        /** @description A graph of steps that automates work. */
        readonly Workflow: {
            /** @description The number of the workflow. */
            readonly id: number;
            /**
             * Format: uuid
             * @description Identifies the workflow.
             */
            readonly uuid: string;
            /** @description The number of the owner. */
            readonly user_id: number;
            /** @description The number of the workspace, which a workspace itself does not show; null where the workflow belongs to none. */
            readonly workspace_id: number | null;
            /** @description The number of the workflow that it was copied from; null where it was not. */
            readonly template_id: number | null;
            /** @description What people call it. */
            readonly name: string;
            /** @description What it is for. */
            readonly description: string | null;
            /**
             * Format: uri
             * @description The workflow's picture.
             */
            readonly profile_photo_url: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @default private
             * @enum {string}
             */
            readonly visibility: "private" | "workspace" | "public";
            /**
             * @description Where the workflow stands. Only an active one is started by its trigger.
             * @default draft
             * @enum {string}
             */
            readonly status: "draft" | "active" | "paused" | "archived";
            /**
             * @description False where it may not be run.
             * @default true
             */
            readonly is_enabled: boolean;
            /** @description True where the caller owns the workflow. */
            readonly is_owner: boolean;
            /**
             * @description True for one of the owner's favourites.
             * @default false
             */
            readonly is_favorite: boolean;
            /**
             * @description True where others may start from a copy of it.
             * @default false
             */
            readonly is_template: boolean;
            /**
             * @description True while it is shared.
             * @default false
             */
            readonly is_shared: boolean;
            /**
             * @description Its steps.
             * @default []
             */
            readonly nodes: readonly components["schemas"]["Node"][];
            /**
             * @description How the steps follow each other.
             * @default []
             */
            readonly edges: readonly components["schemas"]["Edge"][];
            /**
             * @description Values that the steps share, as `{{ variables.name }}`.
             * @default {}
             */
            readonly variables: {
                readonly [key: string]: string | number | boolean | null;
            };
            /**
             * @description How it is run. Stored as it was sent.
             * @default {}
             */
            readonly settings: {
                /** @description The time zone of its schedules, as IANA names it. */
                readonly timezone?: string;
                /** @description After how many seconds an execution is given up; null for never. */
                readonly timeout?: number | null;
                /** @description How often a failed execution is tried again. */
                readonly max_retries?: number;
            } & {
                readonly [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When the workflow came to be.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the workflow last changed.
             */
            readonly updated_at: string;
            /** @description The owner. */
            readonly user: components["schemas"]["User"] | Record<string, never>;
            /** @description Where the workflow is kept; null where it belongs to no workspace. */
            readonly workspace: components["schemas"]["Workspace"] | Record<string, never> | null;
            /** @description Its runs. Shown where `with=workflowExecutions` asks. */
            readonly workflow_executions?: readonly components["schemas"]["WorkflowExecution"][];
            /** @description Whom it was shared with. Shown where `with=shares` asks. */
            readonly shares?: readonly components["schemas"]["Share"][];
            /** @description How often it ran. Shown where `with_count=workflowExecutions` asks. */
            readonly workflow_executions_count?: number;
            /** @description How often it was shared. Shown where `with_count=shares` asks. */
            readonly shares_count?: number;
        };
        /** @description Leave for somebody to use an agent or a workflow that is not theirs, or a link that gives it to whoever has it. A link is opened in the app; no operation of this API takes one. When a share ends, it is gone. */
        readonly Share: {
            /**
             * Format: uuid
             * @description Identifies the share.
             */
            readonly uuid: string;
            /**
             * @description Whom it is for, whoever has the link, a user of the platform, or the owner of an e-mail address.
             * @default link
             * @enum {string}
             */
            readonly type: "link" | "user" | "email";
            /**
             * @description What kind of thing was shared.
             * @enum {string}
             */
            readonly shareable_type: "agent" | "workflow";
            /**
             * Format: uuid
             * @description Identifies what was shared.
             */
            readonly shareable_uuid: string;
            /**
             * @description What the recipient may do. Each includes the one before it.
             * @default view
             * @enum {string}
             */
            readonly permission: "view" | "run" | "edit";
            /**
             * Format: email
             * @description The address that was invited; null unless the type is `email`.
             */
            readonly email: string | null;
            /**
             * Format: uri
             * @description Where the recipient finds what was shared.
             */
            readonly url: string | null;
            /** @description What the recipient was told. */
            readonly message: string | null;
            /**
             * Format: date-time
             * @description When the share ends; null where it does not.
             */
            readonly expires_at: string | null;
            /**
             * Format: date-time
             * @description When the recipient first opened it; null until then.
             */
            readonly accepted_at: string | null;
            /**
             * Format: date-time
             * @description When it was shared.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the share last changed.
             */
            readonly updated_at: string;
            /** @description The recipient; null unless the type is `user`. */
            readonly user: components["schemas"]["User"] | Record<string, never> | null;
            /** @description Who shared it. */
            readonly shared_by: components["schemas"]["User"] | Record<string, never>;
        };
        /** @description One run of a workflow. */
        readonly WorkflowExecution: {
            /** @description The number of the execution. */
            readonly id: number;
            /**
             * Format: uuid
             * @description Identifies the execution.
             */
            readonly uuid: string;
            /** @description True once it has come to its end, whatever that was. */
            readonly is_finished: boolean;
            /**
             * @description What started it.
             * @enum {string}
             */
            readonly mode: "manual" | "trigger" | "webhook" | "retry" | "error" | "integrated" | "internal" | "cli";
            /** @description The uuid of the execution that this one tries again; null where it is the first try. */
            readonly retry_of: string | null;
            /** @description The uuid of the later try that went well; null where there is none. */
            readonly retry_success_id: string | null;
            /**
             * Format: date-time
             * @description When its first step began; null while it is pending.
             */
            readonly started_at: string | null;
            /**
             * Format: date-time
             * @description When it ended; null until then.
             */
            readonly stopped_at: string | null;
            /**
             * Format: date-time
             * @description Until when it waits, for a delay or for a person; null where it does not.
             */
            readonly wait_till: string | null;
            /**
             * @description Where it stands.
             * @enum {string}
             */
            readonly status: "pending" | "running" | "waiting" | "success" | "error" | "canceled" | "crashed";
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it last went a step further.
             */
            readonly updated_at: string;
            /**
             * Format: date-time
             * @description Null. An execution that is deleted here is gone at once.
             */
            readonly deleted_at: string | null;
            /** @description The workflow that ran. */
            readonly workflow: components["schemas"]["Workflow"] | Record<string, never>;
            /** @description On whose behalf it ran. */
            readonly user: components["schemas"]["User"] | Record<string, never>;
            /** @description What happened in it. Shown where `with=workflowExecutionData` asks; null where nothing was recorded. */
            readonly workflow_execution_data?: components["schemas"]["WorkflowExecutionData"] | Record<string, never> | null;
            /** @description How many approvals it has asked people for. Shown where `with_count=workflowApprovals` asks. */
            readonly workflow_approvals_count?: number;
            /** @description How many of them nobody has given yet. Shown where `with_count=pendingWorkflowApprovals` asks. */
            readonly pending_workflow_approvals_count?: number;
        };
        /** @description What happened in an execution, step by step. */
        readonly WorkflowExecutionData: {
            /** @description Identifies the data. */
            readonly id: number;
            /** @description What the execution began with, what each step made of it, and how it ended. */
            readonly data: {
                /** @description What started it: the body of a webhook, the time of a schedule, what a person filled in. */
                readonly start_data: {
                    readonly [key: string]: unknown;
                };
                /** @description What came of it. */
                readonly result_data: {
                    /** @description For each node that ran, by its id, its runs in their order. A node in a loop has several. */
                    readonly run_data: {
                        readonly [key: string]: readonly {
                            /**
                             * Format: date-time
                             * @description When it began.
                             */
                            readonly started_at: string;
                            /** @description How long it took, in milliseconds. */
                            readonly execution_time: number;
                            /**
                             * @description How it ended, or that it has not.
                             * @enum {string}
                             */
                            readonly execution_status: "running" | "waiting" | "success" | "error" | "canceled";
                            /** @description What went in. */
                            readonly input: {
                                readonly [key: string]: unknown;
                            };
                            /** @description What came out; null where nothing has. */
                            readonly output: {
                                readonly [key: string]: unknown;
                            } | null;
                            /** @description What went wrong; null where nothing did. */
                            readonly error: {
                                /** @description What went wrong, in words. */
                                readonly message: string;
                                /** @description What the service called it. */
                                readonly code?: string | null;
                            } | null;
                        }[];
                    };
                    /** @description The id of the node that ran last; null where none has. */
                    readonly last_node_executed: string | null;
                    /** @description What ended it; null where it did not fail. */
                    readonly error: {
                        /** @description What went wrong, in words. */
                        readonly message: string;
                        /** @description The node in which it went wrong. */
                        readonly node_id: string | null;
                    } | null;
                };
            };
            readonly workflow_data: components["schemas"]["WorkflowExecutionDataWorkflowData"];
            /**
             * Format: date-time
             * @description When it was first written.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it was last written.
             */
            readonly updated_at: string;
        };
        /** @description A reusable text with gaps, to be filled in and given to a model. */
        readonly Prompt: {
            /**
             * Format: uuid
             * @description Identifies the prompt.
             */
            readonly uuid: string;
            /** @description What people call it. */
            readonly name: string;
            /** @description What it is for. */
            readonly description: string | null;
            /** @description The text, with each gap written as `{{variable}}`. */
            readonly content: string;
            /**
             * @description What goes into the gaps.
             * @default []
             */
            readonly variables: readonly {
                /** @description What the text calls it. */
                readonly name: string;
                /** @description What a person is asked for. */
                readonly label?: string | null;
                /**
                 * @description What kind of value it takes.
                 * @enum {string}
                 */
                readonly type?: "text" | "textarea" | "number" | "boolean" | "date" | "select";
                /** @description True where the prompt cannot be run without it. */
                readonly is_required?: boolean;
                /** @description What is filled in where nothing is given. */
                readonly default_value?: string | number | boolean | null;
                /** @description The values that a `select` offers. */
                readonly options?: readonly string[];
            }[];
            /**
             * Format: uri
             * @description The prompt's picture.
             */
            readonly profile_photo_url: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @default private
             * @enum {string}
             */
            readonly visibility: "private" | "workspace" | "public";
            /** @description The shelf that it stands on. */
            readonly category: string | null;
            /**
             * @description Whatever a client keeps here. Stored as it was sent.
             * @default {}
             */
            readonly metadata: {
                /** @description Words to find it by. */
                readonly tags?: readonly string[];
            } & {
                readonly [key: string]: string;
            };
            /** @description True where the caller owns the prompt. */
            readonly is_owner: boolean;
            /**
             * @description True for one of the owner's favourites.
             * @default false
             */
            readonly is_favorite: boolean;
            /**
             * @description True where others may start from a copy of it.
             * @default false
             */
            readonly is_template: boolean;
            /** @description How freely the model chooses its words; null leaves it to the model. */
            readonly temperature: number | null;
            /** @description How long an answer may be at most; null leaves it to the model. */
            readonly max_tokens: number | null;
            /**
             * Format: date-time
             * @description When the prompt came to be.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the prompt last changed.
             */
            readonly updated_at: string;
            /** @description The model that answers; null leaves the choice to the platform. */
            readonly large_language_model: components["schemas"]["LargeLanguageModel"] | Record<string, never> | null;
            /** @description The owner. */
            readonly user: components["schemas"]["User"] | Record<string, never>;
            /** @description Where the prompt is kept; null where it belongs to no workspace. */
            readonly workspace: components["schemas"]["Workspace"] | Record<string, never> | null;
        };
        /** @description Something that an agent remembers from one conversation to the next. */
        readonly Memory: {
            /**
             * Format: uuid
             * @description Identifies the memory.
             */
            readonly uuid: string;
            /** @description What is remembered. */
            readonly content: string;
            /**
             * @description What kind of thing it is.
             * @default fact
             * @enum {string}
             */
            readonly type: "fact" | "preference" | "instruction" | "document" | "conversation";
            /**
             * @description How the agent came by it.
             * @default training
             * @enum {string}
             */
            readonly source: "training" | "conversation" | "document" | "url";
            /**
             * @description How far the agent is with learning it. It is recalled once it is ready.
             * @default ready
             * @enum {string}
             */
            readonly status: "pending" | "processing" | "ready";
            /**
             * @description How much it weighs when the agent decides what to recall.
             * @default 0.5
             */
            readonly importance: number;
            /**
             * @description How much of the model's context it takes.
             * @default 0
             */
            readonly tokens_count: number;
            /**
             * @description Whatever a client keeps here. Stored as it was sent.
             * @default {}
             */
            readonly metadata: {
                /**
                 * Format: uri
                 * @description Where it was read.
                 */
                readonly url?: string;
                /** @description The file that it was read in. */
                readonly file_name?: string;
                /** @description Words to find it by. */
                readonly tags?: readonly string[];
            } & {
                readonly [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When the agent last recalled it; null where it never did.
             */
            readonly last_used_at: string | null;
            /**
             * Format: date-time
             * @description When it was learnt.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            readonly updated_at: string;
            /** @description Who remembers it; null where every agent of the workspace does. Shown where `with=agent` asks. */
            readonly agent?: components["schemas"]["Agent"] | Record<string, never> | null;
            /** @description The owner. */
            readonly user: components["schemas"]["User"] | Record<string, never>;
            /** @description Where the agent works; null where it belongs to no workspace. */
            readonly workspace: components["schemas"]["Workspace"] | Record<string, never> | null;
        };
        /** @description A conversation. */
        readonly Thread: {
            /**
             * Format: uuid
             * @description Identifies the thread.
             */
            readonly uuid: string;
            /** @description What people call it. */
            readonly name: string;
            /**
             * Format: date-time
             * @description When the conversation began.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the thread last changed.
             */
            readonly updated_at: string;
            /**
             * @description How the conversation is held, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there.
             * @default {}
             */
            readonly metadata: {
                /** @description The model that answers. */
                readonly model?: string;
                /** @description How freely the model chooses its words. */
                readonly temperature?: number;
                /** @description How long an answer may be at most. */
                readonly max_tokens?: number;
                /** @description What the model is told before the conversation. */
                readonly system_prompt?: string;
                /** @description How the answers should sound. */
                readonly conversation_style?: string;
            } & {
                readonly [key: string]: string;
            };
            /** @description Who began it, and owns it. */
            readonly creator: components["schemas"]["User"] | Record<string, never>;
            /**
             * @description True where it stays at the top of a client's list.
             * @default false
             */
            readonly is_pinned: boolean;
            /**
             * @description True where it was put aside.
             * @default false
             */
            readonly is_archived: boolean;
            /** @description Who answers; null where no agent does. */
            readonly agent: components["schemas"]["Agent"] | Record<string, never> | null;
            /** @description Where the conversation is kept; null where it belongs to no workspace. */
            readonly workspace: components["schemas"]["Workspace"] | Record<string, never> | null;
            /** @description What was said. Shown where `with=messages` asks. */
            readonly messages?: readonly components["schemas"]["Message"][];
            /** @description How much was said. Shown where `with_count=messages` asks. */
            readonly messages_count?: number;
        };
        /** @description A file that goes with a message. */
        readonly Attachment: {
            /**
             * Format: uuid
             * @description Identifies the attachment.
             */
            readonly uuid: string;
            /** @description What people call it. */
            readonly name: string;
            /**
             * @description What kind of file it is.
             * @default other
             * @enum {string}
             */
            readonly type: "image" | "document" | "audio" | "video" | "other";
            /** @description What is in it, as models and screen readers are told. */
            readonly description: string | null;
            /**
             * Format: date-time
             * @description When it was attached.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            readonly updated_at: string;
            /** @description The file itself. */
            readonly media: components["schemas"]["Media"] | Record<string, never>;
        };
        /** @description A stored file. */
        readonly Media: {
            /** @description The number of the file. */
            readonly id: number;
            /**
             * Format: uuid
             * @description Identifies the file.
             */
            readonly uuid: string;
            /**
             * @description What it is kept with.
             * @default default
             */
            readonly collection_name: string;
            /** @description Its name without the ending. */
            readonly name: string;
            /** @description Its name with the ending. */
            readonly file_name: string;
            /** @description Its media type. */
            readonly mime_type: string;
            /** @description Its ending. */
            readonly extension: string;
            /** @description Its length in bytes. */
            readonly size: number;
            /**
             * @description What else is known of it.
             * @default {}
             */
            readonly custom_properties: {
                readonly [key: string]: unknown;
            };
            /**
             * Format: uri
             * @description Where the file is.
             */
            readonly original_url: string;
            /**
             * Format: uri
             * @description Where a small picture of it is; null where there is none.
             */
            readonly preview_url: string | null;
            /**
             * Format: date-time
             * @description When it was stored.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When its record last changed.
             */
            readonly updated_at: string;
        };
        /** @description Something that a provider lets agents do. */
        readonly Tool: {
            /**
             * Format: uuid
             * @description Identifies the tool.
             */
            readonly uuid: string;
            /** @description The name as an address writes it. Unique. */
            readonly slug: string;
            /** @description What people call it. */
            readonly name: string;
            /** @description What it does. Models read it to decide when to call it. */
            readonly description: string | null;
            /**
             * @description The JSON Schema of what the tool takes.
             * @default {}
             */
            readonly input_schema: {
                readonly [key: string]: unknown;
            };
            /**
             * @description False where agents may not call it.
             * @default true
             */
            readonly is_enabled: boolean;
            /**
             * Format: date-time
             * @description When the tool came to be.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the tool last changed.
             */
            readonly updated_at: string;
            /** @description The service that it belongs to, where `with=provider` asks; `{}` inside of a provider. */
            readonly provider?: components["schemas"]["Provider"] | Record<string, never>;
        };
        /** @description Something said in a thread. */
        readonly Message: {
            /**
             * Format: uuid
             * @description Identifies the message.
             */
            readonly uuid: string;
            /** @description What is said. */
            readonly content: string;
            /**
             * @description Who says it.
             * @default user
             * @enum {string}
             */
            readonly role: "user" | "assistant" | "system" | "tool";
            /**
             * Format: date-time
             * @description When it was said.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            readonly updated_at: string;
            /**
             * @description How the message came about, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there.
             * @default {}
             */
            readonly metadata: {
                /** @description The model that said it. */
                readonly model?: string;
                /** @description How freely the model chose its words. */
                readonly temperature?: number;
                /** @description How much the model read and wrote. */
                readonly tokens?: {
                    /** @description Tokens read. */
                    readonly input?: number;
                    /** @description Tokens written. */
                    readonly output?: number;
                    /** @description Both together. */
                    readonly total?: number;
                };
                /** @description How long the answer took, in milliseconds. */
                readonly latency?: number;
                /** @description Why the answer ends where it does: `stop` where it is whole, `length` where it has as many tokens as it may, `client_disconnected` where whoever read it left before its end. */
                readonly finish_reason?: string;
            } & {
                readonly [key: string]: string;
            };
            /** @description The conversation that it belongs to. */
            readonly thread: components["schemas"]["Thread"] | Record<string, never>;
            /**
             * @description What the agent did to find its answer.
             * @default []
             */
            readonly tool_calls: readonly {
                /** @description Identifies the call within the message. */
                readonly id: string;
                /** @description The slug of the tool. */
                readonly name: string;
                /** @description What the tool was given. */
                readonly arguments: {
                    readonly [key: string]: unknown;
                };
                /**
                 * @description How it went.
                 * @enum {string}
                 */
                readonly status?: "pending" | "success" | "error";
                /** @description What the tool gave back. */
                readonly result?: unknown;
            }[];
            /** @description Files that go with it. */
            readonly attachments: readonly components["schemas"]["Attachment"][];
            /** @description The person who sent it, where `with=user` asks; null where an agent answered by itself. */
            readonly user?: components["schemas"]["User"] | Record<string, never> | null;
            /** @description The agent that answered, where `with=agent` asks; null where none did. */
            readonly agent?: components["schemas"]["Agent"] | Record<string, never> | null;
        };
        /** @description A model that agents and prompts may use. */
        readonly LargeLanguageModel: {
            /**
             * Format: uuid
             * @description Identifies the model.
             */
            readonly uuid: string;
            /** @description The name as an address writes it. Unique. */
            readonly slug: string;
            /** @description What people call it. */
            readonly name: string;
            /** @description What it is good at. */
            readonly description: string | null;
            /** @description Who makes it. */
            readonly vendor: string;
            /** @description The model's name in the vendor's own API. */
            readonly model: string;
            /** @description How many tokens it reads and writes together. */
            readonly context_window: number;
            /** @description How many tokens it writes at most; null where the vendor does not say. */
            readonly max_output_tokens: number | null;
            /** @description What it can do. */
            readonly capabilities: readonly ("text" | "vision" | "audio" | "tools" | "json_mode" | "reasoning")[];
            /** @description The vendor's list price for a million tokens. */
            readonly pricing: {
                /**
                 * @description The currency of both prices.
                 * @enum {string}
                 */
                readonly currency: "USD";
                /** @description A million tokens read. */
                readonly input_per_million: number;
                /** @description A million tokens written. */
                readonly output_per_million: number;
            };
            /**
             * @description False where it cannot be chosen.
             * @default true
             */
            readonly is_enabled: boolean;
            /**
             * @description True where the vendor has taken it back. It is still shown, and answers no more.
             * @default false
             */
            readonly is_deprecated: boolean;
            /**
             * Format: date
             * @description The day the vendor released it.
             */
            readonly released_at: string | null;
            /**
             * Format: date-time
             * @description When the platform took it up.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When its record last changed.
             */
            readonly updated_at: string;
            /** @description The service that it is used through, where `with=provider` asks; `{}` inside of a provider. */
            readonly provider?: components["schemas"]["Provider"] | Record<string, never>;
        };
        /** @description An agent's place among the agents of a workspace. Counted from what happened in the period, never stored. */
        readonly AgentLeaderboard: {
            /** @description The place, counted from 1. */
            readonly rank: number;
            /** @description The place in the period before this one; null for an agent that was not there yet. */
            readonly previous_rank: number | null;
            /**
             * @description How the place compares with the one before.
             * @enum {string}
             */
            readonly trend: "up" | "down" | "same" | "new";
            /** @description The figure that `metric` asks for, by which agents are ranked. */
            readonly score: number;
            /** @description How often the agent was run in the period. A run is an answer that it gave in a conversation, a message of role `assistant`; the steps of workflows are not counted. */
            readonly runs_count: number;
            /** @description In how many conversations it answered in the period. */
            readonly threads_count: number;
            /** @description How many messages it wrote in the period. */
            readonly messages_count: number;
            /** @description How many people own those conversations. */
            readonly users_count: number;
            /** @description How many messages it wrote in a conversation, on average. */
            readonly average_messages_per_thread: number;
            /**
             * Format: date-time
             * @description When it was last run; null where it never was.
             */
            readonly last_run_at: string | null;
            /** @description The agent. */
            readonly agent: components["schemas"]["Agent"] | Record<string, never>;
        };
        /** @description Where this page lies in the whole list. */
        readonly PaginationMeta: {
            /** @description The number of this page, counted from 1. */
            readonly current_page: number;
            /** @description The place of this page's first record in the list; null on an empty page. */
            readonly from: number | null;
            /** @description The number of the last page. */
            readonly last_page: number;
            /** @description What a row of page buttons shows; the first is the previous page, the last the next one. */
            readonly links: readonly {
                /**
                 * Format: uri
                 * @description Where it leads; null where there is no such page and for a gap.
                 */
                readonly url: string | null;
                /** @description What it says; HTML entities are kept. */
                readonly label: string;
                /** @description True for this page. */
                readonly active: boolean;
            }[];
            /**
             * Format: uri
             * @description The address of the list without its query.
             */
            readonly path: string;
            /** @description How many records a page holds at most. */
            readonly per_page: number;
            /** @description The place of this page's last record in the list; null on an empty page. */
            readonly to: number | null;
            /** @description How many records the whole list has. */
            readonly total: number;
        };
        /** @description The addresses of the pages around this one, with the other query parameters kept. */
        readonly PaginationLinks: {
            /**
             * Format: uri
             * @description The first page.
             */
            readonly first: string | null;
            /**
             * Format: uri
             * @description The last page.
             */
            readonly last: string | null;
            /**
             * Format: uri
             * @description The page before this one; null on the first.
             */
            readonly prev: string | null;
            /**
             * Format: uri
             * @description The page after this one; null on the last.
             */
            readonly next: string | null;
        };
        /** @description How accounts of a provider are let in, for each strategy. Stored as it was sent, so none of it is certain to be there. */
        readonly AuthenticationConfig: {
            /** @description The strategy `token`, where an account holds a key. */
            readonly token?: {
                /** @description The address that a key is checked against. */
                readonly url?: string;
                /** @description What the check sends as its body. */
                readonly body?: {
                    readonly [key: string]: unknown;
                };
                /** @description What the check sends in its query. */
                readonly params?: {
                    readonly [key: string]: unknown;
                };
                /** @description Headers that the check sends beside the key. */
                readonly headers?: {
                    readonly [key: string]: unknown;
                };
                /** @description The name of the header that carries the key. */
                readonly key?: string;
                /**
                 * @description How the key is sent.
                 * @enum {string}
                 */
                readonly type?: "basic" | "bearer" | "header" | "query";
            } & {
                readonly [key: string]: string;
            };
            /** @description The strategy `oauth2`, where the user grants access at the provider. */
            readonly oauth2?: {
                /** @description The address of the provider's API. */
                readonly url?: string;
                /** @description The key of the platform's application at the provider. */
                readonly client_id?: string;
                /**
                 * Format: password
                 * @description The application's secret. What is sent is never kept nor shown, asterisks stand for it.
                 */
                readonly client_secret?: string;
                /** @description Where the provider sends the user back to. */
                readonly redirect_url?: string;
                /** @description Where the user grants access. */
                readonly authorize_url?: string;
                /** @description Where a code becomes a token. */
                readonly token_url?: string;
                /** @description Where the provider says who the user is. */
                readonly user_url?: string;
                /** @description What access is asked for. */
                readonly scopes?: readonly string[];
                /**
                 * @description What stands between scopes when they are sent.
                 * @enum {string}
                 */
                readonly scope_separator?: "space" | "comma" | "semicolon";
                /** @description Headers that go with each request. */
                readonly headers?: {
                    readonly [key: string]: unknown;
                };
                /** @description What the authorize address gets in its query beyond OAuth's own. */
                readonly parameters?: {
                    readonly [key: string]: unknown;
                };
            } & {
                readonly [key: string]: string;
            };
            /** @description The strategy `basic`, where an account holds a user name and a password. */
            readonly basic?: {
                /** @description The address that the credentials are checked against. */
                readonly url?: string;
                /** @description Headers that the check sends. */
                readonly headers?: {
                    readonly [key: string]: unknown;
                };
                /** @description What the check sends in its query. */
                readonly params?: {
                    readonly [key: string]: unknown;
                };
                /** @description What the check sends as its body. */
                readonly body?: {
                    readonly [key: string]: unknown;
                };
            } & {
                readonly [key: string]: string;
            };
        } & {
            readonly [key: string]: string;
        };
        /** @description What is drawn where there is no picture. Stored as it was sent, so none of it is certain to be there. */
        readonly ProfilePhotoConfig: {
            /** @description The emoji to draw. */
            readonly emoji?: string | null;
            /** @description The colour behind the emoji, as CSS writes it. */
            readonly background_color?: string | null;
            /** @description Which of the two to show, `emoji` or `photo`. Get Agents shows it as a free text, so it is not a closed set. */
            readonly preference?: string | null;
        };
        /** @description The workflow as it was when the execution began. A later change of the workflow does not reach it. */
        readonly WorkflowExecutionDataWorkflowData: {
            /** @description The workflow's number. */
            readonly id: number;
            /**
             * Format: uuid
             * @description Identifies the workflow.
             */
            readonly uuid: string;
            /** @description What the workflow was called. */
            readonly name: string;
            /** @description Its steps. */
            readonly nodes: readonly components["schemas"]["Node"][];
            /** @description How the steps followed each other. */
            readonly edges: readonly components["schemas"]["Edge"][];
            /** @description The values that its steps shared. */
            readonly variables?: {
                readonly [key: string]: string | number | boolean | null;
            };
            /** @description How it was run. */
            readonly settings?: {
                readonly [key: string]: unknown;
            };
        };
        /** @description One step of a workflow. What a workflow editor adds to a node (its size, whether it is selected) is kept as it was sent. */
        readonly Node: {
            /** @description Identifies the node within its workflow. */
            readonly id: string;
            /**
             * @description What kind of step it is, as `<group>.<kind>`. A workflow that has steps begins with one trigger.
             * @enum {string}
             */
            readonly type: "trigger.webhook" | "trigger.schedule" | "trigger.manual" | "agent.run" | "prompt.run" | "tool.call" | "http.request" | "logic.condition" | "logic.loop" | "logic.merge" | "logic.delay" | "human.approval" | "data.set";
            /** @description Where an editor draws it, in pixels from the upper left corner. */
            readonly position: {
                /** @description To the right. */
                readonly x: number;
                /** @description Downwards. */
                readonly y: number;
            };
            /** @description What the step is called and how it works. */
            readonly data: {
                /** @description What people call the step. */
                readonly label?: string;
                /** @description What it does. */
                readonly description?: string | null;
                /**
                 * Format: uuid
                 * @description The agent that an `agent.run` step runs.
                 */
                readonly agent_uuid?: string | null;
                /**
                 * Format: uuid
                 * @description The prompt that a `prompt.run` step runs.
                 */
                readonly prompt_uuid?: string | null;
                /**
                 * Format: uuid
                 * @description The tool that a `tool.call` step calls.
                 */
                readonly tool_uuid?: string | null;
                /**
                 * Format: uuid
                 * @description The account whose credentials the step uses.
                 */
                readonly account_uuid?: string | null;
                /** @description The settings of the step. Texts may hold `{{ node.field }}`, `{{ input.field }}` or `{{ variables.name }}`, filled in when it runs; one that leads nowhere fails the step. A `logic.condition` has an `expression` (`{{ webhook.seats }} > 10`), a `logic.loop` its `items` or `times`, a `logic.delay` its `seconds`, `minutes`, `hours` or `days`. */
                readonly parameters?: {
                    readonly [key: string]: unknown;
                };
                /** @description True where the step is passed over. */
                readonly is_disabled?: boolean;
                /** @description How often the step is tried before it has failed. */
                readonly max_tries?: number;
                /** @description How long to wait before the next try, in milliseconds. */
                readonly wait_between_tries?: number;
                /** @description For the simulator alone, how the step turns out. The platform itself knows nothing of it. */
                readonly simulate?: {
                    /** @description What comes out, laid over what would come out otherwise. */
                    readonly output?: {
                        readonly [key: string]: unknown;
                    };
                    /** @description What goes wrong. */
                    readonly error?: {
                        /** @description What went wrong, in words. */
                        readonly message: string;
                        /** @description What the service calls it. */
                        readonly code?: string | null;
                    };
                    /** @description How many runs of the step go wrong in one execution before one goes well; every one where it is not given. */
                    readonly failures?: number;
                    /** @description How long the step takes; of an approval, until somebody decides. */
                    readonly seconds?: number;
                    /**
                     * @description What is decided about an approval; with `none` it waits until it expires.
                     * @enum {string}
                     */
                    readonly decision?: "approved" | "rejected" | "none";
                };
            } & {
                readonly [key: string]: unknown;
            };
        } & {
            readonly [key: string]: unknown;
        };
        /** @description Leads from one step of a workflow to the next. */
        readonly Edge: {
            /** @description Identifies the edge within its workflow. */
            readonly id: string;
            /** @description The node that it leads from. */
            readonly source: string;
            /** @description The node that it leads to. */
            readonly target: string;
            /** @description Which of the source's exits: `true` or `false` of a condition, `loop` or `done` of a loop, `approved` or `rejected` of an approval (null is as `approved`), null of every other step. `error` of any step but a trigger is taken where the step fails. */
            readonly source_handle?: string | null;
            /** @description Which of the target's entries; null where it has one. */
            readonly target_handle?: string | null;
            /** @description What an editor writes beside it. */
            readonly label?: string | null;
            /** @description How an editor draws it. */
            readonly type?: string | null;
        } & {
            readonly [key: string]: unknown;
        };
        /** @description Who signs in. */
        readonly SignInRequest: {
            /**
             * Format: email
             * @description The user's address, whatever its case.
             */
            readonly email: string;
            /**
             * Format: password
             * @description The user's password.
             */
            readonly password: string;
        };
        /** @description A new API token and the user whom it stands for. */
        readonly SignInResponse: {
            /** @description The token and its user. */
            readonly data: {
                /** @description The token, to be sent as `Authorization: Bearer`. It is shown here and never again. */
                readonly token: string;
                /**
                 * @description How the token is sent.
                 * @enum {string}
                 */
                readonly token_type: "Bearer";
                readonly user: components["schemas"]["User"];
            };
        };
        /** @description The signed-in user. */
        readonly UserResponse: {
            readonly data: components["schemas"]["User"];
        };
        /** @description A page of workspaces. */
        readonly WorkspaceListResponse: {
            /** @description The workspaces of this page. */
            readonly data: readonly components["schemas"]["Workspace"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description What to count. The same fields may be sent in the query; what the body says wins. */
        readonly WorkspacesMetricsRequest: {
            /**
             * Format: uuid
             * @description The workspace to count in. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string;
            /**
             * @description What is counted, AI agents or automation workflows.
             * @default agents
             * @enum {string}
             */
            readonly entity: "agents" | "workflows";
            /**
             * @description What is measured. `executions`: how often they were run; `created`: how many were made; `copies`: how many were cloned from templates; `shares`: how often they were shared; `avg_duration`: the average execution time in milliseconds, for workflows alone and never grouped.
             * @default created
             * @enum {string}
             */
            readonly metric: "created" | "executions" | "copies" | "shares" | "avg_duration";
            /**
             * @description How measurements are put together: of groups, how their values make the total; of `avg_duration`, how durations do, where `count` is the average. Without groups the total of a count is that count.
             * @default count
             * @enum {string}
             */
            readonly aggregation: "count" | "sum" | "avg" | "min" | "max";
            /**
             * @description What results are grouped by. Without it there is only the total.
             * @enum {string}
             */
            readonly group_by?: "user" | "date";
            /**
             * @description The length of a period; needed where `group_by` is `date`.
             * @enum {string}
             */
            readonly granularity?: "hourly" | "daily" | "weekly" | "monthly";
            /**
             * @description What results are ordered by.
             * @enum {string}
             */
            readonly order_by?: "value" | "user_name" | "date";
            /**
             * @description The direction of the order.
             * @enum {string}
             */
            readonly order_dir?: "asc" | "desc";
            /** @description How many results at most. */
            readonly limit?: number;
            /** @description What is counted at all. */
            readonly filters?: {
                /** @description The time that ends now, as a number of days, weeks, months or years. */
                readonly period?: string;
            };
        };
        /** @description A measurement of a workspace. */
        readonly WorkspacesMetricsResponse: {
            /** @description What was asked for, and its answer. */
            readonly data: {
                /**
                 * @description What was counted.
                 * @enum {string}
                 */
                readonly entity: "agents" | "workflows";
                /**
                 * @description What was measured.
                 * @enum {string}
                 */
                readonly metric: "created" | "executions" | "copies" | "shares" | "avg_duration";
                /**
                 * @description How measurements were put together.
                 * @enum {string}
                 */
                readonly aggregation: "count" | "sum" | "avg" | "min" | "max";
                /**
                 * @description What results are grouped by; null where there is only the total.
                 * @enum {string|null}
                 */
                readonly group_by: "user" | "date" | null;
                /**
                 * @description The length of a period. It is not there where results are grouped by user.
                 * @enum {string|null}
                 */
                readonly granularity?: "hourly" | "daily" | "weekly" | "monthly" | null;
                /** @description The measurement of everything. */
                readonly total: number;
                /** @description The measurement of each group; empty where nothing is grouped. */
                readonly results: readonly ({
                    /** @description The user's key as a text. */
                    readonly user_id: string;
                    /** @description The user's name. */
                    readonly user_name: string;
                    /** @description The measurement. */
                    readonly value: number;
                } | {
                    /** @description The period's first moment, as a day or, hourly, as a time. */
                    readonly date: string;
                    /** @description The measurement. */
                    readonly value: number;
                })[];
            };
        };
        /** @description One workspace. */
        readonly WorkspaceResponse: {
            readonly data: components["schemas"]["Workspace"];
        };
        /** @description What may be changed of a workspace. What is not sent stays as it is; `metadata` is replaced as a whole. */
        readonly WorkspaceUpdateRequest: {
            /** @description What people call it. */
            readonly name?: string;
            /**
             * Format: uri
             * @description The workspace's picture.
             */
            readonly profile_photo_url?: string | null;
            /** @description True when the onboarding is done. */
            readonly is_onboarded?: boolean;
            /** @description What the onboarding found out, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description How far the onboarding is, in percent. */
                readonly onboarding_step?: number;
                /** @description Where the team heard of the platform. */
                readonly sources?: readonly string[];
                /** @description Who brought the team. */
                readonly affiliate_name?: string;
                /** @description The role of the person who opened it. */
                readonly role?: string;
                /** @description The team's industry. */
                readonly industry?: string;
                /** @description The services that the team works with. */
                readonly tools?: readonly string[];
                /** @description What the onboarding suggests to build. */
                readonly ai_tools?: {
                    /** @description Agents to make. */
                    readonly agents?: readonly {
                        /** @description The emoji to show. */
                        readonly emoji?: string;
                        /** @description What it is called. */
                        readonly name?: string;
                        /** @description What it does. */
                        readonly description?: string;
                    }[];
                    /** @description Prompts to write. */
                    readonly prompts?: readonly {
                        /** @description The emoji to show. */
                        readonly emoji?: string;
                        /** @description What it is called. */
                        readonly name?: string;
                        /** @description What it does. */
                        readonly description?: string;
                    }[];
                    /** @description Workflows to build. */
                    readonly workflows?: readonly {
                        /** @description The emoji to show. */
                        readonly emoji?: string;
                        /** @description What it is called. */
                        readonly name?: string;
                        /** @description What it does. */
                        readonly description?: string;
                    }[];
                };
            } & {
                readonly [key: string]: string;
            };
        };
        /** @description A page of providers. */
        readonly ProviderListResponse: {
            /** @description The providers of this page. */
            readonly data: readonly components["schemas"]["Provider"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new provider. It belongs to the caller. */
        readonly ProviderCreateRequest: {
            /** @description What people call it. */
            readonly name: string;
            /** @description What the service does. */
            readonly description?: string | null;
            /**
             * Format: uri
             * @description The service's site.
             */
            readonly website?: string | null;
            /**
             * Format: uri
             * @description The service's logo.
             */
            readonly profile_photo_url?: string | null;
            readonly profile_photo_config?: components["schemas"]["ProfilePhotoConfig"];
            /**
             * @description The strategy that accounts use unless they choose another.
             * @default token
             * @enum {string}
             */
            readonly authentication_strategy: "token" | "basic" | "oauth2";
            readonly authentication_config?: components["schemas"]["AuthenticationConfig"];
            /**
             * @description False where no new accounts are wanted.
             * @default true
             */
            readonly is_enabled: boolean;
            /**
             * @description The kind of service.
             * @default integration
             * @enum {string}
             */
            readonly type: "large_language_model" | "integration" | "data_source" | "custom";
            /**
             * @description Who may see it, everybody or its owner alone. How far `workspace` reaches is not documented; here it is as `private`.
             * @default private
             * @enum {string}
             */
            readonly visibility: "private" | "workspace" | "public";
            /** @description How its tools are grouped, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description Groups of the provider's tools, in the order to show them. */
                readonly tool_groups?: readonly {
                    /** @description What the group is called. */
                    readonly label?: string;
                    /** @description The keys of the group's tools. */
                    readonly tools?: readonly string[];
                }[];
                /** @description True where the platform itself maintains it. */
                readonly is_official?: boolean;
                /** @description True where it is shown first. */
                readonly is_featured?: boolean;
            } & {
                readonly [key: string]: string;
            };
        };
        /** @description One provider. */
        readonly ProviderResponse: {
            readonly data: components["schemas"]["Provider"];
        };
        /** @description What may be changed of a provider. What is not sent stays as it is; objects are replaced as a whole. */
        readonly ProviderUpdateRequest: {
            /** @description What people call it. */
            readonly name?: string;
            /** @description What the service does. */
            readonly description?: string | null;
            /**
             * Format: uri
             * @description The service's site.
             */
            readonly website?: string | null;
            /**
             * Format: uri
             * @description The service's logo.
             */
            readonly profile_photo_url?: string | null;
            readonly profile_photo_config?: components["schemas"]["ProfilePhotoConfig"];
            /**
             * @description The strategy that accounts use unless they choose another.
             * @enum {string}
             */
            readonly authentication_strategy?: "token" | "basic" | "oauth2";
            readonly authentication_config?: components["schemas"]["AuthenticationConfig"];
            /** @description False where no new accounts are wanted. */
            readonly is_enabled?: boolean;
            /**
             * @description The kind of service.
             * @enum {string}
             */
            readonly type?: "large_language_model" | "integration" | "data_source" | "custom";
            /**
             * @description Who may see it, everybody or its owner alone. How far `workspace` reaches is not documented; here it is as `private`.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /** @description How its tools are grouped, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description Groups of the provider's tools, in the order to show them. */
                readonly tool_groups?: readonly {
                    /** @description What the group is called. */
                    readonly label?: string;
                    /** @description The keys of the group's tools. */
                    readonly tools?: readonly string[];
                }[];
                /** @description True where the platform itself maintains it. */
                readonly is_official?: boolean;
                /** @description True where it is shown first. */
                readonly is_featured?: boolean;
            } & {
                readonly [key: string]: string;
            };
        };
        /** @description A page of accounts. */
        readonly AccountListResponse: {
            /** @description The accounts of this page. */
            readonly data: readonly components["schemas"]["Account"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new account with a provider. It belongs to the caller. */
        readonly AccountCreateRequest: {
            /**
             * Format: uuid
             * @description The provider that the account is with.
             */
            readonly provider_uuid: string;
            /**
             * Format: uuid
             * @description The workspace that uses it. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string;
            /** @description What people call it. */
            readonly provider_display_name: string;
            /**
             * @description Which of the provider's strategies lets the account in, its `authentication_strategy` or one that its `authentication_config` has. Where it is sent, what goes with it must be sent too: `token` for `token`, `username` and `password` for `basic`, `scope` for `oauth2`.
             * @default token
             * @enum {string}
             */
            readonly provider_authentication_strategy: "token" | "basic" | "oauth2";
            /** @description The key, for the strategy `token`. Kept as a digest and never shown. */
            readonly token?: string;
            /** @description The user name, for the strategy `basic`. */
            readonly username?: string;
            /** @description The password, for the strategy `basic`. Kept as a digest and never shown. */
            readonly password?: string;
            /** @description The access that is asked for, for the strategy `oauth2`. */
            readonly scope?: string;
        };
        /** @description One account. */
        readonly AccountResponse: {
            readonly data: components["schemas"]["Account"];
        };
        /** @description What may be changed of an account. What is not sent stays as it is. */
        readonly AccountUpdateRequest: {
            /** @description What people call it. */
            readonly provider_display_name?: string;
            /**
             * @description Which of the provider's strategies lets the account in, its `authentication_strategy` or one that its `authentication_config` has. Where it is sent, what goes with it must be sent too: `token` for `token`, `username` and `password` for `basic`, `scope` for `oauth2`.
             * @enum {string}
             */
            readonly provider_authentication_strategy?: "token" | "basic" | "oauth2";
            /** @description The key, for the strategy `token`. Kept as a digest and never shown. */
            readonly token?: string;
            /** @description The user name, for the strategy `basic`. */
            readonly username?: string;
            /** @description The password, for the strategy `basic`. Kept as a digest and never shown. */
            readonly password?: string;
            /** @description The access that is asked for, for the strategy `oauth2`. */
            readonly scope?: string;
        };
        /** @description A page of agents. */
        readonly AgentListResponse: {
            /** @description The agents of this page. */
            readonly data: readonly components["schemas"]["Agent"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new agent. Only the name is needed. */
        readonly AgentCreateRequest: {
            /** @description What people call it. */
            readonly name: string;
            /** @description What it is for. */
            readonly description?: string | null;
            /** @description What the model is told before every conversation. */
            readonly instruction?: string | null;
            /**
             * Format: uri
             * @description The agent's picture.
             */
            readonly profile_photo_url?: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /** @description How the agent presents itself, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description The role that it plays. */
                readonly role?: string;
                /** @description What it works towards. */
                readonly goal_statement?: string;
                /** @description Where it comes from, as it would tell it. */
                readonly backstory?: string;
                /** @description What it must never do. */
                readonly guardrails?: string;
                /** @description What it always does. */
                readonly base_instructions?: string;
                /** @description What a person may begin a conversation with. */
                readonly conversation_starters?: readonly string[];
                /** @description What it says first. */
                readonly greetings?: string;
                /** @description How it speaks. */
                readonly tone_of_voice?: string;
                /** @description The language that it answers in, as a BCP 47 tag. */
                readonly language?: string;
                /** @description How long its answers are, in its own words. */
                readonly response_length?: string;
                /** @description What it knows most about. */
                readonly areas_of_expertise?: readonly string[];
            } & {
                readonly [key: string]: string;
            };
            /**
             * @description Where the agent stands. A draft is not finished yet, and an archived one is kept for its history.
             * @enum {string}
             */
            readonly status?: "draft" | "active" | "archived";
            /** @description False where it may not be run. */
            readonly is_enabled?: boolean;
            /** @description True for one of the owner's favourites. It is what `favorite` filters by. */
            readonly is_favorite?: boolean;
            /** @description True where others may start from a copy of it. It is what `template` filters by. */
            readonly is_template?: boolean;
            /** @description How freely the model chooses its words. */
            readonly temperature?: number;
            /** @description How long an answer may be at most; null leaves it to the model. */
            readonly max_tokens?: number | null;
            /**
             * Format: uuid
             * @description The model that answers; null leaves the choice to the platform.
             */
            readonly large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it works in. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string | null;
            /** @description The tools that it may call. */
            readonly tool_uuids?: readonly string[];
            /** @description The categories that it is found under. What a category is, the documentation does not show: any uuid will do. */
            readonly category_uuids?: readonly string[];
        };
        /** @description One agent. */
        readonly AgentResponse: {
            readonly data: components["schemas"]["Agent"];
        };
        /** @description What the agent should be able to do, in plain words. */
        readonly AgentGenerateRequest: {
            /** @description What the agent is for. */
            readonly prompt: string;
            /** @description What to call it. A name is found where none is sent. */
            readonly name?: string;
            /**
             * Format: uuid
             * @description The model that will answer; null leaves the choice to the platform.
             */
            readonly large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it will work in. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string | null;
            /** @description The tools that it may call. */
            readonly tool_uuids?: readonly string[];
        };
        /** @description The agent that was made. */
        readonly AgentGenerateResponse: {
            readonly data: components["schemas"]["Agent"];
        };
        /** @description The best agents, best first. */
        readonly AgentLeaderboardListResponse: {
            /** @description The places, first place first. */
            readonly data: readonly components["schemas"]["AgentLeaderboard"][];
        };
        /** @description What may be changed of an agent. What is not sent stays as it is; `metadata` is replaced as a whole. */
        readonly AgentUpdateRequest: {
            /** @description What people call it. */
            readonly name?: string;
            /** @description What it is for. */
            readonly description?: string | null;
            /** @description What the model is told before every conversation. */
            readonly instruction?: string | null;
            /**
             * Format: uri
             * @description The agent's picture.
             */
            readonly profile_photo_url?: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /** @description How the agent presents itself, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description The role that it plays. */
                readonly role?: string;
                /** @description What it works towards. */
                readonly goal_statement?: string;
                /** @description Where it comes from, as it would tell it. */
                readonly backstory?: string;
                /** @description What it must never do. */
                readonly guardrails?: string;
                /** @description What it always does. */
                readonly base_instructions?: string;
                /** @description What a person may begin a conversation with. */
                readonly conversation_starters?: readonly string[];
                /** @description What it says first. */
                readonly greetings?: string;
                /** @description How it speaks. */
                readonly tone_of_voice?: string;
                /** @description The language that it answers in, as a BCP 47 tag. */
                readonly language?: string;
                /** @description How long its answers are, in its own words. */
                readonly response_length?: string;
                /** @description What it knows most about. */
                readonly areas_of_expertise?: readonly string[];
            } & {
                readonly [key: string]: string;
            };
            /**
             * @description Where the agent stands. A draft is not finished yet, and an archived one is kept for its history.
             * @enum {string}
             */
            readonly status?: "draft" | "active" | "archived";
            /** @description False where it may not be run. */
            readonly is_enabled?: boolean;
            /** @description True for one of the owner's favourites. It is what `favorite` filters by. */
            readonly is_favorite?: boolean;
            /** @description True where others may start from a copy of it. It is what `template` filters by. */
            readonly is_template?: boolean;
            /** @description How freely the model chooses its words. */
            readonly temperature?: number;
            /** @description How long an answer may be at most; null leaves it to the model. */
            readonly max_tokens?: number | null;
            /**
             * Format: uuid
             * @description The model that answers; null leaves the choice to the platform.
             */
            readonly large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it works in.
             */
            readonly workspace_uuid?: string | null;
            /** @description The tools that it may call. */
            readonly tool_uuids?: readonly string[];
            /** @description The categories that it is found under. What a category is, the documentation does not show: any uuid will do. */
            readonly category_uuids?: readonly string[];
        };
        /** @description What to say to the agent. */
        readonly AgentRunRequest: {
            /** @description What the person says. */
            readonly message: string;
            /**
             * Format: uuid
             * @description The conversation to go on with. A new one is opened where it is not sent.
             */
            readonly thread_uuid?: string | null;
            /** @description Attachments that go with the message. */
            readonly attachment_uuids?: readonly string[];
            /** @description Values for the gaps in the agent's instruction. */
            readonly variables?: {
                readonly [key: string]: string;
            };
            /**
             * @description True for an answer that comes piece by piece.
             * @default false
             */
            readonly stream: boolean;
        };
        /** @description The agent's answer. */
        readonly AgentRunResponse: {
            readonly data: components["schemas"]["Message"];
        };
        /** @description The answer of an agent as server-sent events: `run.started`, a `run.tool_call` for each tool, `run.delta` for each piece, and last `run.completed`, whose data is the body of the run without a stream, or `run.failed`. Each has an `id`; the data is JSON. While nothing comes, comments keep the connection open. */
        readonly MessageRunEventStream: string;
        /** @description The data of the first event, `run.started`. */
        readonly RunStartedEvent: {
            /**
             * Format: uuid
             * @description The thread that the answer will belong to. Not there when a prompt is run.
             */
            readonly thread_uuid?: string;
            /**
             * Format: uuid
             * @description The message that the answer will be. Not there when a prompt is run.
             */
            readonly message_uuid?: string;
            /**
             * Format: uuid
             * @description The prompt that is run.
             */
            readonly prompt_uuid?: string;
            /** @description The name of the model that answers; null where the platform chose. */
            readonly model: string | null;
        };
        /** @description The data of an event `run.tool_call`, a tool that was called before the answer. */
        readonly RunToolCallEvent: {
            /** @description Identifies the call within the message. */
            readonly id: string;
            /** @description The slug of the tool. */
            readonly name: string;
            /** @description What the tool was given. */
            readonly arguments: {
                readonly [key: string]: unknown;
            };
            /**
             * @description How it went.
             * @enum {string}
             */
            readonly status?: "pending" | "success" | "error";
            /** @description What the tool gave back. */
            readonly result?: unknown;
        };
        /** @description The data of an event `run.delta`, the next piece of the answer. */
        readonly RunDeltaEvent: {
            /** @description What follows on the pieces before. All of them together are the content of the answer. */
            readonly content: string;
        };
        /** @description The data of the last event where no answer came, `run.failed`. */
        readonly RunFailedEvent: {
            /** @description What went wrong. */
            readonly message: string;
            /** @description The status that the run would have had without a stream. */
            readonly status: number;
        };
        /** @description What to learn, as texts, as addresses or as both. Each text and each address becomes a memory of the agent. */
        readonly AgentTrainRequest: {
            /** @description Texts to remember. */
            readonly texts?: readonly string[];
            /** @description Addresses of pages to read. */
            readonly urls?: readonly string[];
            /**
             * @description What kind of thing the texts are.
             * @default fact
             * @enum {string}
             */
            readonly type: "fact" | "preference" | "instruction" | "document" | "conversation";
            /**
             * @description How much the new memories weigh.
             * @default 0.5
             */
            readonly importance: number;
            /**
             * @description True to forget first what the agent learnt by training before.
             * @default false
             */
            readonly replace: boolean;
        } | unknown | unknown;
        /** @description What the agent has learnt, a memory for each text and each address. */
        readonly AgentTrainResponse: {
            /** @description The new memories, texts first. */
            readonly data: readonly components["schemas"]["Memory"][];
        };
        /** @description Whom to share the agent with, a user of the platform (`user_id`) or the owner of an e-mail address (`email`), who is that user where somebody signs in with it. With neither, a link is made for whoever has it; with both, `user_id` counts. There is one share for each recipient and one link: sharing again changes the share, and what is not sent stays as it was. */
        readonly AgentShareRequest: {
            /** @description The user to share with. */
            readonly user_id?: number | null;
            /**
             * Format: email
             * @description The address to invite.
             */
            readonly email?: string | null;
            /**
             * @description What the recipient may do; each includes the one before it. A new share is to `view` where it is not sent. `none` takes the share away.
             * @enum {string}
             */
            readonly permission?: "view" | "run" | "edit" | "none";
            /** @description What to tell the recipient. */
            readonly message?: string | null;
            /**
             * Format: date-time
             * @description When the share ends, a time to come; null where it does not.
             */
            readonly expires_at?: string | null;
        };
        /** @description One share. */
        readonly ShareResponse: {
            readonly data: components["schemas"]["Share"];
        };
        /** @description A page of workflows. */
        readonly WorkflowListResponse: {
            /** @description The workflows of this page. */
            readonly data: readonly components["schemas"]["Workflow"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new workflow. Only the name is needed. */
        readonly WorkflowCreateRequest: {
            /** @description What people call it. */
            readonly name: string;
            /** @description What it is for. */
            readonly description?: string | null;
            /**
             * Format: uri
             * @description The workflow's picture.
             */
            readonly profile_photo_url?: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /**
             * @description Where the workflow stands. Only an active one is started by its trigger.
             * @enum {string}
             */
            readonly status?: "draft" | "active" | "paused" | "archived";
            /** @description False where it may not be run. */
            readonly is_enabled?: boolean;
            /** @description True for one of the owner's favourites. */
            readonly is_favorite?: boolean;
            /** @description True where others may start from a copy of it. */
            readonly is_template?: boolean;
            /** @description Its steps. */
            readonly nodes?: readonly components["schemas"]["Node"][];
            /** @description How the steps follow each other. */
            readonly edges?: readonly components["schemas"]["Edge"][];
            /** @description Values that the steps share, as `{{ variables.name }}`. */
            readonly variables?: {
                readonly [key: string]: string | number | boolean | null;
            };
            /** @description How it is run. Stored as it was sent. */
            readonly settings?: {
                /** @description The time zone of its schedules, as IANA names it. */
                readonly timezone?: string;
                /** @description After how many seconds an execution is given up; null for never. */
                readonly timeout?: number | null;
                /** @description How often a failed execution is tried again. */
                readonly max_retries?: number;
            } & {
                readonly [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The workspace that it is kept in. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description One workflow. */
        readonly WorkflowResponse: {
            readonly data: components["schemas"]["Workflow"];
        };
        /** @description What the workflow should do, in plain words. */
        readonly WorkflowGenerateRequest: {
            /** @description What the workflow is for. */
            readonly prompt: string;
            /** @description What to call it. A name is found where none is sent. */
            readonly name?: string;
            /**
             * Format: uuid
             * @description The workspace that it is kept in. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description What may be changed of a workflow. What is not sent stays as it is; `nodes`, `edges`, `variables` and `settings` are replaced as a whole. */
        readonly WorkflowUpdateRequest: {
            /** @description What people call it. */
            readonly name?: string;
            /** @description What it is for. */
            readonly description?: string | null;
            /**
             * Format: uri
             * @description The workflow's picture.
             */
            readonly profile_photo_url?: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /**
             * @description Where the workflow stands. Only an active one is started by its trigger.
             * @enum {string}
             */
            readonly status?: "draft" | "active" | "paused" | "archived";
            /** @description False where it may not be run. */
            readonly is_enabled?: boolean;
            /** @description True for one of the owner's favourites. */
            readonly is_favorite?: boolean;
            /** @description True where others may start from a copy of it. */
            readonly is_template?: boolean;
            /** @description Its steps. */
            readonly nodes?: readonly components["schemas"]["Node"][];
            /** @description How the steps follow each other. */
            readonly edges?: readonly components["schemas"]["Edge"][];
            /** @description Values that the steps share, as `{{ variables.name }}`. */
            readonly variables?: {
                readonly [key: string]: string | number | boolean | null;
            };
            /** @description How it is run. Stored as it was sent. */
            readonly settings?: {
                /** @description The time zone of its schedules, as IANA names it. */
                readonly timezone?: string;
                /** @description After how many seconds an execution is given up; null for never. */
                readonly timeout?: number | null;
                /** @description How often a failed execution is tried again. */
                readonly max_retries?: number;
            } & {
                readonly [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The workspace that it is kept in.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description Whatever the caller of the webhook has to say. The execution begins with it. */
        readonly WorkflowWebhookRequest: {
            readonly [key: string]: unknown;
        };
        /** @description One workflow execution. */
        readonly WorkflowExecutionResponse: {
            readonly data: components["schemas"]["WorkflowExecution"];
        };
        /** @description Whom to share the workflow with, a user of the platform (`user_id`) or the owner of an e-mail address (`email`), who is that user where somebody signs in with it. With neither, a link is made for whoever has it; with both, `user_id` counts. There is one share for each recipient and one link: sharing again changes the share, and what is not sent stays as it was. */
        readonly WorkflowShareRequest: {
            /** @description The user to share with. */
            readonly user_id?: number | null;
            /**
             * Format: email
             * @description The address to invite.
             */
            readonly email?: string | null;
            /**
             * @description What the recipient may do; each includes the one before it. A new share is to `view` where it is not sent. `none` takes the share away.
             * @enum {string}
             */
            readonly permission?: "view" | "run" | "edit" | "none";
            /** @description What to tell the recipient. */
            readonly message?: string | null;
            /**
             * Format: date-time
             * @description When the share ends, a time to come; null where it does not.
             */
            readonly expires_at?: string | null;
        };
        /** @description A page of workflow executions. */
        readonly WorkflowExecutionListResponse: {
            /** @description The executions of this page. */
            readonly data: readonly components["schemas"]["WorkflowExecution"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description How many executions there are. */
        readonly WorkflowExecutionCountsResponse: {
            /** @description The counts. */
            readonly data: {
                /** @description All of them. */
                readonly total: number;
                /** @description Those that have not begun. */
                readonly pending: number;
                /** @description Those that run now. */
                readonly running: number;
                /** @description Those that wait for a time or for a person. */
                readonly waiting: number;
                /** @description Those that went well. */
                readonly success: number;
                /** @description Those that failed. */
                readonly error: number;
                /** @description Those that somebody stopped. */
                readonly canceled: number;
                /** @description Those that the platform lost. */
                readonly crashed: number;
                /** @description Those of any status that a person has to look at. */
                readonly requires_human_review: number;
            };
        };
        /** @description A page of prompts. */
        readonly PromptListResponse: {
            /** @description The prompts of this page. */
            readonly data: readonly components["schemas"]["Prompt"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new prompt, which needs a name and a text. */
        readonly PromptCreateRequest: {
            /** @description What people call it. */
            readonly name: string;
            /** @description What it is for. */
            readonly description?: string | null;
            /** @description The text, with each gap written as `{{variable}}`. */
            readonly content: string;
            /** @description What goes into the gaps. */
            readonly variables?: readonly {
                /** @description What the text calls it. */
                readonly name: string;
                /** @description What a person is asked for. */
                readonly label?: string | null;
                /**
                 * @description What kind of value it takes.
                 * @enum {string}
                 */
                readonly type?: "text" | "textarea" | "number" | "boolean" | "date" | "select";
                /** @description True where the prompt cannot be run without it. */
                readonly is_required?: boolean;
                /** @description What is filled in where nothing is given. */
                readonly default_value?: string | number | boolean | null;
                /** @description The values that a `select` offers. */
                readonly options?: readonly string[];
            }[];
            /**
             * Format: uri
             * @description The prompt's picture.
             */
            readonly profile_photo_url?: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /** @description The shelf that it stands on. */
            readonly category?: string | null;
            /** @description Whatever a client keeps here. Stored as it was sent. */
            readonly metadata?: {
                /** @description Words to find it by. */
                readonly tags?: readonly string[];
            } & {
                readonly [key: string]: string;
            };
            /** @description True for one of the owner's favourites. */
            readonly is_favorite?: boolean;
            /** @description True where others may start from a copy of it. */
            readonly is_template?: boolean;
            /** @description How freely the model chooses its words; null leaves it to the model. */
            readonly temperature?: number | null;
            /** @description How long an answer may be at most; null leaves it to the model. */
            readonly max_tokens?: number | null;
            /**
             * Format: uuid
             * @description The model that answers; null leaves the choice to the platform.
             */
            readonly large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it is kept in. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description One prompt. */
        readonly PromptResponse: {
            readonly data: components["schemas"]["Prompt"];
        };
        /** @description What may be changed of a prompt. What is not sent stays as it is; `variables` and `metadata` are replaced as a whole. */
        readonly PromptUpdateRequest: {
            /** @description What people call it. */
            readonly name?: string;
            /** @description What it is for. */
            readonly description?: string | null;
            /** @description The text, with each gap written as `{{variable}}`. */
            readonly content?: string;
            /** @description What goes into the gaps. */
            readonly variables?: readonly {
                /** @description What the text calls it. */
                readonly name: string;
                /** @description What a person is asked for. */
                readonly label?: string | null;
                /**
                 * @description What kind of value it takes.
                 * @enum {string}
                 */
                readonly type?: "text" | "textarea" | "number" | "boolean" | "date" | "select";
                /** @description True where the prompt cannot be run without it. */
                readonly is_required?: boolean;
                /** @description What is filled in where nothing is given. */
                readonly default_value?: string | number | boolean | null;
                /** @description The values that a `select` offers. */
                readonly options?: readonly string[];
            }[];
            /**
             * Format: uri
             * @description The prompt's picture.
             */
            readonly profile_photo_url?: string | null;
            /** @description What is drawn where there is no picture. */
            readonly profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description Who may see and run it, the owner alone, whoever may see its workspace too, or everybody. How far `workspace` reaches is inferred.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /** @description The shelf that it stands on. */
            readonly category?: string | null;
            /** @description Whatever a client keeps here. Stored as it was sent. */
            readonly metadata?: {
                /** @description Words to find it by. */
                readonly tags?: readonly string[];
            } & {
                readonly [key: string]: string;
            };
            /** @description True for one of the owner's favourites. */
            readonly is_favorite?: boolean;
            /** @description True where others may start from a copy of it. */
            readonly is_template?: boolean;
            /** @description How freely the model chooses its words; null leaves it to the model. */
            readonly temperature?: number | null;
            /** @description How long an answer may be at most; null leaves it to the model. */
            readonly max_tokens?: number | null;
            /**
             * Format: uuid
             * @description The model that answers; null leaves the choice to the platform.
             */
            readonly large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it is kept in.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description What goes into the gaps of the prompt, and how to run it. */
        readonly PromptRunRequest: {
            /** @description A value for each gap. One that is not sent takes the default of its variable. */
            readonly variables?: {
                readonly [key: string]: string | number | boolean;
            };
            /**
             * Format: uuid
             * @description The model that answers. The prompt's own where it is not sent.
             */
            readonly large_language_model_uuid?: string | null;
            /** @description How freely the model chooses its words. The prompt's own where it is not sent. */
            readonly temperature?: number | null;
            /** @description How long the answer may be at most. The prompt's own where it is not sent. */
            readonly max_tokens?: number | null;
            /**
             * @description True for an answer that comes piece by piece.
             * @default false
             */
            readonly stream: boolean;
        };
        /** @description What came of a run. */
        readonly PromptRunResponse: {
            /** @description The run. */
            readonly data: {
                /**
                 * Format: uuid
                 * @description The prompt that was run.
                 */
                readonly prompt_uuid: string;
                /** @description The text with its gaps filled in, as the model saw it. */
                readonly content: string;
                /** @description What the model answered. */
                readonly output: string;
                /** @description The name of the model that answered; null where the platform chose. */
                readonly model: string | null;
                /** @description How freely the model chose its words; null where it was left to the model. */
                readonly temperature: number | null;
                /** @description How much the model read and wrote. */
                readonly tokens: {
                    /** @description Tokens read. */
                    readonly input: number;
                    /** @description Tokens written. */
                    readonly output: number;
                    /** @description Both together. */
                    readonly total: number;
                };
                /** @description How long it took, in milliseconds. */
                readonly duration: number;
                /**
                 * Format: date-time
                 * @description When it was run.
                 */
                readonly created_at: string;
            };
        };
        /** @description What came of a prompt as server-sent events: `run.started`, a `run.tool_call` for each tool, `run.delta` for each piece, and last `run.completed`, whose data is the body of the run without a stream, or `run.failed`. Each has an `id`; the data is JSON. While nothing comes, comments keep the connection open. */
        readonly PromptRunEventStream: string;
        /** @description A page of memories. */
        readonly MemoryListResponse: {
            /** @description The memories of this page. */
            readonly data: readonly components["schemas"]["Memory"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description One memory. */
        readonly MemoryResponse: {
            readonly data: components["schemas"]["Memory"];
        };
        /** @description What may be changed of a memory. What is not sent stays as it is; `metadata` is replaced as a whole. */
        readonly MemoryUpdateRequest: {
            /** @description What is remembered. */
            readonly content?: string;
            /**
             * @description What kind of thing it is.
             * @enum {string}
             */
            readonly type?: "fact" | "preference" | "instruction" | "document" | "conversation";
            /** @description How much it weighs when the agent decides what to recall. */
            readonly importance?: number;
            /** @description Whatever a client keeps here. Stored as it was sent. */
            readonly metadata?: {
                /**
                 * Format: uri
                 * @description Where it was read.
                 */
                readonly url?: string;
                /** @description The file that it was read in. */
                readonly file_name?: string;
                /** @description Words to find it by. */
                readonly tags?: readonly string[];
            } & {
                readonly [key: string]: string;
            };
            /**
             * Format: uuid
             * @description Who remembers it; null for every agent of the workspace.
             */
            readonly agent_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it is kept in.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description A page of threads. */
        readonly ThreadListResponse: {
            /** @description The threads of this page. */
            readonly data: readonly components["schemas"]["Thread"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new thread. Only the name is needed. */
        readonly ThreadCreateRequest: {
            /** @description What people call it. */
            readonly name: string;
            /** @description How the conversation is held, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description The model that answers. */
                readonly model?: string;
                /** @description How freely the model chooses its words. */
                readonly temperature?: number;
                /** @description How long an answer may be at most. */
                readonly max_tokens?: number;
                /** @description What the model is told before the conversation. */
                readonly system_prompt?: string;
                /** @description How the answers should sound. */
                readonly conversation_style?: string;
            } & {
                readonly [key: string]: string;
            };
            /** @description True where it stays at the top of a client's list. */
            readonly is_pinned?: boolean;
            /** @description True where it was put aside. */
            readonly is_archived?: boolean;
            /**
             * Format: uuid
             * @description Who is to answer.
             */
            readonly agent_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it is kept in. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description One thread. */
        readonly ThreadResponse: {
            readonly data: components["schemas"]["Thread"];
        };
        /** @description What may be changed of a thread. What is not sent stays as it is; `metadata` is replaced as a whole. */
        readonly ThreadUpdateRequest: {
            /** @description What people call it. */
            readonly name?: string;
            /** @description How the conversation is held, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description The model that answers. */
                readonly model?: string;
                /** @description How freely the model chooses its words. */
                readonly temperature?: number;
                /** @description How long an answer may be at most. */
                readonly max_tokens?: number;
                /** @description What the model is told before the conversation. */
                readonly system_prompt?: string;
                /** @description How the answers should sound. */
                readonly conversation_style?: string;
            } & {
                readonly [key: string]: string;
            };
            /** @description True where it stays at the top of a client's list. */
            readonly is_pinned?: boolean;
            /** @description True where it was put aside. */
            readonly is_archived?: boolean;
            /**
             * Format: uuid
             * @description Who is to answer.
             */
            readonly agent_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it is kept in.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description What to say next in the thread. */
        readonly ThreadRunRequest: {
            /** @description What the person says. */
            readonly message: string;
            /**
             * Format: uuid
             * @description Who is to answer. The thread's own agent where it is not sent.
             */
            readonly agent_uuid?: string | null;
            /** @description Attachments that go with the message. */
            readonly attachment_uuids?: readonly string[];
            /**
             * @description True for an answer that comes piece by piece.
             * @default false
             */
            readonly stream: boolean;
        };
        /** @description The answer of the thread's agent. */
        readonly ThreadRunResponse: {
            readonly data: components["schemas"]["Message"];
        };
        /** @description A page of messages. */
        readonly MessageListResponse: {
            /** @description The messages of this page. */
            readonly data: readonly components["schemas"]["Message"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new message, which needs a thread and a text. */
        readonly MessageCreateRequest: {
            /**
             * Format: uuid
             * @description The conversation that it belongs to.
             */
            readonly thread_uuid: string;
            /** @description What is said. */
            readonly content: string;
            /**
             * @description Who says it.
             * @enum {string}
             */
            readonly role?: "user" | "assistant" | "system" | "tool";
            /** @description How the message came about, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description The model that said it. */
                readonly model?: string;
                /** @description How freely the model chose its words. */
                readonly temperature?: number;
                /** @description How much the model read and wrote. */
                readonly tokens?: {
                    /** @description Tokens read. */
                    readonly input?: number;
                    /** @description Tokens written. */
                    readonly output?: number;
                    /** @description Both together. */
                    readonly total?: number;
                };
                /** @description How long the answer took, in milliseconds. */
                readonly latency?: number;
                /** @description Why the answer ends where it does: `stop` where it is whole, `length` where it has as many tokens as it may, `client_disconnected` where whoever read it left before its end. */
                readonly finish_reason?: string;
            } & {
                readonly [key: string]: string;
            };
            /** @description What the agent did to find its answer. */
            readonly tool_calls?: readonly {
                /** @description Identifies the call within the message. */
                readonly id: string;
                /** @description The slug of the tool. */
                readonly name: string;
                /** @description What the tool was given. */
                readonly arguments: {
                    readonly [key: string]: unknown;
                };
                /**
                 * @description How it went.
                 * @enum {string}
                 */
                readonly status?: "pending" | "success" | "error";
                /** @description What the tool gave back. */
                readonly result?: unknown;
            }[];
            /**
             * Format: uuid
             * @description The agent that says it.
             */
            readonly agent_uuid?: string | null;
            /** @description Files that go with it. */
            readonly attachment_uuids?: readonly string[];
        };
        /** @description One message. */
        readonly MessageResponse: {
            readonly data: components["schemas"]["Message"];
        };
        /** @description What may be changed of a message. What is not sent stays as it is; `metadata` and `tool_calls` are replaced as a whole. */
        readonly MessageUpdateRequest: {
            /** @description What is said. */
            readonly content?: string;
            /** @description How the message came about, and whatever else a client keeps here. Stored as it was sent, so none of it is certain to be there. */
            readonly metadata?: {
                /** @description The model that said it. */
                readonly model?: string;
                /** @description How freely the model chose its words. */
                readonly temperature?: number;
                /** @description How much the model read and wrote. */
                readonly tokens?: {
                    /** @description Tokens read. */
                    readonly input?: number;
                    /** @description Tokens written. */
                    readonly output?: number;
                    /** @description Both together. */
                    readonly total?: number;
                };
                /** @description How long the answer took, in milliseconds. */
                readonly latency?: number;
                /** @description Why the answer ends where it does: `stop` where it is whole, `length` where it has as many tokens as it may, `client_disconnected` where whoever read it left before its end. */
                readonly finish_reason?: string;
            } & {
                readonly [key: string]: string;
            };
            /** @description What the agent did to find its answer. */
            readonly tool_calls?: readonly {
                /** @description Identifies the call within the message. */
                readonly id: string;
                /** @description The slug of the tool. */
                readonly name: string;
                /** @description What the tool was given. */
                readonly arguments: {
                    readonly [key: string]: unknown;
                };
                /**
                 * @description How it went.
                 * @enum {string}
                 */
                readonly status?: "pending" | "success" | "error";
                /** @description What the tool gave back. */
                readonly result?: unknown;
            }[];
            /** @description Files that go with it. */
            readonly attachment_uuids?: readonly string[];
        };
        /** @description A page of models. */
        readonly LargeLanguageModelListResponse: {
            /** @description The models of this page. */
            readonly data: readonly components["schemas"]["LargeLanguageModel"][];
            readonly links: components["schemas"]["PaginationLinks"];
            readonly meta: components["schemas"]["PaginationMeta"];
        };
        /** @description One model. */
        readonly LargeLanguageModelResponse: {
            readonly data: components["schemas"]["LargeLanguageModel"];
        };
        /** @description What to pin to the command room. */
        readonly CommandRoomTaskStoreRequest: {
            /**
             * @description What kind of thing to pin.
             * @enum {string}
             */
            readonly taskable_type: "agent" | "workflow" | "workflow_execution";
            /**
             * Format: uuid
             * @description Identifies what to pin.
             */
            readonly taskable_uuid: string;
            /** @description What to call the task. The name of what is pinned where it is not sent. */
            readonly title?: string | null;
            /** @description What there is to do. */
            readonly description?: string | null;
            /**
             * Format: date-time
             * @description When it should be done; null where there is no hurry.
             */
            readonly due_at?: string | null;
            /**
             * Format: uuid
             * @description The workspace whose command room it is. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string | null;
        };
        /** @description What was pinned. */
        readonly CommandRoomTaskResponse: {
            /** @description The task. */
            readonly data: {
                /**
                 * Format: uuid
                 * @description Identifies the task.
                 */
                readonly uuid: string;
                /**
                 * @description What kind of thing is pinned.
                 * @enum {string}
                 */
                readonly taskable_type: "agent" | "workflow" | "workflow_execution";
                /**
                 * Format: uuid
                 * @description Identifies what is pinned.
                 */
                readonly taskable_uuid: string;
                /** @description What the task is called. */
                readonly title: string | null;
                /** @description What there is to do. */
                readonly description: string | null;
                /**
                 * Format: date-time
                 * @description When it should be done; null where there is no hurry.
                 */
                readonly due_at: string | null;
                /** @description True when it is done. */
                readonly is_done: boolean;
                /**
                 * Format: date-time
                 * @description When it was pinned.
                 */
                readonly created_at: string;
                /**
                 * Format: date-time
                 * @description When the task last changed.
                 */
                readonly updated_at: string;
                /** @description Who pinned it. */
                readonly user: components["schemas"]["User"] | Record<string, never>;
                /** @description Whose command room it is in. */
                readonly workspace: components["schemas"]["Workspace"] | Record<string, never> | null;
            };
        };
        /** @description Which agents to count, and how. */
        readonly AgentsMetricsRequest: {
            /** @description Count these agents alone. */
            readonly agent_uuids?: readonly string[];
            /**
             * @description Count agents of this visibility alone.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /**
             * @description Count agents of this status alone.
             * @enum {string}
             */
            readonly status?: "draft" | "active" | "archived";
        } & components["schemas"]["MetricsRequest"];
        /** @description What to count, and how. Every metrics operation takes these fields, and filters of its own beside them. */
        readonly MetricsRequest: {
            /**
             * @description `accumulated_count`: how many there are; it needs nothing else. `accumulated_average`: how many there were in a period, on average. `time_series_count`: how many there were in each period. `time_series_average`: for each period, the average of it and all periods before it. A period is as long as `granularity` says.
             * @enum {string}
             */
            readonly calculation: "accumulated_count" | "accumulated_average" | "time_series_count" | "time_series_average";
            /**
             * Format: uuid
             * @description The workspace to count in. The caller's primary workspace where it is not sent.
             */
            readonly workspace_uuid?: string | null;
            /** @description The workspace to count in, by the key of its organization at Multiplai. `workspace_uuid` wins where both are sent. */
            readonly organization_multiplai_id?: string | null;
            /** @description Count what belongs to these users alone. */
            readonly user_ids?: readonly number[];
            /**
             * Format: date
             * @description The first day to count. The day of the first record where it is not sent.
             */
            readonly date_from?: string | null;
            /**
             * Format: date
             * @description The last day to count. Today where it is not sent.
             */
            readonly date_to?: string | null;
            /**
             * @description The length of a period. Periods begin as UTC has it, weeks on Mondays.
             * @default daily
             * @enum {string}
             */
            readonly granularity: "hourly" | "daily" | "weekly" | "monthly";
        };
        /** @description What was counted. An accumulated calculation gives a single value, a time series one value for each period. */
        readonly MetricsResponse: {
            /** @description The values. */
            readonly data: readonly {
                /**
                 * Format: date-time
                 * @description The moment that the period begins. An accumulated calculation has none.
                 */
                readonly date?: string;
                /** @description The value. */
                readonly value: number;
            }[];
            /** @description How many records matched. */
            readonly total: number;
        };
        /** @description Which workflows to count, and how. */
        readonly WorkflowsMetricsRequest: {
            /** @description Count these workflows alone. */
            readonly workflow_uuids?: readonly string[];
            /**
             * @description Count workflows of this visibility alone.
             * @enum {string}
             */
            readonly visibility?: "private" | "workspace" | "public";
            /**
             * @description Count workflows of this status alone.
             * @enum {string}
             */
            readonly status?: "draft" | "active" | "paused" | "archived";
        } & components["schemas"]["MetricsRequest"];
        /** @description Which threads to count, and how. */
        readonly ThreadsMetricsRequest: {
            /** @description Count these threads alone. */
            readonly thread_uuids?: readonly string[];
            /** @description Count threads with these agents alone. */
            readonly agent_uuids?: readonly string[];
        } & components["schemas"]["MetricsRequest"];
        /** @description Which messages to count, and how. */
        readonly MessagesMetricsRequest: {
            /** @description Count messages of these threads alone. */
            readonly thread_uuids?: readonly string[];
            /** @description Count messages of threads with these agents alone. */
            readonly agent_uuids?: readonly string[];
            /**
             * @description Count messages of this role alone.
             * @enum {string}
             */
            readonly role?: "user" | "assistant" | "system" | "tool";
        } & components["schemas"]["MetricsRequest"];
        /** @description Which executions to count, and how. */
        readonly WorkflowExecutionsMetricsRequest: {
            /** @description Count executions of these workflows alone. */
            readonly workflow_uuids?: readonly string[];
            /**
             * @description Count executions of this status alone.
             * @enum {string}
             */
            readonly status?: "pending" | "running" | "waiting" | "success" | "error" | "canceled" | "crashed";
        } & components["schemas"]["MetricsRequest"];
    };
    responses: {
        /** @description What was sent breaks the contract. Every invalid field is listed. */
        readonly ValidationError: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": {
                    readonly message: string;
                    readonly errors: {
                        readonly [key: string]: readonly string[];
                    };
                };
            };
        };
        /** @description No step of the authentication cascade accepted the request. */
        readonly Unauthenticated: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": {
                    readonly message: string;
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": {
                    readonly message: string;
                };
            };
        };
        /** @description Other records hold on to this one. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": {
                    readonly message: string;
                };
            };
        };
        /** @description The caller may see the record, and may not do this with it. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": {
                    readonly message: string;
                };
            };
        };
        /** @description The model did not answer. The status is the one that its vendor gives. */
        readonly ModelFailed: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": {
                    readonly message: string;
                };
            };
        };
    };
    parameters: {
        /** @description The page to show, counted from 1. A page beyond the last one is empty. */
        readonly page: number;
        /** @description How many records a page holds. */
        readonly per_page: number;
        /** @description A text to look for, whatever its case. */
        readonly search: string;
        /** @description The direction of the order. */
        readonly sort_direction: "asc" | "desc";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly signIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignInRequest"];
            };
        };
        readonly responses: {
            /** @description The token, and whom it stands for. */
            readonly 200: {
                headers: {
                    /** @description The session, for browsers. */
                    readonly "Set-Cookie"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignInResponse"];
                };
            };
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly logout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The caller is signed out. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
        };
    };
    readonly retrieveUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The signed-in user. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
        };
    };
    readonly retrieveUserByMultiplaiToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user whom the token stands for. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
        };
    };
    readonly listWorkspaces: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description Workspaces whose onboarding is done, or is not. */
                readonly is_onboarded?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of workspaces. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspaceListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveWorkspacesMetrics: {
        readonly parameters: {
            readonly query?: {
                /** @description The workspace to count in. The caller's primary workspace where it is not sent. */
                readonly workspace_uuid?: string;
                /** @description What is counted, AI agents or automation workflows. */
                readonly entity?: "agents" | "workflows";
                /** @description What is measured. `avg_duration` is for workflows alone, and never grouped. */
                readonly metric?: "created" | "executions" | "copies" | "shares" | "avg_duration";
                /** @description How measurements are put together. */
                readonly aggregation?: "count" | "sum" | "avg" | "min" | "max";
                /** @description What results are grouped by. Without it there is only the total. */
                readonly group_by?: "user" | "date";
                /** @description The length of a period; needed where `group_by` is `date`. */
                readonly granularity?: "hourly" | "daily" | "weekly" | "monthly";
                /** @description What results are ordered by. */
                readonly order_by?: "value" | "user_name" | "date";
                /** @description The direction of the order. */
                readonly order_dir?: "asc" | "desc";
                /** @description How many results at most. */
                readonly limit?: number;
                /** @description What is counted at all, as in `filters[period]=30d`. */
                readonly filters?: {
                    /** @description The time that ends now, as a number of days, weeks, months or years. */
                    readonly period?: string;
                };
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The same fields as JSON. The requests are the documentation's, with a workspace of the demo world; of the results by date it shows the beginning alone. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkspacesMetricsRequest"];
            };
        };
        readonly responses: {
            /** @description The measurement. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspacesMetricsResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveWorkspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The workspace. */
                readonly workspace_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The workspace. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspaceResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly updateWorkspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The workspace. */
                readonly workspace_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkspaceUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description The workspace as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspaceResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteWorkspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The workspace. */
                readonly workspace_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The workspace is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly listProviders: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description Relations to show in each provider. */
                readonly with?: readonly "tools"[];
                /** @description Providers of this kind. */
                readonly type?: "large_language_model" | "integration" | "data_source" | "custom";
                /** @description Public or private providers alone. */
                readonly visibility?: "private" | "workspace" | "public";
                /** @description Providers whose accounts use this strategy. */
                readonly authentication_strategy?: "token" | "basic" | "oauth2";
                /** @description Providers that are enabled, or are not. */
                readonly is_enabled?: boolean;
                /** @description Providers of this user. */
                readonly user_id?: number;
                /** @description Providers of any of these users. */
                readonly "user_ids[]"?: readonly number[];
                /** @description Providers made on this day or later. */
                readonly date_from?: string;
                /** @description Providers made on this day or earlier. */
                readonly date_to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of providers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProviderListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly createProvider: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProviderCreateRequest"];
            };
        };
        readonly responses: {
            /** @description The new provider. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProviderResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveProvider: {
        readonly parameters: {
            readonly query?: {
                /** @description Relations to show. */
                readonly with?: readonly "tools"[];
            };
            readonly header?: never;
            readonly path: {
                /** @description The provider. */
                readonly provider_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The provider. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProviderResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly updateProvider: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The provider. */
                readonly provider_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProviderUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description The provider as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProviderResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteProvider: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The provider. */
                readonly provider_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The provider is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly listAccounts: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "provider_display_name";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description Accounts of this workspace. It wins over `organization_multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description Accounts of the workspace with this key at Multiplai. */
                readonly organization_multiplai_id?: string;
                /** @description Accounts with this provider. */
                readonly provider_uuid?: string;
                /** @description Accounts that use this strategy. */
                readonly provider_authentication_strategy?: "token" | "basic" | "oauth2";
                /** @description Accounts of this user. */
                readonly user_id?: number;
                /** @description Accounts of any of these users. */
                readonly "user_ids[]"?: readonly number[];
                /** @description Accounts connected on this day or later. */
                readonly date_from?: string;
                /** @description Accounts connected on this day or earlier. */
                readonly date_to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of accounts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly createAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AccountCreateRequest"];
            };
        };
        readonly responses: {
            /** @description The new account. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The account. */
                readonly account_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly updateAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The account. */
                readonly account_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AccountUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description Success */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccountResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The account. */
                readonly account_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly listAgents: {
        readonly parameters: {
            readonly query?: {
                /** @description Agents of this workspace. It wins over `organization_multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description Agents of the workspace with this key at Multiplai. */
                readonly organization_multiplai_id?: string;
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description Agents of this user. */
                readonly user_id?: number;
                /** @description Agents of any of these users. */
                readonly "user_ids[]"?: readonly number[];
                /** @description Agents of the user with this key at Multiplai. */
                readonly user_multiplai_id?: string;
                /** @description Agents of any of the users with these keys at Multiplai. */
                readonly "user_multiplai_ids[]"?: readonly string[];
                /** @description Agents of this visibility. */
                readonly visibility?: "private" | "workspace" | "public";
                /** @description Agents that were shared, or that were not. */
                readonly is_shared?: boolean;
                /** @description What to show beside the agent itself. */
                readonly with?: readonly ("tools" | "memories" | "threads" | "shares")[];
                /** @description What to count beside the agent itself. */
                readonly with_count?: readonly ("tools" | "memories" | "threads" | "shares")[];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description Documented by its name alone. It is accepted and changes nothing here; Get Agents Metrics counts. */
                readonly with_metrics?: boolean;
                /** @description Documented by its name alone. It is accepted and changes nothing here. */
                readonly with_command_room_task?: boolean;
                /** @description Agents that are found under any of these categories. */
                readonly "category_uuids[]"?: readonly string[];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description Agents that others may copy, or that they may not. */
                readonly template?: boolean;
                /** @description Favourites of their owner, or all others. */
                readonly favorite?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of agents. The example is the first page of two, oldest agents first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly createAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentCreateRequest"];
            };
        };
        readonly responses: {
            /** @description The new agent. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly generateAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentGenerateRequest"];
            };
        };
        readonly responses: {
            /** @description The new agent. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentGenerateResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly listAgentLeaderboard: {
        readonly parameters: {
            readonly query?: {
                /** @description The workspace to look at. The caller's primary workspace where it is not sent. It wins over `organization_multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description The workspace to look at, by the key of its organization at Multiplai. */
                readonly organization_multiplai_id?: string;
                /** @description The time that ends now, as a number of days, weeks, months or years. */
                readonly period?: string;
                /** @description What agents are ranked by. */
                readonly metric?: "runs" | "threads" | "messages" | "users";
                /** @description How many places at most. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The places, first place first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentLeaderboardListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveAgent: {
        readonly parameters: {
            readonly query?: {
                /** @description What to show beside the agent itself. */
                readonly with?: readonly ("tools" | "memories" | "threads" | "shares")[];
                /** @description What to count beside the agent itself. */
                readonly with_count?: readonly ("tools" | "memories" | "threads" | "shares")[];
            };
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The agent. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly updateAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description The agent as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The agent is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly runAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentRunRequest"];
            };
        };
        readonly responses: {
            /** @description The agent's answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentRunResponse"];
                    readonly "text/event-stream": components["schemas"]["MessageRunEventStream"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["ValidationError"];
            readonly 429: components["responses"]["ModelFailed"];
            readonly 502: components["responses"]["ModelFailed"];
            readonly 503: components["responses"]["ModelFailed"];
            readonly 504: components["responses"]["ModelFailed"];
        };
    };
    readonly trainAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentTrainRequest"];
            };
        };
        readonly responses: {
            /** @description What it has learnt. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentTrainResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly shareAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the agent. */
                readonly agent_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentShareRequest"];
            };
        };
        readonly responses: {
            /** @description The share. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShareResponse"];
                };
            };
            /** @description The share is gone, as `permission` `none` asks. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly listWorkflows: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description What to show beside the workflow itself. */
                readonly with?: readonly ("workflowExecutions" | "shares")[];
                /** @description What to count beside the workflow itself. */
                readonly with_count?: readonly ("workflowExecutions" | "shares")[];
                /** @description Workflows of this workspace. It wins over `organization_multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description Workflows of the workspace with this key at Multiplai. */
                readonly organization_multiplai_id?: string;
                /** @description Workflows of this user. */
                readonly user_id?: number;
                /** @description Workflows of any of these users. */
                readonly "user_ids[]"?: readonly number[];
                /** @description Workflows of the user with this key at Multiplai. */
                readonly user_multiplai_id?: string;
                /** @description Workflows of any of the users with these keys at Multiplai. */
                readonly "user_multiplai_ids[]"?: readonly string[];
                /** @description Workflows of this visibility. */
                readonly visibility?: "private" | "workspace" | "public";
                /** @description Workflows that stand here. */
                readonly status?: "draft" | "active" | "paused" | "archived";
                /** @description Workflows that were shared, or that were not. */
                readonly is_shared?: boolean;
                /** @description Workflows that others may copy, or that they may not. */
                readonly template?: boolean;
                /** @description Favourites of their owner, or all others. */
                readonly favorite?: boolean;
                /** @description Workflows made on this day or later. */
                readonly date_from?: string;
                /** @description Workflows made on this day or earlier. */
                readonly date_to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of workflows. The example is the first page of several, with one workflow a page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly createWorkflow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkflowCreateRequest"];
            };
        };
        readonly responses: {
            /** @description The new workflow. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly generateWorkflow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkflowGenerateRequest"];
            };
        };
        readonly responses: {
            /** @description The new workflow. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveWorkflow: {
        readonly parameters: {
            readonly query?: {
                /** @description What to show beside the workflow itself. */
                readonly with?: readonly ("workflowExecutions" | "shares")[];
                /** @description What to count beside the workflow itself. */
                readonly with_count?: readonly ("workflowExecutions" | "shares")[];
            };
            readonly header?: never;
            readonly path: {
                /** @description Identifies the workflow. */
                readonly workflow_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The workflow. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly updateWorkflow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the workflow. */
                readonly workflow_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkflowUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description The workflow as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteWorkflow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the workflow. */
                readonly workflow_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The workflow is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly triggerWorkflowWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the workflow. */
                readonly workflow_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkflowWebhookRequest"];
            };
        };
        readonly responses: {
            /** @description The execution that began. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowExecutionResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly shareWorkflow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the workflow. */
                readonly workflow_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkflowShareRequest"];
            };
        };
        readonly responses: {
            /** @description The share. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShareResponse"];
                };
            };
            /** @description The share is gone, as `permission` `none` asks. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly listWorkflowExecutions: {
        readonly parameters: {
            readonly query?: {
                /** @description Executions of workflows of this workspace. It wins over `organization_multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description Executions of workflows of the workspace with this key at Multiplai. */
                readonly organization_multiplai_id?: string;
                /** @description Executions on behalf of the user with this key at Multiplai. */
                readonly user_multiplai_id?: string;
                /** @description Executions of this workflow. */
                readonly workflow_uuid?: string;
                /** @description Executions of any of these workflows. */
                readonly "workflow_uuids[]"?: readonly string[];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description Executions asked for on this day or later. */
                readonly date_from?: string;
                /** @description Executions asked for on this day or earlier. */
                readonly date_to?: string;
                /** @description What to show beside the execution itself. The workflow is always there. */
                readonly with?: readonly ("workflow" | "workflowExecutionData")[];
                /** @description What to count beside the execution itself. */
                readonly with_count?: readonly ("workflowApprovals" | "pendingWorkflowApprovals")[];
                /** @description Executions that stand here; `running` shows what runs now. */
                readonly status?: "pending" | "running" | "waiting" | "success" | "error" | "canceled" | "crashed";
                /** @description Executions that a person has to look at, or all others. */
                readonly requires_human_review?: boolean;
                /** @description Executions that are pinned to a command room, or all others. */
                readonly has_command_room_task?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of executions. The example is the first page of several, with one execution a page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowExecutionListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveWorkflowExecutionCounts: {
        readonly parameters: {
            readonly query?: {
                /** @description Executions of workflows of this workspace. It wins over `multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description Executions of workflows of the workspace with this key at Multiplai. */
                readonly multiplai_id?: string;
                /** @description Executions asked for on this day or later. */
                readonly start_date?: string;
                /** @description Executions asked for on this day or earlier. */
                readonly end_date?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The counts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowExecutionCountsResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveWorkflowExecution: {
        readonly parameters: {
            readonly query?: {
                /** @description What to show beside the execution itself. The workflow is always there. */
                readonly with?: readonly ("workflow" | "workflowExecutionData")[];
                /** @description What to count beside the execution itself. */
                readonly with_count?: readonly ("workflowApprovals" | "pendingWorkflowApprovals")[];
            };
            readonly header?: never;
            readonly path: {
                /** @description Identifies the execution. */
                readonly workflow_execution_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The execution. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowExecutionResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteWorkflowExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the execution. */
                readonly workflow_execution_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The execution is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly listPrompts: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description Prompts of this workspace. It wins over `organization_multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description Prompts of the workspace with this key at Multiplai. */
                readonly organization_multiplai_id?: string;
                /** @description Prompts of this user. */
                readonly user_id?: number;
                /** @description Prompts of any of these users. */
                readonly "user_ids[]"?: readonly number[];
                /** @description Prompts of the user with this key at Multiplai. */
                readonly user_multiplai_id?: string;
                /** @description Prompts of any of the users with these keys at Multiplai. */
                readonly "user_multiplai_ids[]"?: readonly string[];
                /** @description Prompts of this visibility. */
                readonly visibility?: "private" | "workspace" | "public";
                /** @description Prompts on this shelf. */
                readonly category?: string;
                /** @description Prompts that others may copy, or that they may not. */
                readonly template?: boolean;
                /** @description Favourites of their owner, or all others. */
                readonly favorite?: boolean;
                /** @description Prompts made on this day or later. */
                readonly date_from?: string;
                /** @description Prompts made on this day or earlier. */
                readonly date_to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of prompts. The example is the first page of two. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PromptListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly createPrompt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PromptCreateRequest"];
            };
        };
        readonly responses: {
            /** @description The new prompt. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PromptResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrievePrompt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the prompt. */
                readonly prompt_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The prompt. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PromptResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly updatePrompt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the prompt. */
                readonly prompt_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PromptUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description The prompt as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PromptResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deletePrompt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the prompt. */
                readonly prompt_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The prompt is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly runPrompt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the prompt. */
                readonly prompt_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["PromptRunRequest"];
            };
        };
        readonly responses: {
            /** @description What came of it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PromptRunResponse"];
                    readonly "text/event-stream": components["schemas"]["PromptRunEventStream"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["ValidationError"];
            readonly 429: components["responses"]["ModelFailed"];
            readonly 502: components["responses"]["ModelFailed"];
            readonly 503: components["responses"]["ModelFailed"];
            readonly 504: components["responses"]["ModelFailed"];
        };
    };
    readonly listMemories: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "importance" | "last_used_at";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description What to show beside the memory itself. */
                readonly with?: readonly "agent"[];
                /** @description Memories of this workspace. It wins over `organization_multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description Memories of the workspace with this key at Multiplai. */
                readonly organization_multiplai_id?: string;
                /** @description Memories of this agent. */
                readonly agent_uuid?: string;
                /** @description Memories of any of these agents. */
                readonly "agent_uuids[]"?: readonly string[];
                /** @description Memories of this type. */
                readonly type?: "fact" | "preference" | "instruction" | "document" | "conversation";
                /** @description Memories that were come by in this way. */
                readonly source?: "training" | "conversation" | "document" | "url";
                /** @description Memories made on this day or later. */
                readonly date_from?: string;
                /** @description Memories made on this day or earlier. */
                readonly date_to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of memories. The example is the first page of two. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemoryListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveMemory: {
        readonly parameters: {
            readonly query?: {
                /** @description What to show beside the memory itself. */
                readonly with?: readonly "agent"[];
            };
            readonly header?: never;
            readonly path: {
                /** @description Identifies the memory. */
                readonly memory_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The memory. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemoryResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly updateMemory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the memory. */
                readonly memory_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MemoryUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description The memory as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemoryResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteMemory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the memory. */
                readonly memory_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The memory is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly listThreads: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description What to show beside the thread itself. */
                readonly with?: readonly "messages"[];
                /** @description What to count beside the thread itself. */
                readonly with_count?: readonly "messages"[];
                /** @description Threads of this workspace. It wins over `organization_multiplai_id`. */
                readonly workspace_uuid?: string;
                /** @description Threads of the workspace with this key at Multiplai. */
                readonly organization_multiplai_id?: string;
                /** @description Threads with this agent. */
                readonly agent_uuid?: string;
                /** @description Threads with any of these agents. */
                readonly "agent_uuids[]"?: readonly string[];
                /** @description Threads that are pinned, or that are not. */
                readonly is_pinned?: boolean;
                /** @description Threads that were put aside, or that were not. */
                readonly is_archived?: boolean;
                /** @description Threads begun on this day or later. */
                readonly date_from?: string;
                /** @description Threads begun on this day or earlier. */
                readonly date_to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of threads. The example is the first page of several, with one thread a page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ThreadListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly createThread: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ThreadCreateRequest"];
            };
        };
        readonly responses: {
            /** @description The new thread. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ThreadResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveThread: {
        readonly parameters: {
            readonly query?: {
                /** @description What to show beside the thread itself. */
                readonly with?: readonly "messages"[];
                /** @description What to count beside the thread itself. */
                readonly with_count?: readonly "messages"[];
            };
            readonly header?: never;
            readonly path: {
                /** @description Identifies the thread. */
                readonly thread_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The thread. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ThreadResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly updateThread: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the thread. */
                readonly thread_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ThreadUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description The thread as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ThreadResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteThread: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the thread. */
                readonly thread_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The thread is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly runThread: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the thread. */
                readonly thread_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ThreadRunRequest"];
            };
        };
        readonly responses: {
            /** @description The agent's answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ThreadRunResponse"];
                    readonly "text/event-stream": components["schemas"]["MessageRunEventStream"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["ValidationError"];
            readonly 429: components["responses"]["ModelFailed"];
            readonly 502: components["responses"]["ModelFailed"];
            readonly 503: components["responses"]["ModelFailed"];
            readonly 504: components["responses"]["ModelFailed"];
        };
    };
    readonly generateThreadName: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the thread. */
                readonly thread_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The thread with its new name. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ThreadResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly listMessages: {
        readonly parameters: {
            readonly query?: {
                /** @description Messages of this thread. */
                readonly thread_uuid?: string;
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What to show beside the message itself. */
                readonly with?: readonly ("user" | "agent")[];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of messages. The example is the first page of several, with one message a page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MessageListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly createMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageCreateRequest"];
            };
        };
        readonly responses: {
            /** @description The new message. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MessageResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveMessage: {
        readonly parameters: {
            readonly query?: {
                /** @description What to show beside the message itself. */
                readonly with?: readonly ("user" | "agent")[];
            };
            readonly header?: never;
            readonly path: {
                /** @description Identifies the message. */
                readonly message_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The message. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MessageResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly updateMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the message. */
                readonly message_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageUpdateRequest"];
            };
        };
        readonly responses: {
            /** @description The message as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MessageResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly deleteMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the message. */
                readonly message_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The message is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly listLargeLanguageModels: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                readonly page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                readonly per_page?: components["parameters"]["per_page"];
                /** @description A text to look for, whatever its case. */
                readonly search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                readonly sort_by?: "created_at" | "updated_at" | "name" | "released_at" | "context_window";
                /** @description The direction of the order. */
                readonly sort_direction?: components["parameters"]["sort_direction"];
                /** @description Relations to show in each model. */
                readonly with?: readonly "provider"[];
                /** @description Models that are used through this provider. */
                readonly provider_uuid?: string;
                /** @description Models that can do this. */
                readonly capability?: "text" | "vision" | "audio" | "tools" | "json_mode" | "reasoning";
                /** @description Models that can be chosen, or cannot. */
                readonly is_enabled?: boolean;
                /** @description Models that should be replaced, or need not. */
                readonly is_deprecated?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of models. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LargeLanguageModelListResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveLargeLanguageModel: {
        readonly parameters: {
            readonly query?: {
                /** @description Relations to show. */
                readonly with?: readonly "provider"[];
            };
            readonly header?: never;
            readonly path: {
                /** @description The model. */
                readonly large_language_model_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The model. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LargeLanguageModelResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly storeCommandRoomTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CommandRoomTaskStoreRequest"];
            };
        };
        readonly responses: {
            /** @description What was pinned. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandRoomTaskResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly removeCommandRoomTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Identifies the task. */
                readonly command_room_task_uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The task is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 404: components["responses"]["NotFound"];
        };
    };
    readonly retrieveAgentsMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentsMetricsRequest"];
            };
        };
        readonly responses: {
            /** @description What was counted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveWorkflowsMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkflowsMetricsRequest"];
            };
        };
        readonly responses: {
            /** @description What was counted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveThreadsMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ThreadsMetricsRequest"];
            };
        };
        readonly responses: {
            /** @description What was counted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveMessagesMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessagesMetricsRequest"];
            };
        };
        readonly responses: {
            /** @description What was counted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
    readonly retrieveWorkflowExecutionsMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkflowExecutionsMetricsRequest"];
            };
        };
        readonly responses: {
            /** @description What was counted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 422: components["responses"]["ValidationError"];
        };
    };
}
