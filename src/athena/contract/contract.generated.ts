// Generated from spec/ by "npm run spec:types". Do not edit.
/** Any JSON. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export interface paths {
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign In
         * @description Creates an API token for an email and a password, and starts a session for browsers. Credentials that do not match a user are rejected with 422, as a field error of `email`.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description Revokes the session or API token that the request was sent with. A Multiplai token stays valid.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Authenticated User using Basic Token
         * @description Who the caller is, by whichever step of the authentication cascade accepts the request.
         */
        get: operations["retrieveUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/multiplai": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Authenticated User using Multiplai App Access Token
         * @description Who the caller is, by a Multiplai access token alone.
         */
        get: operations["retrieveUserByMultiplaiToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Workspaces
         * @description The caller's workspaces.
         */
        get: operations["listWorkspaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Workspaces Metrics
         * @description Counts what was made, run, copied or shared in a workspace: the total alone, or grouped by user or date. The documentation says GET and shows a JSON body, so each field may be sent in the query or in the body. What the body says wins.
         */
        get: operations["retrieveWorkspacesMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{workspace_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The workspace. */
                workspace_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a workspace
         * @description One of the caller's workspaces.
         */
        get: operations["retrieveWorkspace"];
        /**
         * Update a Workspace
         * @description Changes the fields that are sent of a workspace. `metadata` is replaced completely.
         */
        put: operations["updateWorkspace"];
        post?: never;
        /**
         * Delete a Workspace
         * @description Deletes a workspace with everything in it. If it was its owner's primary workspace, the oldest other one becomes primary. The last one cannot be deleted (409).
         */
        delete: operations["deleteWorkspace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Providers
         * @description The caller's providers, and those that are public.
         */
        get: operations["listProviders"];
        put?: never;
        /**
         * Create a Provider
         * @description Creates a provider that belongs to the caller. It is private by default.
         */
        post: operations["createProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{provider_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The provider. */
                provider_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a Provider
         * @description One provider of the caller's, or a public one.
         */
        get: operations["retrieveProvider"];
        /**
         * Update a Provider
         * @description Changes the fields that are sent of a provider. Objects are replaced completely.
         */
        put: operations["updateProvider"];
        post?: never;
        /**
         * Delete a Provider
         * @description Deletes a provider and its tools. It is rejected while accounts or models refer to it.
         */
        delete: operations["deleteProvider"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Accounts
         * @description The caller's accounts, and those in workspaces of the caller's.
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Create an Account
         * @description Connects the caller to a provider. Tokens and passwords are stored as digests and never returned.
         */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account. */
                account_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve an Account
         * @description One account of the caller's, or of a workspace of the caller's.
         */
        get: operations["retrieveAccount"];
        /**
         * Update an Account
         * @description Changes what is sent of an account, and leaves the rest. Tokens and passwords are kept as digests and never shown.
         */
        put: operations["updateAccount"];
        post?: never;
        /**
         * Delete an Account
         * @description Deletes an account. The provider stays.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Agents
         * @description The caller's agents and everybody's public ones. The documentation shows every parameter but `per_page` and `with_count`, and what `with` may name is not shown.
         */
        get: operations["listAgents"];
        put?: never;
        /**
         * Create an Agent
         * @description Makes an agent that belongs to the caller.
         */
        post: operations["createAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate an Agent
         * @description Creates an agent from a description in plain words. It belongs to the caller and starts as a private draft.
         */
        post: operations["generateAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/leaderboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Agent Leaderboard
         * @description The agents of a workspace by what they did in a period, best first.
         */
        get: operations["listAgentLeaderboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{agent_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve an Agent
         * @description One agent, the caller's own or a public one.
         */
        get: operations["retrieveAgent"];
        /**
         * Update an Agent
         * @description Changes the fields that are sent of an agent that belongs to the caller.
         */
        put: operations["updateAgent"];
        post?: never;
        /**
         * Delete an Agent
         * @description Deletes an agent that belongs to the caller, and with it its memories and shares.
         */
        delete: operations["deleteAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{agent_uuid}/run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run an Agent
         * @description Sends a message to an agent and returns its answer. Both become messages of the thread that `thread_uuid` names, by default of a new one.
         */
        post: operations["runAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{agent_uuid}/train": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Train an Agent
         * @description Trains an agent that belongs to the caller by creating memories from texts and pages.
         */
        post: operations["trainAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{agent_uuid}/share": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Share Agent
         * @description Shares an agent that belongs to the caller with a user, with the owner of an e-mail address, or with anyone who has the link.
         */
        post: operations["shareAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Workflows
         * @description The caller's workflows and everybody's public ones.
         */
        get: operations["listWorkflows"];
        put?: never;
        /**
         * Create a Workflow
         * @description Makes a workflow that belongs to the caller.
         */
        post: operations["createWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate Workflow
         * @description Creates a workflow from a description in plain words. It belongs to the caller and starts as a private draft.
         */
        post: operations["generateWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{workflow_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the workflow. */
                workflow_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a Workflow
         * @description One of the caller's workflows, or a public one.
         */
        get: operations["retrieveWorkflow"];
        /**
         * Update a Workflow
         * @description Changes the fields that are sent of a workflow that belongs to the caller.
         */
        put: operations["updateWorkflow"];
        post?: never;
        /**
         * Delete a Workflow
         * @description Deletes a workflow that belongs to the caller, its executions and its shares.
         */
        delete: operations["deleteWorkflow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{workflow_uuid}/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the workflow. */
                workflow_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trigger a webhook
         * @description Starts a workflow that the caller may run with whatever is sent, on the caller's behalf. It answers at once, with an execution that is pending; where the server takes no time (`--speed instant`), with how it ended. A workflow that is not active, not enabled or has no steps is not started.
         */
        post: operations["triggerWorkflowWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{workflow_uuid}/share": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the workflow. */
                workflow_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Share Workflow
         * @description Shares a workflow that belongs to the caller with a user, with the owner of an e-mail address, or with anyone who has the link.
         */
        post: operations["shareWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflow-executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Workflow Executions
         * @description The executions that ran on the caller's behalf. The documentation shows every parameter but `per_page`, and the first half of the answer.
         */
        get: operations["listWorkflowExecutions"];
        put?: never;
        /**
         * Create a Workflow Execution
         * @description Starts a workflow that the caller may run, or tries an execution that has ended again. The execution begins pending and follows the workflow's graph.
         */
        post: operations["createWorkflowExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflow-executions/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Workflow Execution Counts
         * @description Counts the caller's executions, in total and by status.
         */
        get: operations["retrieveWorkflowExecutionCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflow-executions/{workflow_execution_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the execution. */
                workflow_execution_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a Workflow Execution
         * @description One execution that ran on the caller's behalf.
         */
        get: operations["retrieveWorkflowExecution"];
        /**
         * Update a Workflow Execution
         * @description Says whether a person has to look at an execution that ran on the caller's behalf. Until it has ended, each further step sets this again: to whether it waits for an approval.
         */
        put: operations["updateWorkflowExecution"];
        post?: never;
        /**
         * Delete a Workflow Execution
         * @description Deletes an execution that ran on the caller's behalf, and what was recorded of it.
         */
        delete: operations["deleteWorkflowExecution"];
        options?: never;
        head?: never;
        /**
         * Update a part of a Workflow Execution
         * @description Says whether a person has to look at an execution that ran on the caller's behalf. Until it has ended, each further step sets this again: to whether it waits for an approval.
         */
        patch: operations["patchWorkflowExecution"];
        trace?: never;
    };
    "/api/v1/workflow-executions/{workflow_execution_uuid}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the execution. */
                workflow_execution_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a Workflow Execution
         * @description Ends an unfinished execution as canceled, and with it every step that runs or waits.
         */
        post: operations["stopWorkflowExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Prompts
         * @description The caller's prompts and everybody's public ones.
         */
        get: operations["listPrompts"];
        put?: never;
        /**
         * Create a Prompt
         * @description Makes a prompt that belongs to the caller.
         */
        post: operations["createPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{prompt_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the prompt. */
                prompt_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a Prompt
         * @description One prompt, the caller's own or a public one.
         */
        get: operations["retrievePrompt"];
        /**
         * Update a Prompt
         * @description Changes the fields that are sent of a prompt that belongs to the caller.
         */
        put: operations["updatePrompt"];
        post?: never;
        /**
         * Delete a Prompt
         * @description Deletes a prompt that belongs to the caller.
         */
        delete: operations["deletePrompt"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{prompt_uuid}/run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the prompt. */
                prompt_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a prompt
         * @description Fills the placeholders of a prompt, sends it to a model and returns the answer. Nothing is stored.
         */
        post: operations["runPrompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Memories
         * @description What the caller's agents remember. Train an Agent and conversations create memories.
         */
        get: operations["listMemories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memories/{memory_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the memory. */
                memory_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a Memory
         * @description One memory of the caller's.
         */
        get: operations["retrieveMemory"];
        /**
         * Update a Memory
         * @description Changes the fields that are sent of a memory of the caller's.
         */
        put: operations["updateMemory"];
        post?: never;
        /**
         * Delete a Memory
         * @description Makes the agent forget one memory.
         */
        delete: operations["deleteMemory"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Threads
         * @description The caller's conversations.
         */
        get: operations["listThreads"];
        put?: never;
        /**
         * Create a Thread
         * @description Begins a conversation that belongs to the caller.
         */
        post: operations["createThread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads/{thread_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the thread. */
                thread_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a Thread
         * @description One of the caller's conversations.
         */
        get: operations["retrieveThread"];
        /**
         * Update a Thread
         * @description Changes the fields that are sent of a thread that belongs to the caller.
         */
        put: operations["updateThread"];
        post?: never;
        /**
         * Delete a Thread
         * @description Deletes a thread that belongs to the caller, and its messages.
         */
        delete: operations["deleteThread"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads/{thread_uuid}/run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the thread. */
                thread_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a Thread
         * @description Sends a message to a thread's agent and returns the answer. Both become messages of the thread.
         */
        post: operations["runThread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads/{thread_uuid}/generate-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the thread. */
                thread_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate Thread Name
         * @description Names a thread after its messages.
         */
        post: operations["generateThreadName"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Messages
         * @description What was said in the caller's conversations. The documentation shows the parameters, and the first half of the answer.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Create a Message
         * @description Adds a message to one of the caller's threads. No agent answers it; Run a Thread asks one.
         */
        post: operations["createMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the message. */
                message_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a Message
         * @description One message of the caller's threads.
         */
        get: operations["retrieveMessage"];
        /**
         * Update a Message
         * @description Changes the fields that are sent of a message in one of the caller's threads.
         */
        put: operations["updateMessage"];
        post?: never;
        /**
         * Delete a Message
         * @description Deletes a message of one of the caller's threads. Its attachments stay.
         */
        delete: operations["deleteMessage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/large-language-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Large Language Models
         * @description The models that agents and prompts may use.
         */
        get: operations["listLargeLanguageModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/large-language-models/{large_language_model_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The model. */
                large_language_model_uuid: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a Large Language Model
         * @description One model.
         */
        get: operations["retrieveLargeLanguageModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/command-room-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store Command Room Task
         * @description Pins an agent, a workflow or an execution to the caller's command room, with a task.
         */
        post: operations["storeCommandRoomTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/command-room-tasks/{command_room_task_uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the task. */
                command_room_task_uuid: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Command Room Task
         * @description Deletes a task of the caller's command room. The pinned record stays.
         */
        delete: operations["removeCommandRoomTask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get Agents Metrics
         * @description Counts agents that the caller may see, as one value or over time.
         */
        post: operations["retrieveAgentsMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get Workflows Metrics
         * @description Counts workflows that the caller may see, as one value or over time.
         */
        post: operations["retrieveWorkflowsMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get Threads Metrics
         * @description Counts threads that the caller may see, as one value or over time.
         */
        post: operations["retrieveThreadsMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get Messages Metrics
         * @description Counts messages that the caller may see, as one value or over time.
         */
        post: operations["retrieveMessagesMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflow-executions/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get Workflow Executions Metrics
         * @description Counts workflow executions that the caller may see, as one value or over time.
         */
        post: operations["retrieveWorkflowExecutionsMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A person who signs in. */
        User: {
            /** @description Identifies the user. */
            id: number;
            /** @description The whole name. */
            name: string;
            /** @description The first name. */
            first_name: string;
            /** @description The last name. */
            last_name: string;
            /**
             * Format: email
             * @description The address that the user signs in with.
             */
            email: string;
            /**
             * Format: uri
             * @description The user's picture.
             */
            profile_photo_url: string;
            /** @description The user's key at Multiplai; null for a user who never came from there. */
            multiplai_id: string | null;
            /**
             * Format: date-time
             * @description When the user came to be.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the user last changed.
             */
            updated_at: string;
            /** @description The workspace that the user works in unless another is named; `{}` inside a workspace, null if it was deleted or never chosen. */
            primary_workspace: components["schemas"]["WorkspaceWithinUser"] | null;
        };
        /** @description A place where a team's agents, workflows, accounts and conversations live. */
        Workspace: {
            /**
             * Format: uuid
             * @description Identifies the workspace.
             */
            uuid: string;
            /** @description The name as an address writes it. Unique, and kept when the name changes. */
            slug: string;
            /** @description What people call it. */
            name: string;
            /**
             * Format: uri
             * @description The workspace's picture.
             */
            profile_photo_url: string | null;
            /** @description The key of the organization at Multiplai; null for a workspace that did not come from there. */
            multiplai_id: string | null;
            /**
             * @description True when the onboarding is done.
             * @default false
             */
            is_onboarded: boolean;
            /**
             * @description The results of the onboarding, and any other values of the client. Stored as sent; every property is optional.
             * @default {}
             */
            metadata: {
                /** @description How far the onboarding is, in percent. */
                onboarding_step?: number;
                /** @description Where the team heard of the platform. */
                sources?: string[];
                /** @description Who brought the team. */
                affiliate_name?: string;
                /** @description The role of the person who opened it. */
                role?: string;
                /** @description The team's industry. */
                industry?: string;
                /** @description The services that the team works with. */
                tools?: string[];
                /** @description What the onboarding suggests to build. */
                ai_tools?: {
                    /** @description Agents to make. */
                    agents?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                    /** @description Prompts to write. */
                    prompts?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                    /** @description Workflows to build. */
                    workflows?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                };
            } & {
                [key: string]: JsonValue;
            };
            /** @description True when the caller owns the workspace. */
            is_owner: boolean;
            /**
             * Format: date-time
             * @description When the workspace came to be.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the workspace last changed.
             */
            updated_at: string;
            /** @description The owner; `{}` inside a user. */
            user: components["schemas"]["UserWithinWorkspace"];
        };
        /** @description A service that accounts connect to, such as a model vendor, an integration or a database. */
        Provider: {
            /**
             * Format: uuid
             * @description Identifies the provider.
             */
            uuid: string;
            /** @description The name as an address writes it. Unique, and kept when the name changes. */
            slug: string;
            /** @description What people call it. */
            name: string;
            /** @description What the service does. */
            description: string | null;
            /**
             * Format: uri
             * @description The service's site.
             */
            website: string | null;
            /**
             * Format: uri
             * @description The service's logo.
             */
            profile_photo_url: string | null;
            /**
             * @default {
             *       "emoji": "🔌",
             *       "background_color": "#6B7280",
             *       "preference": "emoji"
             *     }
             */
            profile_photo_config: components["schemas"]["ProfilePhotoConfig"];
            /**
             * @description The strategy that accounts use unless they choose another.
             * @default token
             * @enum {string}
             */
            authentication_strategy: "token" | "basic" | "oauth2";
            /** @default {} */
            authentication_config: components["schemas"]["AuthenticationConfig"];
            /**
             * @description False when no new accounts are wanted.
             * @default true
             */
            is_enabled: boolean;
            /**
             * @description The kind of service.
             * @default integration
             * @enum {string}
             */
            type: "large_language_model" | "integration" | "data_source" | "custom";
            /** @description True when the caller owns the provider. */
            is_owner: boolean;
            /**
             * @description The users who may see it, all users or only the owner. The reach of `workspace` is not documented; the simulator treats it like `private`.
             * @default private
             * @enum {string}
             */
            visibility: "private" | "workspace" | "public";
            /**
             * Format: date-time
             * @description When the provider came to be.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the provider last changed.
             */
            updated_at: string;
            /**
             * @description How its tools are grouped, and any other values of the client. Stored as sent; every property is optional.
             * @default {}
             */
            metadata: {
                /** @description Groups of the provider's tools, in the order to show them. */
                tool_groups?: {
                    /** @description What the group is called. */
                    label?: string;
                    /** @description The keys of the group's tools. */
                    tools?: string[];
                }[];
                /** @description True when the platform itself maintains it. */
                is_official?: boolean;
                /** @description True when it is shown first. */
                is_featured?: boolean;
            } & {
                [key: string]: JsonValue;
            };
            /** @description The owner; `{}` inside a user. */
            user: components["schemas"]["User"];
            /** @description How many tools it has. */
            tools_count: number;
            /** @description Its tools; shown where `with=tools` asks. */
            tools?: components["schemas"]["Tool"][];
        };
        /** @description A user's credentials with a provider. What was sent as token or password is never shown. */
        Account: {
            /**
             * Format: uuid
             * @description Identifies the account.
             */
            uuid: string;
            /** @description What people call it. */
            provider_display_name: string;
            /**
             * Format: date-time
             * @description When the account came to be.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the account last changed.
             */
            updated_at: string;
            /** @description The account's key at the provider; null until the provider has said it. */
            provider_account_id: string | null;
            /**
             * @description Which of the provider's strategies lets the account in.
             * @default token
             * @enum {string}
             */
            provider_authentication_strategy: "token" | "basic" | "oauth2";
            /** @description The service that the account is with; `{}` inside a provider. */
            provider: components["schemas"]["Provider"];
            /** @description The workspace that uses the account; `{}` inside a workspace, null if it was made by a user without a primary workspace. */
            workspace: components["schemas"]["Workspace"] | null;
            /** @description The owner; `{}` inside a user. */
            user: components["schemas"]["User"];
        };
        /** @description An AI agent, a model with a role, an instruction, tools and memories. */
        Agent: {
            /**
             * Format: uuid
             * @description Identifies the agent.
             */
            uuid: string;
            /** @description The display name. */
            name: string;
            /** @description What it is for. */
            description: string | null;
            /** @description What the model is told before every conversation. */
            instruction: string | null;
            /**
             * Format: uri
             * @description The agent's picture.
             */
            profile_photo_url: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @default private
             * @enum {string}
             */
            visibility: "private" | "workspace" | "public";
            /**
             * @description How the agent presents itself, and any other values of the client. Stored as sent; every property is optional.
             * @default {}
             */
            metadata: {
                /** @description The role that it plays. */
                role?: string;
                /** @description What it works towards. */
                goal_statement?: string;
                /** @description Where it comes from, as it would tell it. */
                backstory?: string;
                /** @description What it must never do. */
                guardrails?: string;
                /** @description What it always does. */
                base_instructions?: string;
                /** @description What a person may begin a conversation with. */
                conversation_starters?: string[];
                /** @description What it says first. */
                greetings?: string;
                /** @description How it speaks. */
                tone_of_voice?: string;
                /** @description The language that it answers in, as a BCP 47 tag. */
                language?: string;
                /** @description How long its answers are, in its own words. */
                response_length?: string;
                /** @description What it knows most about. */
                areas_of_expertise?: string[];
            } & {
                [key: string]: JsonValue;
            };
            /**
             * @description The status of the agent. A draft is not finished yet, and an archived one is kept for its history.
             * @default active
             * @enum {string}
             */
            status: "draft" | "active" | "archived";
            /**
             * @description False where it may not be run.
             * @default true
             */
            is_enabled: boolean;
            /** @description True when the caller owns the agent. */
            is_owner: boolean;
            /**
             * @description True for one of the owner's favourites. It is what `favorite` filters by.
             * @default false
             */
            is_favorite: boolean;
            /**
             * @description True when others may start from a copy of it. The parameter `template` filters by it.
             * @default false
             */
            is_template: boolean;
            /**
             * @description True while it is shared. It is what `is_shared` filters by.
             * @default false
             */
            is_shared: boolean;
            /**
             * @description How freely the model chooses its words.
             * @default 0.7
             */
            temperature: number;
            /** @description How long an answer may be at most; null leaves it to the model. */
            max_tokens: number | null;
            /**
             * @description The categories that it belongs to. It is what `category_uuids[]` filters by.
             * @default []
             */
            category_uuids: string[];
            /**
             * Format: date-time
             * @description When the agent was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the agent last changed.
             */
            updated_at: string;
            /** @description The model that answers; null leaves the choice to the platform. */
            large_language_model: components["schemas"]["LargeLanguageModel"] | null;
            /** @description The owner. */
            user: components["schemas"]["User"];
            /** @description Where the agent works; null where it belongs to no workspace. */
            workspace: components["schemas"]["Workspace"] | null;
            /** @description The tools that it can call. Returned with `with=tools`. */
            tools?: components["schemas"]["Tool"][];
            /** @description The memories. Returned with `with=memories`. */
            memories?: components["schemas"]["Memory"][];
            /** @description The threads. Returned with `with=threads`. */
            threads?: components["schemas"]["ThreadWithinAgent"][];
            /** @description The shares of the record. Returned with `with=shares`. */
            shares?: components["schemas"]["Share"][];
            /** @description The number of tools. Returned with `with_count=tools`. */
            tools_count?: number;
            /** @description The number of memories. Returned with `with_count=memories`. */
            memories_count?: number;
            /** @description The number of threads. Returned with `with_count=threads`. */
            threads_count?: number;
            /** @description The number of shares. Returned with `with_count=shares`. */
            shares_count?: number;
        };
        /** @description A graph of steps that automates work. */
        Workflow: {
            /** @description The number of the workflow. */
            id: number;
            /**
             * Format: uuid
             * @description Identifies the workflow.
             */
            uuid: string;
            /** @description The number of the owner. */
            user_id: number;
            /** @description The number of the workspace, which a workspace itself does not show; null where the workflow belongs to none. */
            workspace_id: number | null;
            /** @description The number of the workflow that it was copied from; null if it was not. */
            template_id: number | null;
            /** @description The display name. */
            name: string;
            /** @description What it is for. */
            description: string | null;
            /**
             * Format: uri
             * @description The workflow's picture.
             */
            profile_photo_url: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @default private
             * @enum {string}
             */
            visibility: "private" | "workspace" | "public";
            /**
             * @description The status of the workflow. Only an active one is started by its trigger.
             * @default draft
             * @enum {string}
             */
            status: "draft" | "active" | "paused" | "archived";
            /**
             * @description False where it may not be run.
             * @default true
             */
            is_enabled: boolean;
            /** @description True when the caller owns the workflow. */
            is_owner: boolean;
            /**
             * @description True for one of the owner's favourites.
             * @default false
             */
            is_favorite: boolean;
            /**
             * @description True when others may start from a copy of it.
             * @default false
             */
            is_template: boolean;
            /**
             * @description True while it is shared.
             * @default false
             */
            is_shared: boolean;
            /**
             * @description Its steps.
             * @default []
             */
            nodes: components["schemas"]["Node"][];
            /**
             * @description How the steps follow each other.
             * @default []
             */
            edges: components["schemas"]["Edge"][];
            /**
             * @description Values that the steps share, as `{{ variables.name }}`.
             * @default {}
             */
            variables: {
                [key: string]: string | number | boolean | null;
            };
            /**
             * @description How it is run. Stored as it was sent.
             * @default {}
             */
            settings: {
                /** @description The time zone of its schedules, as IANA names it; UTC where it is not given. */
                timezone?: string;
                /** @description After how many seconds an execution is given up; null for never. */
                timeout?: number | null;
                /** @description How often a failed execution is tried again. */
                max_retries?: number;
            } & {
                [key: string]: JsonValue;
            };
            /**
             * Format: date-time
             * @description When the workflow was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the workflow last changed.
             */
            updated_at: string;
            /** @description The owner. */
            user: components["schemas"]["User"];
            /** @description The workspace of the workflow; null when it belongs to no workspace. */
            workspace: components["schemas"]["Workspace"] | null;
            /** @description The executions. Returned with `with=workflowExecutions`. */
            workflow_executions?: components["schemas"]["WorkflowExecutionWithinWorkflow"][];
            /** @description The shares of the record. Returned with `with=shares`. */
            shares?: components["schemas"]["Share"][];
            /** @description The number of executions. Returned with `with_count=workflowExecutions`. */
            workflow_executions_count?: number;
            /** @description The number of shares. Returned with `with_count=shares`. */
            shares_count?: number;
        };
        /** @description Permission to use an agent or a workflow of another user. It is granted to one recipient, or by a link to anyone who has the link. A link is opened in the app; no operation of this API accepts one. A share is deleted when it expires. */
        Share: {
            /**
             * Format: uuid
             * @description Identifies the share.
             */
            uuid: string;
            /**
             * @description The kind of recipient, anyone with the link, a user of the platform, or the owner of an e-mail address.
             * @default link
             * @enum {string}
             */
            type: "link" | "user" | "email";
            /**
             * @description The type of the shared resource.
             * @enum {string}
             */
            shareable_type: "agent" | "workflow";
            /**
             * Format: uuid
             * @description Identifies the shared resource.
             */
            shareable_uuid: string;
            /**
             * @description What the recipient may do. Each includes the one before it.
             * @default view
             * @enum {string}
             */
            permission: "view" | "run" | "edit";
            /**
             * Format: email
             * @description The address that was invited; null unless the type is `email`.
             */
            email: string | null;
            /**
             * Format: uri
             * @description The address where the recipient opens the shared resource.
             */
            url: string | null;
            /** @description The message to the recipient. */
            message: string | null;
            /**
             * Format: date-time
             * @description The time when the share expires; null for a share that does not expire.
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description The time when the recipient first opened the share; null until then.
             */
            accepted_at: string | null;
            /**
             * Format: date-time
             * @description When it was shared.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the share last changed.
             */
            updated_at: string;
            /** @description The recipient; null unless the type is `user`. */
            user: components["schemas"]["User"] | null;
            /** @description Who shared it. */
            shared_by: components["schemas"]["User"];
        };
        /** @description One run of a workflow. */
        WorkflowExecution: {
            /** @description The number of the execution. */
            id: number;
            /**
             * Format: uuid
             * @description Identifies the execution.
             */
            uuid: string;
            /**
             * @description True once the execution has ended, with any status.
             * @default false
             */
            is_finished: boolean;
            /**
             * @description What started it.
             * @default manual
             * @enum {string}
             */
            mode: "manual" | "trigger" | "webhook" | "retry" | "error" | "integrated" | "internal" | "cli";
            /** @description The uuid of the execution that this one tries again; null where it is the first try. */
            retry_of: string | null;
            /** @description The uuid of the retry that succeeded; null when there is none. */
            retry_success_id: string | null;
            /**
             * Format: date-time
             * @description When its first step began; null while it is pending.
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @description When it ended; null until then.
             */
            stopped_at: string | null;
            /**
             * Format: date-time
             * @description Until when it waits, for a delay or for a person; null where it does not.
             */
            wait_till: string | null;
            /**
             * @description Its status.
             * @default pending
             * @enum {string}
             */
            status: "pending" | "running" | "waiting" | "success" | "error" | "canceled" | "crashed";
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last went a step further.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description Null. An execution that is deleted here is gone at once.
             */
            deleted_at: string | null;
            /** @description The workflow that ran. */
            workflow: components["schemas"]["Workflow"];
            /** @description On whose behalf it ran. */
            user: components["schemas"]["User"];
            /** @description The data of the execution. Returned with `with=workflowExecutionData`; null if none was recorded. */
            workflow_execution_data?: components["schemas"]["WorkflowExecutionData"] | null;
            /** @description The number of requested approvals. Returned with `with_count=workflowApprovals`. */
            workflow_approvals_count?: number;
            /** @description The number of approvals that are still pending. Shown with `with_count=pendingWorkflowApprovals`. */
            pending_workflow_approvals_count?: number;
        };
        /** @description The data of an execution, step by step. */
        WorkflowExecutionData: {
            /** @description Identifies the data. */
            id: number;
            /** @description The start data, the runs of each step, and the end of the execution. */
            data: {
                /** @description The data that started it: the body of a webhook, the time of a schedule, or the fields of a manual start. */
                start_data: {
                    [key: string]: JsonValue;
                };
                /** @description The results. */
                result_data: {
                    /** @description For each node that ran, by its id, its runs in their order. A node in a loop has several. */
                    run_data: {
                        [key: string]: {
                            /**
                             * Format: date-time
                             * @description When it began.
                             */
                            started_at: string;
                            /** @description How long it took, in milliseconds. */
                            execution_time: number;
                            /**
                             * @description The status of the run.
                             * @enum {string}
                             */
                            execution_status: "running" | "waiting" | "success" | "error" | "canceled";
                            /** @description The input. */
                            input: {
                                [key: string]: JsonValue;
                            };
                            /** @description The output; null when there is none yet. */
                            output: {
                                [key: string]: JsonValue;
                            } | null;
                            /** @description The error; null when there is none. */
                            error: {
                                /** @description The error message. */
                                message: string;
                                /** @description The error code. */
                                code?: string | null;
                            } | null;
                        }[];
                    };
                    /** @description The id of the node that ran last; null when none has run. */
                    last_node_executed: string | null;
                    /** @description The error that ended the execution; null when it did not fail. */
                    error: {
                        /** @description The error message. */
                        message: string;
                        /** @description The id of the node that failed. */
                        node_id: string | null;
                    } | null;
                };
            };
            workflow_data: components["schemas"]["WorkflowExecutionDataWorkflowData"];
            /**
             * Format: date-time
             * @description When it was first written.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last written.
             */
            updated_at: string;
        };
        /** @description A reusable text with placeholders, to be filled and sent to a model. */
        Prompt: {
            /**
             * Format: uuid
             * @description Identifies the prompt.
             */
            uuid: string;
            /** @description The display name. */
            name: string;
            /** @description What it is for. */
            description: string | null;
            /** @description The text, with each placeholder written as `{{variable}}`. */
            content: string;
            /**
             * @description The variables that fill the placeholders.
             * @default []
             */
            variables: {
                /** @description What the text calls it. */
                name: string;
                /** @description What a person is asked for. */
                label?: string | null;
                /**
                 * @description What kind of value it takes.
                 * @enum {string}
                 */
                type?: "text" | "textarea" | "number" | "boolean" | "date" | "select";
                /** @description True when the prompt cannot be run without it. */
                is_required?: boolean;
                /** @description What is filled in where nothing is given. */
                default_value?: string | number | boolean | null;
                /** @description The values that a `select` offers. */
                options?: string[];
            }[];
            /**
             * Format: uri
             * @description The prompt's picture.
             */
            profile_photo_url: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @default private
             * @enum {string}
             */
            visibility: "private" | "workspace" | "public";
            /** @description The category that it is listed under. */
            category: string | null;
            /**
             * @description Whatever a client keeps here. Stored as it was sent.
             * @default {}
             */
            metadata: {
                /** @description Words to find it by. */
                tags?: string[];
            } & {
                [key: string]: JsonValue;
            };
            /** @description True when the caller owns the prompt. */
            is_owner: boolean;
            /**
             * @description True for one of the owner's favourites.
             * @default false
             */
            is_favorite: boolean;
            /**
             * @description True when others may start from a copy of it.
             * @default false
             */
            is_template: boolean;
            /** @description How freely the model chooses its words; null leaves it to the model. */
            temperature: number | null;
            /** @description How long an answer may be at most; null leaves it to the model. */
            max_tokens: number | null;
            /**
             * Format: date-time
             * @description When the prompt was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the prompt last changed.
             */
            updated_at: string;
            /** @description The model that answers; null leaves the choice to the platform. */
            large_language_model: components["schemas"]["LargeLanguageModel"] | null;
            /** @description The owner. */
            user: components["schemas"]["User"];
            /** @description The workspace of the prompt; null when it belongs to no workspace. */
            workspace: components["schemas"]["Workspace"] | null;
        };
        /** @description Something that an agent remembers from one conversation to the next. */
        Memory: {
            /**
             * Format: uuid
             * @description Identifies the memory.
             */
            uuid: string;
            /** @description What is remembered. */
            content: string;
            /**
             * @description What kind of thing it is.
             * @default fact
             * @enum {string}
             */
            type: "fact" | "preference" | "instruction" | "document" | "conversation";
            /**
             * @description How the agent came by it.
             * @default training
             * @enum {string}
             */
            source: "training" | "conversation" | "document" | "url";
            /**
             * @description How far the agent is with learning it. It is recalled once it is ready.
             * @default ready
             * @enum {string}
             */
            status: "pending" | "processing" | "ready";
            /**
             * @description How much it weighs when the agent decides what to recall.
             * @default 0.5
             */
            importance: number;
            /**
             * @description How much of the model's context it takes.
             * @default 0
             */
            tokens_count: number;
            /**
             * @description Whatever a client keeps here. Stored as it was sent.
             * @default {}
             */
            metadata: {
                /**
                 * Format: uri
                 * @description Where it was read.
                 */
                url?: string;
                /** @description The file that it was read in. */
                file_name?: string;
                /** @description Words to find it by. */
                tags?: string[];
            } & {
                [key: string]: JsonValue;
            };
            /**
             * Format: date-time
             * @description When the agent last recalled it; null where it never did.
             */
            last_used_at: string | null;
            /**
             * Format: date-time
             * @description When it was learnt.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            /** @description The agent that remembers it; null if every agent of the workspace does. Returned with `with=agent`. */
            agent?: components["schemas"]["Agent"] | null;
            /** @description The owner. */
            user: components["schemas"]["User"];
            /** @description Where the agent works; null where it belongs to no workspace. */
            workspace: components["schemas"]["Workspace"] | null;
        };
        /** @description A conversation. */
        Thread: {
            /**
             * Format: uuid
             * @description Identifies the thread.
             */
            uuid: string;
            /** @description The display name. */
            name: string;
            /**
             * Format: date-time
             * @description When the conversation began.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the thread last changed.
             */
            updated_at: string;
            /**
             * @description How the conversation is held, and any other values of the client. Stored as sent; every property is optional.
             * @default {}
             */
            metadata: {
                /** @description The model that answers. */
                model?: string;
                /** @description How freely the model chooses its words. */
                temperature?: number;
                /** @description How long an answer may be at most. */
                max_tokens?: number;
                /** @description What the model is told before the conversation. */
                system_prompt?: string;
                /** @description How the answers should sound. */
                conversation_style?: string;
            } & {
                [key: string]: JsonValue;
            };
            /** @description Who began it, and owns it. */
            creator: components["schemas"]["User"];
            /**
             * @description True when it stays at the top of a client's list.
             * @default false
             */
            is_pinned: boolean;
            /**
             * @description True when it was put aside.
             * @default false
             */
            is_archived: boolean;
            /** @description Who answers; null where no agent does. */
            agent: components["schemas"]["Agent"] | null;
            /** @description The workspace of the conversation; null when it belongs to no workspace. */
            workspace: components["schemas"]["Workspace"] | null;
            /** @description The messages. Returned with `with=messages`. */
            messages?: components["schemas"]["MessageWithinThread"][];
            /** @description The number of messages. Returned with `with_count=messages`. */
            messages_count?: number;
        };
        /** @description A file attached to a message. */
        Attachment: {
            /**
             * Format: uuid
             * @description Identifies the attachment.
             */
            uuid: string;
            /** @description The display name. */
            name: string;
            /**
             * @description What kind of file it is.
             * @default other
             * @enum {string}
             */
            type: "image" | "document" | "audio" | "video" | "other";
            /** @description What is in it, as models and screen readers are told. */
            description: string | null;
            /**
             * Format: date-time
             * @description When it was attached.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            /** @description The file itself. */
            media: components["schemas"]["Media"];
        };
        /** @description A stored file. */
        Media: {
            /** @description The number of the file. */
            id: number;
            /**
             * Format: uuid
             * @description Identifies the file.
             */
            uuid: string;
            /**
             * @description The metadata of the file.
             * @default default
             */
            collection_name: string;
            /** @description Its name without the ending. */
            name: string;
            /** @description Its name with the ending. */
            file_name: string;
            /** @description Its media type. */
            mime_type: string;
            /** @description Its ending. */
            extension: string;
            /** @description Its length in bytes. */
            size: number;
            /**
             * @description What else is known of it.
             * @default {}
             */
            custom_properties: {
                [key: string]: JsonValue;
            };
            /**
             * Format: uri
             * @description Where the file is.
             */
            original_url: string;
            /**
             * Format: uri
             * @description The URL of a thumbnail; null when there is none.
             */
            preview_url: string | null;
            /**
             * Format: date-time
             * @description When it was stored.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its record last changed.
             */
            updated_at: string;
        };
        /** @description Something that a provider lets agents do. */
        Tool: {
            /**
             * Format: uuid
             * @description Identifies the tool.
             */
            uuid: string;
            /** @description The name as an address writes it. Unique. */
            slug: string;
            /** @description The display name. */
            name: string;
            /** @description What it does. Models read it to decide when to call it. */
            description: string | null;
            /**
             * @description The JSON Schema of what the tool takes.
             * @default {}
             */
            input_schema: {
                [key: string]: JsonValue;
            };
            /**
             * @description False where agents may not call it.
             * @default true
             */
            is_enabled: boolean;
            /**
             * Format: date-time
             * @description When the tool was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the tool last changed.
             */
            updated_at: string;
            /** @description The service that it belongs to, returned with `with=provider`; `{}` inside a provider. */
            provider?: components["schemas"]["Provider"];
        };
        /** @description Something said in a thread. */
        Message: {
            /**
             * Format: uuid
             * @description Identifies the message.
             */
            uuid: string;
            /** @description The text of the message. */
            content: string;
            /**
             * @description Who says it.
             * @default user
             * @enum {string}
             */
            role: "user" | "assistant" | "system" | "tool";
            /**
             * Format: date-time
             * @description When it was said.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            /**
             * @description How the message was created, and any other values of the client. Stored as sent; every property is optional.
             * @default {}
             */
            metadata: {
                /** @description The model that said it. */
                model?: string;
                /** @description How freely the model chose its words. */
                temperature?: number;
                /** @description How much the model read and wrote. */
                tokens?: {
                    /** @description Tokens read. */
                    input?: number;
                    /** @description Tokens written. */
                    output?: number;
                    /** @description Both together. */
                    total?: number;
                };
                /** @description How long the answer took, in milliseconds. */
                latency?: number;
                /** @description The reason why the answer ended: `stop` when it is complete, `length` when it reached the maximum number of tokens, `client_disconnected` when the client closed the stream before the end. */
                finish_reason?: string;
            } & {
                [key: string]: JsonValue;
            };
            /** @description The conversation that it belongs to. */
            thread: components["schemas"]["Thread"];
            /**
             * @description The tool calls that the agent made for its answer.
             * @default []
             */
            tool_calls: {
                /** @description Identifies the call within the message. */
                id: string;
                /** @description The slug of the tool. */
                name: string;
                /** @description The arguments of the tool call. */
                arguments: {
                    [key: string]: JsonValue;
                };
                /**
                 * @description The status of the call.
                 * @enum {string}
                 */
                status?: "pending" | "success" | "error";
                /** @description The result of the tool call. */
                result?: unknown;
            }[];
            /** @description The files attached to it. */
            attachments: components["schemas"]["Attachment"][];
            /** @description The person who sent it, returned with `with=user`; null for an answer of an agent. */
            user?: components["schemas"]["User"] | null;
            /** @description The agent that answered, returned with `with=agent`; null if no agent did. */
            agent?: components["schemas"]["Agent"] | null;
        };
        /** @description A model that agents and prompts may use. */
        LargeLanguageModel: {
            /**
             * Format: uuid
             * @description Identifies the model.
             */
            uuid: string;
            /** @description The name as an address writes it. Unique. */
            slug: string;
            /** @description The display name. */
            name: string;
            /** @description What it is good at. */
            description: string | null;
            /** @description The vendor. */
            vendor: string;
            /** @description The model's name in the vendor's own API. */
            model: string;
            /** @description How many tokens it reads and writes together. */
            context_window: number;
            /** @description How many tokens it writes at most; null where the vendor does not say. */
            max_output_tokens: number | null;
            /** @description What it can do. */
            capabilities: ("text" | "vision" | "audio" | "tools" | "json_mode" | "reasoning")[];
            /** @description The vendor's list price for a million tokens. */
            pricing: {
                /**
                 * @description The currency of both prices.
                 * @enum {string}
                 */
                currency: "USD";
                /** @description A million tokens read. */
                input_per_million: number;
                /** @description A million tokens written. */
                output_per_million: number;
            };
            /**
             * @description False where it cannot be chosen.
             * @default true
             */
            is_enabled: boolean;
            /**
             * @description True when the vendor has withdrawn the model. It is still shown, but cannot be used.
             * @default false
             */
            is_deprecated: boolean;
            /**
             * Format: date
             * @description The day the vendor released it.
             */
            released_at: string | null;
            /**
             * Format: date-time
             * @description When the platform took it up.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its record last changed.
             */
            updated_at: string;
            /** @description The service that provides it, returned with `with=provider`; `{}` inside a provider. */
            provider?: components["schemas"]["Provider"];
        };
        /** @description An agent's place among the agents of a workspace. Counted from what happened in the period, never stored. */
        AgentLeaderboard: {
            /** @description The place, counted from 1. */
            rank: number;
            /** @description The place in the period before this one; null for an agent that was not there yet. */
            previous_rank: number | null;
            /**
             * @description How the place compares with the one before.
             * @enum {string}
             */
            trend: "up" | "down" | "same" | "new";
            /** @description The figure that `metric` asks for, by which agents are ranked. */
            score: number;
            /** @description How often the agent was run in the period. A run is an answer that it gave in a conversation, a message of role `assistant`; the steps of workflows are not counted. */
            runs_count: number;
            /** @description In how many conversations it answered in the period. */
            threads_count: number;
            /** @description How many messages it wrote in the period. */
            messages_count: number;
            /** @description How many people own those conversations. */
            users_count: number;
            /** @description How many messages it wrote in a conversation, on average. */
            average_messages_per_thread: number;
            /**
             * Format: date-time
             * @description When it was last run; null where it never was.
             */
            last_run_at: string | null;
            /** @description The agent. */
            agent: components["schemas"]["Agent"];
        };
        /** @description Where this page lies in the whole list. */
        PaginationMeta: {
            /** @description The number of this page, counted from 1. */
            current_page: number;
            /** @description The place of this page's first record in the list; null on an empty page. */
            from: number | null;
            /** @description The number of the last page. */
            last_page: number;
            /** @description What a row of page buttons shows; the first is the previous page, the last the next one. */
            links: {
                /**
                 * Format: uri
                 * @description The URL of the page; null when there is no such page and for an ellipsis.
                 */
                url: string | null;
                /** @description What it says; HTML entities are kept. */
                label: string;
                /** @description True for this page. */
                active: boolean;
            }[];
            /**
             * Format: uri
             * @description The address of the list without its query.
             */
            path: string;
            /** @description How many records a page holds at most. */
            per_page: number;
            /** @description The place of this page's last record in the list; null on an empty page. */
            to: number | null;
            /** @description How many records the whole list has. */
            total: number;
        };
        /** @description The addresses of the pages around this one, with the other query parameters unchanged. */
        PaginationLinks: {
            /**
             * Format: uri
             * @description The first page.
             */
            first: string | null;
            /**
             * Format: uri
             * @description The last page.
             */
            last: string | null;
            /**
             * Format: uri
             * @description The page before this one; null on the first.
             */
            prev: string | null;
            /**
             * Format: uri
             * @description The page after this one; null on the last.
             */
            next: string | null;
        };
        /** @description The settings of each authentication strategy of a provider. Stored as sent; every property is optional. */
        AuthenticationConfig: {
            /** @description The strategy `token`, where an account holds a key. */
            token?: {
                /** @description The address that a key is checked against. */
                url?: string;
                /** @description What the check sends as its body. */
                body?: {
                    [key: string]: JsonValue;
                };
                /** @description What the check sends in its query. */
                params?: {
                    [key: string]: JsonValue;
                };
                /** @description Headers that the check sends beside the key. */
                headers?: {
                    [key: string]: JsonValue;
                };
                /** @description The name of the header that carries the key. */
                key?: string;
                /**
                 * @description How the key is sent.
                 * @enum {string}
                 */
                type?: "basic" | "bearer" | "header" | "query";
            } & {
                [key: string]: JsonValue;
            };
            /** @description The strategy `oauth2`, where the user grants access at the provider. */
            oauth2?: {
                /** @description The address of the provider's API. */
                url?: string;
                /** @description The key of the platform's application at the provider. */
                client_id?: string;
                /**
                 * Format: password
                 * @description The application's secret. What is sent is never kept nor shown, asterisks stand for it.
                 */
                client_secret?: string;
                /** @description Where the provider sends the user back to. */
                redirect_url?: string;
                /** @description Where the user grants access. */
                authorize_url?: string;
                /** @description Where a code becomes a token. */
                token_url?: string;
                /** @description Where the provider says who the user is. */
                user_url?: string;
                /** @description What access is asked for. */
                scopes?: string[];
                /**
                 * @description What stands between scopes when they are sent.
                 * @enum {string}
                 */
                scope_separator?: "space" | "comma" | "semicolon";
                /** @description Headers that go with each request. */
                headers?: {
                    [key: string]: JsonValue;
                };
                /** @description What the authorize address gets in its query beyond OAuth's own. */
                parameters?: {
                    [key: string]: JsonValue;
                };
            } & {
                [key: string]: JsonValue;
            };
            /** @description The strategy `basic`, where an account holds a user name and a password. */
            basic?: {
                /** @description The address that the credentials are checked against. */
                url?: string;
                /** @description Headers that the check sends. */
                headers?: {
                    [key: string]: JsonValue;
                };
                /** @description What the check sends in its query. */
                params?: {
                    [key: string]: JsonValue;
                };
                /** @description What the check sends as its body. */
                body?: {
                    [key: string]: JsonValue;
                };
            } & {
                [key: string]: JsonValue;
            };
        } & {
            [key: string]: JsonValue;
        };
        /** @description The generated picture that replaces a missing one. Stored as sent; every property is optional. */
        ProfilePhotoConfig: {
            /** @description The emoji to draw. */
            emoji?: string | null;
            /** @description The colour behind the emoji, as CSS writes it. */
            background_color?: string | null;
            /** @description Which of the two to show, `emoji` or `photo`. Get Agents shows it as a free text, so it is not a closed set. */
            preference?: string | null;
        };
        /** @description The workflow as it was when the execution began. A later change of the workflow does not reach it. */
        WorkflowExecutionDataWorkflowData: {
            /** @description The workflow's number. */
            id: number;
            /**
             * Format: uuid
             * @description Identifies the workflow.
             */
            uuid: string;
            /** @description What the workflow was called. */
            name: string;
            /** @description Its steps. */
            nodes: components["schemas"]["Node"][];
            /** @description How the steps followed each other. */
            edges: components["schemas"]["Edge"][];
            /** @description The values that its steps shared. */
            variables?: {
                [key: string]: string | number | boolean | null;
            };
            /** @description How it was run. */
            settings?: {
                [key: string]: JsonValue;
            };
        };
        /** @description One step of a workflow. Further properties of a workflow editor (size, selection) are stored as sent. */
        Node: {
            /** @description Identifies the node within its workflow. */
            id: string;
            /**
             * @description What kind of step it is, as `<group>.<kind>`. A workflow that has steps begins with one trigger.
             * @enum {string}
             */
            type: "trigger.webhook" | "trigger.schedule" | "trigger.manual" | "agent.run" | "prompt.run" | "tool.call" | "http.request" | "logic.condition" | "logic.loop" | "logic.merge" | "logic.delay" | "human.approval" | "data.set";
            /** @description Where an editor draws it, in pixels from the upper left corner. */
            position: {
                /** @description To the right. */
                x: number;
                /** @description Downwards. */
                y: number;
            };
            /** @description What the step is called and how it works. */
            data: {
                /** @description The display name of the step. */
                label?: string;
                /** @description What it does. */
                description?: string | null;
                /**
                 * Format: uuid
                 * @description The agent that an `agent.run` step runs.
                 */
                agent_uuid?: string | null;
                /**
                 * Format: uuid
                 * @description The prompt that a `prompt.run` step runs.
                 */
                prompt_uuid?: string | null;
                /**
                 * Format: uuid
                 * @description The tool that a `tool.call` step calls.
                 */
                tool_uuid?: string | null;
                /**
                 * Format: uuid
                 * @description The account whose credentials the step uses.
                 */
                account_uuid?: string | null;
                /** @description The settings of the step. Texts may hold `{{ node.field }}`, `{{ input.field }}` or `{{ variables.name }}`, filled in when it runs; one that leads nowhere fails the step. A `logic.condition` has an `expression` (`{{ webhook.seats }} > 10`), a `logic.loop` its `items` or `times`, a `logic.delay` its `seconds`, `minutes`, `hours` or `days`, a `trigger.schedule` its `cron` (`30 7 * * 1`). */
                parameters?: {
                    [key: string]: JsonValue;
                };
                /** @description True when the step is passed over. */
                is_disabled?: boolean;
                /** @description How often the step is tried before it has failed. */
                max_tries?: number;
                /** @description How long to wait before the next try, in milliseconds. */
                wait_between_tries?: number;
                /** @description For the simulator alone, how the step turns out. The platform itself knows nothing of it. */
                simulate?: {
                    /** @description What comes out, laid over what would come out otherwise. */
                    output?: {
                        [key: string]: JsonValue;
                    };
                    /** @description What goes wrong. */
                    error?: {
                        /** @description The error message. */
                        message: string;
                        /** @description What the service calls it. */
                        code?: string | null;
                    };
                    /** @description How many runs of the step go wrong in one execution before one goes well; every one where it is not given. */
                    failures?: number;
                    /** @description How long the step takes; for an approval, the time until the decision. */
                    seconds?: number;
                    /**
                     * @description What is decided about an approval; with `none` it waits until it expires.
                     * @enum {string}
                     */
                    decision?: "approved" | "rejected" | "none";
                };
            } & {
                [key: string]: JsonValue;
            };
        } & {
            [key: string]: JsonValue;
        };
        /** @description Leads from one step of a workflow to the next. */
        Edge: {
            /** @description Identifies the edge within its workflow. */
            id: string;
            /** @description The node that it leads from. */
            source: string;
            /** @description The node that it leads to. */
            target: string;
            /** @description Which of the source's exits: `true` or `false` of a condition, `loop` or `done` of a loop, `approved` or `rejected` of an approval (null is as `approved`), null of every other step. `error` of any step but a trigger is taken where the step fails. */
            source_handle?: string | null;
            /** @description Which of the target's entries; null where it has one. */
            target_handle?: string | null;
            /** @description What an editor writes beside it. */
            label?: string | null;
            /** @description How an editor draws it. */
            type?: string | null;
        } & {
            [key: string]: JsonValue;
        };
        /** @description Who signs in. */
        SignInRequest: {
            /**
             * Format: email
             * @description The user's e-mail address, in upper or lower case.
             */
            email: string;
            /**
             * Format: password
             * @description The user's password.
             */
            password: string;
        };
        /** @description A new API token and its user. */
        SignInResponse: {
            /** @description The token and its user. */
            data: {
                /** @description The token, to be sent as `Authorization: Bearer`. It is shown here and never again. */
                token: string;
                /**
                 * @description How the token is sent.
                 * @enum {string}
                 */
                token_type: "Bearer";
                user: components["schemas"]["User"];
            };
        };
        /** @description The signed-in user. */
        UserResponse: {
            data: components["schemas"]["User"];
        };
        /** @description A page of workspaces. */
        WorkspaceListResponse: {
            /** @description The workspaces of this page. */
            data: components["schemas"]["Workspace"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description What to count. The same fields may be sent in the query; what the body says wins. */
        WorkspacesMetricsRequest: {
            /**
             * Format: uuid
             * @description The workspace to count in. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string;
            /**
             * @description What is counted, AI agents or automation workflows.
             * @default agents
             * @enum {string}
             */
            entity?: "agents" | "workflows";
            /**
             * @description What is measured. `executions`: how often they were run; `created`: how many were made; `copies`: how many were cloned from templates; `shares`: how often they were shared; `avg_duration`: the average execution time in milliseconds, for workflows alone and never grouped.
             * @default created
             * @enum {string}
             */
            metric?: "created" | "executions" | "copies" | "shares" | "avg_duration";
            /**
             * @description How measurements are put together: of groups, how their values make the total; of `avg_duration`, how durations do, where `count` is the average. Without groups the total of a count is that count.
             * @default count
             * @enum {string}
             */
            aggregation?: "count" | "sum" | "avg" | "min" | "max";
            /**
             * @description What results are grouped by. Without it there is only the total.
             * @enum {string}
             */
            group_by?: "user" | "date";
            /**
             * @description The length of a period; needed where `group_by` is `date`.
             * @enum {string}
             */
            granularity?: "hourly" | "daily" | "weekly" | "monthly";
            /**
             * @description What results are ordered by.
             * @enum {string}
             */
            order_by?: "value" | "user_name" | "date";
            /**
             * @description The direction of the order.
             * @enum {string}
             */
            order_dir?: "asc" | "desc";
            /** @description How many results at most. */
            limit?: number;
            /** @description What is counted at all. */
            filters?: {
                /** @description The time that ends now, as a number of days, weeks, months or years. */
                period?: string;
            };
        };
        /** @description A measurement of a workspace. */
        WorkspacesMetricsResponse: {
            /** @description What was asked for, and its answer. */
            data: {
                /**
                 * @description What was counted.
                 * @enum {string}
                 */
                entity: "agents" | "workflows";
                /**
                 * @description What was measured.
                 * @enum {string}
                 */
                metric: "created" | "executions" | "copies" | "shares" | "avg_duration";
                /**
                 * @description How measurements were put together.
                 * @enum {string}
                 */
                aggregation: "count" | "sum" | "avg" | "min" | "max";
                /**
                 * @description What results are grouped by; null when there is only the total.
                 * @enum {string|null}
                 */
                group_by: "user" | "date" | null;
                /**
                 * @description The length of a period. It is not there where results are grouped by user.
                 * @enum {string|null}
                 */
                granularity?: "hourly" | "daily" | "weekly" | "monthly" | null;
                /** @description The measurement of everything. */
                total: number;
                /** @description The measurement of each group; empty where nothing is grouped. */
                results: ({
                    /** @description The user's key as a text. */
                    user_id: string;
                    /** @description The user's name. */
                    user_name: string;
                    /** @description The measurement. */
                    value: number;
                } | {
                    /** @description The period's first moment, as a day or, hourly, as a time. */
                    date: string;
                    /** @description The measurement. */
                    value: number;
                })[];
            };
        };
        /** @description One workspace. */
        WorkspaceResponse: {
            data: components["schemas"]["Workspace"];
        };
        /** @description The fields of a workspace to change. Fields that are not sent keep their value; `metadata` is replaced completely. */
        WorkspaceUpdateRequest: {
            /** @description The display name. */
            name?: string;
            /**
             * Format: uri
             * @description The workspace's picture.
             */
            profile_photo_url?: string | null;
            /** @description True when the onboarding is done. */
            is_onboarded?: boolean;
            /** @description The results of the onboarding, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description How far the onboarding is, in percent. */
                onboarding_step?: number;
                /** @description Where the team heard of the platform. */
                sources?: string[];
                /** @description Who brought the team. */
                affiliate_name?: string;
                /** @description The role of the person who opened it. */
                role?: string;
                /** @description The team's industry. */
                industry?: string;
                /** @description The services that the team works with. */
                tools?: string[];
                /** @description What the onboarding suggests to build. */
                ai_tools?: {
                    /** @description Agents to make. */
                    agents?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                    /** @description Prompts to write. */
                    prompts?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                    /** @description Workflows to build. */
                    workflows?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                };
            } & {
                [key: string]: JsonValue;
            };
        };
        /** @description A page of providers. */
        ProviderListResponse: {
            /** @description The providers of this page. */
            data: components["schemas"]["Provider"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new provider. It belongs to the caller. */
        ProviderCreateRequest: {
            /** @description The display name. */
            name: string;
            /** @description What the service does. */
            description?: string | null;
            /**
             * Format: uri
             * @description The service's site.
             */
            website?: string | null;
            /**
             * Format: uri
             * @description The service's logo.
             */
            profile_photo_url?: string | null;
            profile_photo_config?: components["schemas"]["ProfilePhotoConfig"];
            /**
             * @description The strategy that accounts use unless they choose another.
             * @default token
             * @enum {string}
             */
            authentication_strategy?: "token" | "basic" | "oauth2";
            authentication_config?: components["schemas"]["AuthenticationConfig"];
            /**
             * @description False when no new accounts are wanted.
             * @default true
             */
            is_enabled?: boolean;
            /**
             * @description The kind of service.
             * @default integration
             * @enum {string}
             */
            type?: "large_language_model" | "integration" | "data_source" | "custom";
            /**
             * @description The users who may see it, all users or only the owner. The reach of `workspace` is not documented; the simulator treats it like `private`.
             * @default private
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /** @description How its tools are grouped, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description Groups of the provider's tools, in the order to show them. */
                tool_groups?: {
                    /** @description What the group is called. */
                    label?: string;
                    /** @description The keys of the group's tools. */
                    tools?: string[];
                }[];
                /** @description True when the platform itself maintains it. */
                is_official?: boolean;
                /** @description True when it is shown first. */
                is_featured?: boolean;
            } & {
                [key: string]: JsonValue;
            };
        };
        /** @description One provider. */
        ProviderResponse: {
            data: components["schemas"]["Provider"];
        };
        /** @description The fields of a provider to change. Fields that are not sent keep their value; objects are replaced completely. */
        ProviderUpdateRequest: {
            /** @description The display name. */
            name?: string;
            /** @description What the service does. */
            description?: string | null;
            /**
             * Format: uri
             * @description The service's site.
             */
            website?: string | null;
            /**
             * Format: uri
             * @description The service's logo.
             */
            profile_photo_url?: string | null;
            profile_photo_config?: components["schemas"]["ProfilePhotoConfig"];
            /**
             * @description The strategy that accounts use unless they choose another.
             * @enum {string}
             */
            authentication_strategy?: "token" | "basic" | "oauth2";
            authentication_config?: components["schemas"]["AuthenticationConfig"];
            /** @description False when no new accounts are wanted. */
            is_enabled?: boolean;
            /**
             * @description The kind of service.
             * @enum {string}
             */
            type?: "large_language_model" | "integration" | "data_source" | "custom";
            /**
             * @description The users who may see it, all users or only the owner. The reach of `workspace` is not documented; the simulator treats it like `private`.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /** @description How its tools are grouped, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description Groups of the provider's tools, in the order to show them. */
                tool_groups?: {
                    /** @description What the group is called. */
                    label?: string;
                    /** @description The keys of the group's tools. */
                    tools?: string[];
                }[];
                /** @description True when the platform itself maintains it. */
                is_official?: boolean;
                /** @description True when it is shown first. */
                is_featured?: boolean;
            } & {
                [key: string]: JsonValue;
            };
        };
        /** @description A page of accounts. */
        AccountListResponse: {
            /** @description The accounts of this page. */
            data: components["schemas"]["Account"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new account with a provider. It belongs to the caller. */
        AccountCreateRequest: {
            /**
             * Format: uuid
             * @description The provider that the account is with.
             */
            provider_uuid: string;
            /**
             * Format: uuid
             * @description The workspace that uses it. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string;
            /** @description The display name. */
            provider_display_name: string;
            /**
             * @description Which of the provider's strategies lets the account in, its `authentication_strategy` or one that its `authentication_config` has. Where it is sent, what goes with it must be sent too: `token` for `token`, `username` and `password` for `basic`, `scope` for `oauth2`.
             * @default token
             * @enum {string}
             */
            provider_authentication_strategy?: "token" | "basic" | "oauth2";
            /** @description The key, for the strategy `token`. Stored as a digest and never returned. */
            token?: string;
            /** @description The user name, for the strategy `basic`. */
            username?: string;
            /** @description The password, for the strategy `basic`. Stored as a digest and never returned. */
            password?: string;
            /** @description The access that is asked for, for the strategy `oauth2`. */
            scope?: string;
        };
        /** @description One account. */
        AccountResponse: {
            data: components["schemas"]["Account"];
        };
        /** @description What may be changed of an account. What is not sent stays as it is. */
        AccountUpdateRequest: {
            /** @description What people call it. */
            provider_display_name?: string;
            /**
             * @description Which of the provider's strategies lets the account in, its `authentication_strategy` or one that its `authentication_config` has. Where it is sent, what goes with it must be sent too: `token` for `token`, `username` and `password` for `basic`, `scope` for `oauth2`.
             * @enum {string}
             */
            provider_authentication_strategy?: "token" | "basic" | "oauth2";
            /** @description The key, for the strategy `token`. Kept as a digest and never shown. */
            token?: string;
            /** @description The user name, for the strategy `basic`. */
            username?: string;
            /** @description The password, for the strategy `basic`. Kept as a digest and never shown. */
            password?: string;
            /** @description The access that is asked for, for the strategy `oauth2`. */
            scope?: string;
        };
        /** @description A page of agents. */
        AgentListResponse: {
            /** @description The agents of this page. */
            data: components["schemas"]["Agent"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new agent. Only the name is needed. */
        AgentCreateRequest: {
            /** @description The display name. */
            name: string;
            /** @description What it is for. */
            description?: string | null;
            /** @description What the model is told before every conversation. */
            instruction?: string | null;
            /**
             * Format: uri
             * @description The agent's picture.
             */
            profile_photo_url?: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /** @description How the agent presents itself, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description The role that it plays. */
                role?: string;
                /** @description What it works towards. */
                goal_statement?: string;
                /** @description Where it comes from, as it would tell it. */
                backstory?: string;
                /** @description What it must never do. */
                guardrails?: string;
                /** @description What it always does. */
                base_instructions?: string;
                /** @description What a person may begin a conversation with. */
                conversation_starters?: string[];
                /** @description What it says first. */
                greetings?: string;
                /** @description How it speaks. */
                tone_of_voice?: string;
                /** @description The language that it answers in, as a BCP 47 tag. */
                language?: string;
                /** @description How long its answers are, in its own words. */
                response_length?: string;
                /** @description What it knows most about. */
                areas_of_expertise?: string[];
            } & {
                [key: string]: JsonValue;
            };
            /**
             * @description The status of the agent. A draft is not finished yet, and an archived one is kept for its history.
             * @enum {string}
             */
            status?: "draft" | "active" | "archived";
            /** @description False where it may not be run. */
            is_enabled?: boolean;
            /** @description True for one of the owner's favourites. It is what `favorite` filters by. */
            is_favorite?: boolean;
            /** @description True when others may start from a copy of it. The parameter `template` filters by it. */
            is_template?: boolean;
            /** @description How freely the model chooses its words. */
            temperature?: number;
            /** @description How long an answer may be at most; null leaves it to the model. */
            max_tokens?: number | null;
            /**
             * Format: uuid
             * @description The model that answers; null leaves the choice to the platform.
             */
            large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it works in. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string | null;
            /** @description The tools that it may call. */
            tool_uuids?: string[];
            /** @description The categories that it is found under. What a category is, the documentation does not show: any uuid will do. */
            category_uuids?: string[];
        };
        /** @description One agent. */
        AgentResponse: {
            data: components["schemas"]["Agent"];
        };
        /** @description What the agent should be able to do, in plain words. */
        AgentGenerateRequest: {
            /** @description What the agent is for. */
            prompt: string;
            /** @description What to call it. Defaults to a name generated from the description. */
            name?: string;
            /**
             * Format: uuid
             * @description The model that will answer; null leaves the choice to the platform.
             */
            large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it will work in. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string | null;
            /** @description The tools that it may call. */
            tool_uuids?: string[];
        };
        /** @description The agent that was made. */
        AgentGenerateResponse: {
            data: components["schemas"]["Agent"];
        };
        /** @description The best agents, best first. */
        AgentLeaderboardListResponse: {
            /** @description The places, first place first. */
            data: components["schemas"]["AgentLeaderboard"][];
        };
        /** @description The fields of an agent to change. Fields that are not sent keep their value; `metadata` is replaced completely. */
        AgentUpdateRequest: {
            /** @description The display name. */
            name?: string;
            /** @description What it is for. */
            description?: string | null;
            /** @description What the model is told before every conversation. */
            instruction?: string | null;
            /**
             * Format: uri
             * @description The agent's picture.
             */
            profile_photo_url?: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /** @description How the agent presents itself, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description The role that it plays. */
                role?: string;
                /** @description What it works towards. */
                goal_statement?: string;
                /** @description Where it comes from, as it would tell it. */
                backstory?: string;
                /** @description What it must never do. */
                guardrails?: string;
                /** @description What it always does. */
                base_instructions?: string;
                /** @description What a person may begin a conversation with. */
                conversation_starters?: string[];
                /** @description What it says first. */
                greetings?: string;
                /** @description How it speaks. */
                tone_of_voice?: string;
                /** @description The language that it answers in, as a BCP 47 tag. */
                language?: string;
                /** @description How long its answers are, in its own words. */
                response_length?: string;
                /** @description What it knows most about. */
                areas_of_expertise?: string[];
            } & {
                [key: string]: JsonValue;
            };
            /**
             * @description The status of the agent. A draft is not finished yet, and an archived one is kept for its history.
             * @enum {string}
             */
            status?: "draft" | "active" | "archived";
            /** @description False where it may not be run. */
            is_enabled?: boolean;
            /** @description True for one of the owner's favourites. It is what `favorite` filters by. */
            is_favorite?: boolean;
            /** @description True when others may start from a copy of it. The parameter `template` filters by it. */
            is_template?: boolean;
            /** @description How freely the model chooses its words. */
            temperature?: number;
            /** @description How long an answer may be at most; null leaves it to the model. */
            max_tokens?: number | null;
            /**
             * Format: uuid
             * @description The model that answers; null leaves the choice to the platform.
             */
            large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it works in.
             */
            workspace_uuid?: string | null;
            /** @description The tools that it may call. */
            tool_uuids?: string[];
            /** @description The categories that it is found under. What a category is, the documentation does not show: any uuid will do. */
            category_uuids?: string[];
        };
        /** @description The message to the agent. */
        AgentRunRequest: {
            /** @description The user's message. */
            message: string;
            /**
             * Format: uuid
             * @description The thread to continue. Without it, a new thread is created.
             */
            thread_uuid?: string | null;
            /** @description The attachments of the message. */
            attachment_uuids?: string[];
            /** @description Values for the placeholders in the agent's instruction. */
            variables?: {
                [key: string]: string;
            };
            /**
             * @description True to stream the answer as server-sent events.
             * @default false
             */
            stream?: boolean;
        };
        /** @description The message to the agent, with the files to attach to it. */
        AgentRunFormRequest: components["schemas"]["AgentRunRequest"] & components["schemas"]["AttachmentsRequest"];
        /** @description The files of a form. */
        AttachmentsRequest: {
            /** @description Files to attach to the message, sent as `attachments[]`. Each becomes an attachment with its media. */
            attachments?: string[];
        };
        /** @description The agent's answer. */
        AgentRunResponse: {
            data: components["schemas"]["Message"];
        };
        /** @description The answer of an agent as server-sent events: `run.started`, a `run.tool_call` for each tool, `run.delta` for each piece, and last `run.completed`, whose data is the body of the run without a stream, or `run.failed`. Each has an `id`; the data is JSON. While nothing comes, comments keep the connection open. */
        MessageRunEventStream: string;
        /** @description The data of the first event, `run.started`. */
        RunStartedEvent: {
            /**
             * Format: uuid
             * @description The thread that the answer will belong to. Not there when a prompt is run.
             */
            thread_uuid?: string;
            /**
             * Format: uuid
             * @description The message that the answer will be. Not there when a prompt is run.
             */
            message_uuid?: string;
            /**
             * Format: uuid
             * @description The prompt that is run.
             */
            prompt_uuid?: string;
            /** @description The name of the model that answers; null where the platform chose. */
            model: string | null;
        };
        /** @description The data of an event `run.tool_call`, a tool that was called before the answer. */
        RunToolCallEvent: {
            /** @description Identifies the call within the message. */
            id: string;
            /** @description The slug of the tool. */
            name: string;
            /** @description The arguments of the tool call. */
            arguments: {
                [key: string]: JsonValue;
            };
            /**
             * @description The status of the call.
             * @enum {string}
             */
            status?: "pending" | "success" | "error";
            /** @description The result of the tool call. */
            result?: unknown;
        };
        /** @description The data of an event `run.delta`, the next piece of the answer. */
        RunDeltaEvent: {
            /** @description What follows on the pieces before. All of them together are the content of the answer. */
            content: string;
        };
        /** @description The data of the last event where no answer came, `run.failed`. */
        RunFailedEvent: {
            /** @description What went wrong. */
            message: string;
            /** @description The status that the run would have had without a stream. */
            status: number;
        };
        /** @description What to learn, as texts, as addresses or as both. Each text and each address becomes a memory of the agent. */
        AgentTrainRequest: {
            /** @description Texts to remember. */
            texts?: string[];
            /** @description Addresses of pages to read. */
            urls?: string[];
            /**
             * @description What kind of thing the texts are.
             * @default fact
             * @enum {string}
             */
            type?: "fact" | "preference" | "instruction" | "document" | "conversation";
            /**
             * @description How much the new memories weigh.
             * @default 0.5
             */
            importance?: number;
            /**
             * @description True to forget first what the agent learnt by training before.
             * @default false
             */
            replace?: boolean;
        } | unknown | unknown;
        /** @description What the agent has learnt, a memory for each text and each address. */
        AgentTrainResponse: {
            /** @description The new memories, texts first. */
            data: components["schemas"]["Memory"][];
        };
        /** @description The recipient and the terms of the share. The recipient is a user of the platform (`user_id`) or the owner of an e-mail address (`email`). If a user signs in with that address, the share is for this user. If both are sent, `user_id` applies. If neither is sent, the request creates a link for anyone who has it. There is one share for each recipient, and one link. Sharing the agent again changes the existing share, and fields that are not sent keep their value. */
        AgentShareRequest: {
            /** @description The user to share with. */
            user_id?: number | null;
            /**
             * Format: email
             * @description The address to invite.
             */
            email?: string | null;
            /**
             * @description What the recipient may do; each permission includes the one before it. Defaults to `view` for a new share. `none` deletes the share.
             * @enum {string}
             */
            permission?: "view" | "run" | "edit" | "none";
            /** @description What to tell the recipient. */
            message?: string | null;
            /**
             * Format: date-time
             * @description The time when the share expires, in the future; null for a share that does not expire.
             */
            expires_at?: string | null;
        };
        /** @description One share. */
        ShareResponse: {
            data: components["schemas"]["Share"];
        };
        /** @description A page of workflows. */
        WorkflowListResponse: {
            /** @description The workflows of this page. */
            data: components["schemas"]["Workflow"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new workflow. Only the name is needed. */
        WorkflowCreateRequest: {
            /** @description The display name. */
            name: string;
            /** @description What it is for. */
            description?: string | null;
            /**
             * Format: uri
             * @description The workflow's picture.
             */
            profile_photo_url?: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /**
             * @description The status of the workflow. Only an active one is started by its trigger.
             * @enum {string}
             */
            status?: "draft" | "active" | "paused" | "archived";
            /** @description False where it may not be run. */
            is_enabled?: boolean;
            /** @description True for one of the owner's favourites. */
            is_favorite?: boolean;
            /** @description True when others may start from a copy of it. */
            is_template?: boolean;
            /** @description Its steps. */
            nodes?: components["schemas"]["Node"][];
            /** @description How the steps follow each other. */
            edges?: components["schemas"]["Edge"][];
            /** @description Values that the steps share, as `{{ variables.name }}`. */
            variables?: {
                [key: string]: string | number | boolean | null;
            };
            /** @description How it is run. Stored as it was sent. */
            settings?: {
                /** @description The time zone of its schedules, as IANA names it; UTC where it is not given. */
                timezone?: string;
                /** @description After how many seconds an execution is given up; null for never. */
                timeout?: number | null;
                /** @description How often a failed execution is tried again. */
                max_retries?: number;
            } & {
                [key: string]: JsonValue;
            };
            /**
             * Format: uuid
             * @description The workspace that it belongs to. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string | null;
        };
        /** @description One workflow. */
        WorkflowResponse: {
            data: components["schemas"]["Workflow"];
        };
        /** @description What the workflow should do, in plain words. */
        WorkflowGenerateRequest: {
            /** @description What the workflow is for. */
            prompt: string;
            /** @description What to call it. Defaults to a name generated from the description. */
            name?: string;
            /**
             * Format: uuid
             * @description The workspace that it belongs to. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string | null;
        };
        /** @description The fields of a workflow to change. Fields that are not sent keep their value; `nodes`, `edges`, `variables` and `settings` are replaced completely. */
        WorkflowUpdateRequest: {
            /** @description The display name. */
            name?: string;
            /** @description What it is for. */
            description?: string | null;
            /**
             * Format: uri
             * @description The workflow's picture.
             */
            profile_photo_url?: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /**
             * @description The status of the workflow. Only an active one is started by its trigger.
             * @enum {string}
             */
            status?: "draft" | "active" | "paused" | "archived";
            /** @description False where it may not be run. */
            is_enabled?: boolean;
            /** @description True for one of the owner's favourites. */
            is_favorite?: boolean;
            /** @description True when others may start from a copy of it. */
            is_template?: boolean;
            /** @description Its steps. */
            nodes?: components["schemas"]["Node"][];
            /** @description How the steps follow each other. */
            edges?: components["schemas"]["Edge"][];
            /** @description Values that the steps share, as `{{ variables.name }}`. */
            variables?: {
                [key: string]: string | number | boolean | null;
            };
            /** @description How it is run. Stored as it was sent. */
            settings?: {
                /** @description The time zone of its schedules, as IANA names it; UTC where it is not given. */
                timezone?: string;
                /** @description After how many seconds an execution is given up; null for never. */
                timeout?: number | null;
                /** @description How often a failed execution is tried again. */
                max_retries?: number;
            } & {
                [key: string]: JsonValue;
            };
            /**
             * Format: uuid
             * @description The workspace that it belongs to.
             */
            workspace_uuid?: string | null;
        };
        /** @description Whatever the caller of the webhook has to say. The execution begins with it. */
        WorkflowWebhookRequest: {
            [key: string]: JsonValue;
        };
        /** @description One workflow execution. */
        WorkflowExecutionResponse: {
            data: components["schemas"]["WorkflowExecution"];
        };
        /** @description The recipient and the terms of the share. The recipient is a user of the platform (`user_id`) or the owner of an e-mail address (`email`). If a user signs in with that address, the share is for this user. If both are sent, `user_id` applies. If neither is sent, the request creates a link for anyone who has it. There is one share for each recipient, and one link. Sharing the workflow again changes the existing share, and fields that are not sent keep their value. */
        WorkflowShareRequest: {
            /** @description The user to share with. */
            user_id?: number | null;
            /**
             * Format: email
             * @description The address to invite.
             */
            email?: string | null;
            /**
             * @description What the recipient may do; each permission includes the one before it. Defaults to `view` for a new share. `none` deletes the share.
             * @enum {string}
             */
            permission?: "view" | "run" | "edit" | "none";
            /** @description What to tell the recipient. */
            message?: string | null;
            /**
             * Format: date-time
             * @description The time when the share expires, in the future; null for a share that does not expire.
             */
            expires_at?: string | null;
        };
        /** @description A page of workflow executions. */
        WorkflowExecutionListResponse: {
            /** @description The executions of this page. */
            data: components["schemas"]["WorkflowExecution"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description The workflow to start, and what it begins with. */
        WorkflowExecutionCreateRequest: {
            /**
             * Format: uuid
             * @description The workflow to start.
             */
            workflow_uuid: string;
            /** @description What the execution begins with. A retry without it begins with what the execution before it began with. */
            data?: {
                [key: string]: JsonValue;
            };
            /**
             * Format: uuid
             * @description An execution of this workflow that has ended, to try again.
             */
            retry_of?: string | null;
        };
        /** @description How many executions there are. */
        WorkflowExecutionCountsResponse: {
            /** @description The counts. */
            data: {
                /** @description All of them. */
                total: number;
                /** @description Executions that have not started. */
                pending: number;
                /** @description Executions that are running. */
                running: number;
                /** @description Executions that wait for a time or for a person. */
                waiting: number;
                /** @description Executions that succeeded. */
                success: number;
                /** @description Executions that failed. */
                error: number;
                /** @description Executions that were canceled. */
                canceled: number;
                /** @description Executions that crashed. */
                crashed: number;
                /** @description Executions of any status that require a human review. */
                requires_human_review: number;
            };
        };
        /** @description The fields of an execution to change. Fields that are not sent keep their value. */
        WorkflowExecutionUpdateRequest: {
            /** @description Whether a person has to look at the execution. The list filters by it. */
            requires_human_review?: boolean;
        };
        /** @description A page of prompts. */
        PromptListResponse: {
            /** @description The prompts of this page. */
            data: components["schemas"]["Prompt"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new prompt, which needs a name and a text. */
        PromptCreateRequest: {
            /** @description The display name. */
            name: string;
            /** @description What it is for. */
            description?: string | null;
            /** @description The text, with each placeholder written as `{{variable}}`. */
            content: string;
            /** @description The variables that fill the placeholders. */
            variables?: {
                /** @description What the text calls it. */
                name: string;
                /** @description What a person is asked for. */
                label?: string | null;
                /**
                 * @description What kind of value it takes.
                 * @enum {string}
                 */
                type?: "text" | "textarea" | "number" | "boolean" | "date" | "select";
                /** @description True when the prompt cannot be run without it. */
                is_required?: boolean;
                /** @description What is filled in where nothing is given. */
                default_value?: string | number | boolean | null;
                /** @description The values that a `select` offers. */
                options?: string[];
            }[];
            /**
             * Format: uri
             * @description The prompt's picture.
             */
            profile_photo_url?: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /** @description The category that it is listed under. */
            category?: string | null;
            /** @description Whatever a client keeps here. Stored as it was sent. */
            metadata?: {
                /** @description Words to find it by. */
                tags?: string[];
            } & {
                [key: string]: JsonValue;
            };
            /** @description True for one of the owner's favourites. */
            is_favorite?: boolean;
            /** @description True when others may start from a copy of it. */
            is_template?: boolean;
            /** @description How freely the model chooses its words; null leaves it to the model. */
            temperature?: number | null;
            /** @description How long an answer may be at most; null leaves it to the model. */
            max_tokens?: number | null;
            /**
             * Format: uuid
             * @description The model that answers; null leaves the choice to the platform.
             */
            large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it belongs to. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string | null;
        };
        /** @description One prompt. */
        PromptResponse: {
            data: components["schemas"]["Prompt"];
        };
        /** @description The fields of a prompt to change. Fields that are not sent keep their value; `variables` and `metadata` are replaced completely. */
        PromptUpdateRequest: {
            /** @description The display name. */
            name?: string;
            /** @description What it is for. */
            description?: string | null;
            /** @description The text, with each placeholder written as `{{variable}}`. */
            content?: string;
            /** @description The variables that fill the placeholders. */
            variables?: {
                /** @description What the text calls it. */
                name: string;
                /** @description What a person is asked for. */
                label?: string | null;
                /**
                 * @description What kind of value it takes.
                 * @enum {string}
                 */
                type?: "text" | "textarea" | "number" | "boolean" | "date" | "select";
                /** @description True when the prompt cannot be run without it. */
                is_required?: boolean;
                /** @description What is filled in where nothing is given. */
                default_value?: string | number | boolean | null;
                /** @description The values that a `select` offers. */
                options?: string[];
            }[];
            /**
             * Format: uri
             * @description The prompt's picture.
             */
            profile_photo_url?: string | null;
            /** @description The picture shown when there is no photo. */
            profile_photo_config?: components["schemas"]["ProfilePhotoConfig"] | null;
            /**
             * @description The users who may see and run it, only the owner, also users who may see its workspace, or all users. The reach of `workspace` is inferred.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /** @description The category that it is listed under. */
            category?: string | null;
            /** @description Whatever a client keeps here. Stored as it was sent. */
            metadata?: {
                /** @description Words to find it by. */
                tags?: string[];
            } & {
                [key: string]: JsonValue;
            };
            /** @description True for one of the owner's favourites. */
            is_favorite?: boolean;
            /** @description True when others may start from a copy of it. */
            is_template?: boolean;
            /** @description How freely the model chooses its words; null leaves it to the model. */
            temperature?: number | null;
            /** @description How long an answer may be at most; null leaves it to the model. */
            max_tokens?: number | null;
            /**
             * Format: uuid
             * @description The model that answers; null leaves the choice to the platform.
             */
            large_language_model_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it belongs to.
             */
            workspace_uuid?: string | null;
        };
        /** @description The values of the prompt's placeholders, and how to run it. */
        PromptRunRequest: {
            /** @description A value for each placeholder. A variable that is not sent takes its default. */
            variables?: {
                [key: string]: string | number | boolean;
            };
            /**
             * Format: uuid
             * @description The model that answers. Defaults to the prompt's own.
             */
            large_language_model_uuid?: string | null;
            /** @description How freely the model chooses its words. Defaults to the prompt's own. */
            temperature?: number | null;
            /** @description How long the answer may be at most. Defaults to the prompt's own. */
            max_tokens?: number | null;
            /**
             * @description True to stream the answer as server-sent events.
             * @default false
             */
            stream?: boolean;
        };
        /** @description The result of a run. */
        PromptRunResponse: {
            /** @description The run. */
            data: {
                /**
                 * Format: uuid
                 * @description The prompt that was run.
                 */
                prompt_uuid: string;
                /** @description The text with its placeholders filled, as the model received it. */
                content: string;
                /** @description What the model answered. */
                output: string;
                /** @description The name of the model that answered; null where the platform chose. */
                model: string | null;
                /** @description How freely the model chose its words; null if it was left to the model. */
                temperature: number | null;
                /** @description How much the model read and wrote. */
                tokens: {
                    /** @description Tokens read. */
                    input: number;
                    /** @description Tokens written. */
                    output: number;
                    /** @description Both together. */
                    total: number;
                };
                /** @description How long it took, in milliseconds. */
                duration: number;
                /**
                 * Format: date-time
                 * @description When it was run.
                 */
                created_at: string;
            };
        };
        /** @description What came of a prompt as server-sent events: `run.started`, a `run.tool_call` for each tool, `run.delta` for each piece, and last `run.completed`, whose data is the body of the run without a stream, or `run.failed`. Each has an `id`; the data is JSON. While nothing comes, comments keep the connection open. */
        PromptRunEventStream: string;
        /** @description A page of memories. */
        MemoryListResponse: {
            /** @description The memories of this page. */
            data: components["schemas"]["Memory"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description One memory. */
        MemoryResponse: {
            data: components["schemas"]["Memory"];
        };
        /** @description The fields of a memory to change. Fields that are not sent keep their value; `metadata` is replaced completely. */
        MemoryUpdateRequest: {
            /** @description What is remembered. */
            content?: string;
            /**
             * @description What kind of thing it is.
             * @enum {string}
             */
            type?: "fact" | "preference" | "instruction" | "document" | "conversation";
            /** @description How much it weighs when the agent decides what to recall. */
            importance?: number;
            /** @description Whatever a client keeps here. Stored as it was sent. */
            metadata?: {
                /**
                 * Format: uri
                 * @description Where it was read.
                 */
                url?: string;
                /** @description The file that it was read in. */
                file_name?: string;
                /** @description Words to find it by. */
                tags?: string[];
            } & {
                [key: string]: JsonValue;
            };
            /**
             * Format: uuid
             * @description Who remembers it; null for every agent of the workspace.
             */
            agent_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it belongs to.
             */
            workspace_uuid?: string | null;
        };
        /** @description A page of threads. */
        ThreadListResponse: {
            /** @description The threads of this page. */
            data: components["schemas"]["Thread"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new thread. Only the name is needed. */
        ThreadCreateRequest: {
            /** @description The display name. */
            name: string;
            /** @description How the conversation is held, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description The model that answers. */
                model?: string;
                /** @description How freely the model chooses its words. */
                temperature?: number;
                /** @description How long an answer may be at most. */
                max_tokens?: number;
                /** @description What the model is told before the conversation. */
                system_prompt?: string;
                /** @description How the answers should sound. */
                conversation_style?: string;
            } & {
                [key: string]: JsonValue;
            };
            /** @description True when it stays at the top of a client's list. */
            is_pinned?: boolean;
            /** @description True when it was put aside. */
            is_archived?: boolean;
            /**
             * Format: uuid
             * @description Who is to answer.
             */
            agent_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it belongs to. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string | null;
        };
        /** @description One thread. */
        ThreadResponse: {
            data: components["schemas"]["Thread"];
        };
        /** @description The fields of a thread to change. Fields that are not sent keep their value; `metadata` is replaced completely. */
        ThreadUpdateRequest: {
            /** @description The display name. */
            name?: string;
            /** @description How the conversation is held, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description The model that answers. */
                model?: string;
                /** @description How freely the model chooses its words. */
                temperature?: number;
                /** @description How long an answer may be at most. */
                max_tokens?: number;
                /** @description What the model is told before the conversation. */
                system_prompt?: string;
                /** @description How the answers should sound. */
                conversation_style?: string;
            } & {
                [key: string]: JsonValue;
            };
            /** @description True when it stays at the top of a client's list. */
            is_pinned?: boolean;
            /** @description True when it was put aside. */
            is_archived?: boolean;
            /**
             * Format: uuid
             * @description Who is to answer.
             */
            agent_uuid?: string | null;
            /**
             * Format: uuid
             * @description The workspace that it belongs to.
             */
            workspace_uuid?: string | null;
        };
        /** @description What to say next in the thread. */
        ThreadRunRequest: {
            /** @description The user's message. */
            message: string;
            /**
             * Format: uuid
             * @description The agent that answers. Defaults to the thread's own agent; required if it has none.
             */
            agent_uuid?: string | null;
            /** @description The attachments of the message. */
            attachment_uuids?: string[];
            /**
             * @description True to stream the answer as server-sent events.
             * @default false
             */
            stream?: boolean;
        };
        /** @description What to say next in the thread, with the files to attach to it. */
        ThreadRunFormRequest: components["schemas"]["ThreadRunRequest"] & components["schemas"]["AttachmentsRequest"];
        /** @description The answer of the thread's agent. */
        ThreadRunResponse: {
            data: components["schemas"]["Message"];
        };
        /** @description A page of messages. */
        MessageListResponse: {
            /** @description The messages of this page. */
            data: components["schemas"]["Message"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description A new message, which needs a thread and a text. */
        MessageCreateRequest: {
            /**
             * Format: uuid
             * @description The conversation that it belongs to.
             */
            thread_uuid: string;
            /** @description The text of the message. */
            content: string;
            /**
             * @description Who says it.
             * @enum {string}
             */
            role?: "user" | "assistant" | "system" | "tool";
            /** @description How the message was created, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description The model that said it. */
                model?: string;
                /** @description How freely the model chose its words. */
                temperature?: number;
                /** @description How much the model read and wrote. */
                tokens?: {
                    /** @description Tokens read. */
                    input?: number;
                    /** @description Tokens written. */
                    output?: number;
                    /** @description Both together. */
                    total?: number;
                };
                /** @description How long the answer took, in milliseconds. */
                latency?: number;
                /** @description The reason why the answer ended: `stop` when it is complete, `length` when it reached the maximum number of tokens, `client_disconnected` when the client closed the stream before the end. */
                finish_reason?: string;
            } & {
                [key: string]: JsonValue;
            };
            /** @description The tool calls that the agent made for its answer. */
            tool_calls?: {
                /** @description Identifies the call within the message. */
                id: string;
                /** @description The slug of the tool. */
                name: string;
                /** @description The arguments of the tool call. */
                arguments: {
                    [key: string]: JsonValue;
                };
                /**
                 * @description The status of the call.
                 * @enum {string}
                 */
                status?: "pending" | "success" | "error";
                /** @description The result of the tool call. */
                result?: unknown;
            }[];
            /**
             * Format: uuid
             * @description The agent that says it.
             */
            agent_uuid?: string | null;
            /** @description The files attached to it. */
            attachment_uuids?: string[];
        };
        /** @description A new message with the files to attach to it. */
        MessageCreateFormRequest: components["schemas"]["MessageCreateRequest"] & components["schemas"]["AttachmentsRequest"];
        /** @description One message. */
        MessageResponse: {
            data: components["schemas"]["Message"];
        };
        /** @description The fields of a message to change. Fields that are not sent keep their value; `metadata` and `tool_calls` are replaced completely. */
        MessageUpdateRequest: {
            /** @description The text of the message. */
            content?: string;
            /** @description How the message was created, and any other values of the client. Stored as sent; every property is optional. */
            metadata?: {
                /** @description The model that said it. */
                model?: string;
                /** @description How freely the model chose its words. */
                temperature?: number;
                /** @description How much the model read and wrote. */
                tokens?: {
                    /** @description Tokens read. */
                    input?: number;
                    /** @description Tokens written. */
                    output?: number;
                    /** @description Both together. */
                    total?: number;
                };
                /** @description How long the answer took, in milliseconds. */
                latency?: number;
                /** @description The reason why the answer ended: `stop` when it is complete, `length` when it reached the maximum number of tokens, `client_disconnected` when the client closed the stream before the end. */
                finish_reason?: string;
            } & {
                [key: string]: JsonValue;
            };
            /** @description The tool calls that the agent made for its answer. */
            tool_calls?: {
                /** @description Identifies the call within the message. */
                id: string;
                /** @description The slug of the tool. */
                name: string;
                /** @description The arguments of the tool call. */
                arguments: {
                    [key: string]: JsonValue;
                };
                /**
                 * @description The status of the call.
                 * @enum {string}
                 */
                status?: "pending" | "success" | "error";
                /** @description The result of the tool call. */
                result?: unknown;
            }[];
            /** @description The files attached to it. */
            attachment_uuids?: string[];
        };
        /** @description A page of models. */
        LargeLanguageModelListResponse: {
            /** @description The models of this page. */
            data: components["schemas"]["LargeLanguageModel"][];
            links: components["schemas"]["PaginationLinks"];
            meta: components["schemas"]["PaginationMeta"];
        };
        /** @description One model. */
        LargeLanguageModelResponse: {
            data: components["schemas"]["LargeLanguageModel"];
        };
        /** @description What to pin to the command room. */
        CommandRoomTaskStoreRequest: {
            /**
             * @description What kind of thing to pin.
             * @enum {string}
             */
            taskable_type: "agent" | "workflow" | "workflow_execution";
            /**
             * Format: uuid
             * @description Identifies what to pin.
             */
            taskable_uuid: string;
            /** @description The title of the task. Defaults to the name of the pinned record. */
            title?: string | null;
            /** @description What there is to do. */
            description?: string | null;
            /**
             * Format: date-time
             * @description When it is due; null without a due date.
             */
            due_at?: string | null;
            /**
             * Format: uuid
             * @description The workspace whose command room it is. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string | null;
        };
        /** @description What was pinned. */
        CommandRoomTaskResponse: {
            /** @description The task. */
            data: {
                /**
                 * Format: uuid
                 * @description Identifies the task.
                 */
                uuid: string;
                /**
                 * @description What kind of thing is pinned.
                 * @enum {string}
                 */
                taskable_type: "agent" | "workflow" | "workflow_execution";
                /**
                 * Format: uuid
                 * @description Identifies what is pinned.
                 */
                taskable_uuid: string;
                /** @description What the task is called. */
                title: string | null;
                /** @description What there is to do. */
                description: string | null;
                /**
                 * Format: date-time
                 * @description When it is due; null without a due date.
                 */
                due_at: string | null;
                /** @description True when it is done. */
                is_done: boolean;
                /**
                 * Format: date-time
                 * @description When it was pinned.
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When the task last changed.
                 */
                updated_at: string;
                /** @description Who pinned it. */
                user: components["schemas"]["User"];
                /** @description Whose command room it is in. */
                workspace: components["schemas"]["Workspace"] | null;
            };
        };
        /** @description Which agents to count, and how. */
        AgentsMetricsRequest: {
            /** @description Count these agents alone. */
            agent_uuids?: string[];
            /**
             * @description Count agents of this visibility alone.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /**
             * @description Count agents of this status alone.
             * @enum {string}
             */
            status?: "draft" | "active" | "archived";
        } & components["schemas"]["MetricsRequest"];
        /** @description What to count, and how. Every metrics operation takes these fields, and filters of its own beside them. */
        MetricsRequest: {
            /**
             * @description `accumulated_count`: how many there are; it needs nothing else. `accumulated_average`: how many there were in a period, on average. `time_series_count`: how many there were in each period. `time_series_average`: for each period, the average of it and all periods before it. A period is as long as `granularity` says.
             * @enum {string}
             */
            calculation: "accumulated_count" | "accumulated_average" | "time_series_count" | "time_series_average";
            /**
             * Format: uuid
             * @description The workspace to count in. Defaults to the caller's primary workspace.
             */
            workspace_uuid?: string | null;
            /** @description The workspace to count in, by the key of its organization at Multiplai. `workspace_uuid` wins where both are sent. */
            organization_multiplai_id?: string | null;
            /** @description Count what belongs to these users alone. */
            user_ids?: number[];
            /**
             * Format: date
             * @description The first day to count. Defaults to the day of the first record.
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description The last day to count. Defaults to today.
             */
            date_to?: string | null;
            /**
             * @description The length of a period. Periods begin as UTC has it, weeks on Mondays.
             * @default daily
             * @enum {string}
             */
            granularity?: "hourly" | "daily" | "weekly" | "monthly";
        };
        /** @description What was counted. An accumulated calculation gives a single value, a time series one value for each period. */
        MetricsResponse: {
            /** @description The values. */
            data: {
                /**
                 * Format: date-time
                 * @description The moment that the period begins. An accumulated calculation has none.
                 */
                date?: string;
                /** @description The value. */
                value: number;
            }[];
            /** @description How many records matched. */
            total: number;
        };
        /** @description Which workflows to count, and how. */
        WorkflowsMetricsRequest: {
            /** @description Count these workflows alone. */
            workflow_uuids?: string[];
            /**
             * @description Count workflows of this visibility alone.
             * @enum {string}
             */
            visibility?: "private" | "workspace" | "public";
            /**
             * @description Count workflows of this status alone.
             * @enum {string}
             */
            status?: "draft" | "active" | "paused" | "archived";
        } & components["schemas"]["MetricsRequest"];
        /** @description Which threads to count, and how. */
        ThreadsMetricsRequest: {
            /** @description Count these threads alone. */
            thread_uuids?: string[];
            /** @description Count threads with these agents alone. */
            agent_uuids?: string[];
        } & components["schemas"]["MetricsRequest"];
        /** @description Which messages to count, and how. */
        MessagesMetricsRequest: {
            /** @description Count messages of these threads alone. */
            thread_uuids?: string[];
            /** @description Count messages of threads with these agents alone. */
            agent_uuids?: string[];
            /**
             * @description Count messages of this role alone.
             * @enum {string}
             */
            role?: "user" | "assistant" | "system" | "tool";
        } & components["schemas"]["MetricsRequest"];
        /** @description Which executions to count, and how. */
        WorkflowExecutionsMetricsRequest: {
            /** @description Count executions of these workflows alone. */
            workflow_uuids?: string[];
            /**
             * @description Count executions of this status alone.
             * @enum {string}
             */
            status?: "pending" | "running" | "waiting" | "success" | "error" | "canceled" | "crashed";
        } & components["schemas"]["MetricsRequest"];
        /** @description A place where a team's agents, workflows, accounts and conversations live. Below User, to which it does not lead back. */
        WorkspaceWithinUser: {
            /**
             * Format: uuid
             * @description Identifies the workspace.
             */
            uuid: string;
            /** @description The name as an address writes it. Unique, and kept when the name changes. */
            slug: string;
            /** @description What people call it. */
            name: string;
            /**
             * Format: uri
             * @description The workspace's picture.
             */
            profile_photo_url: string | null;
            /** @description The key of the organization at Multiplai; null for a workspace that did not come from there. */
            multiplai_id: string | null;
            /**
             * @description True when the onboarding is done.
             * @default false
             */
            is_onboarded: boolean;
            /**
             * @description The results of the onboarding, and any other values of the client. Stored as sent; every property is optional.
             * @default {}
             */
            metadata: {
                /** @description How far the onboarding is, in percent. */
                onboarding_step?: number;
                /** @description Where the team heard of the platform. */
                sources?: string[];
                /** @description Who brought the team. */
                affiliate_name?: string;
                /** @description The role of the person who opened it. */
                role?: string;
                /** @description The team's industry. */
                industry?: string;
                /** @description The services that the team works with. */
                tools?: string[];
                /** @description What the onboarding suggests to build. */
                ai_tools?: {
                    /** @description Agents to make. */
                    agents?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                    /** @description Prompts to write. */
                    prompts?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                    /** @description Workflows to build. */
                    workflows?: {
                        /** @description The emoji to show. */
                        emoji?: string;
                        /** @description What it is called. */
                        name?: string;
                        /** @description What it does. */
                        description?: string;
                    }[];
                };
            } & {
                [key: string]: JsonValue;
            };
            /** @description True when the caller owns the workspace. */
            is_owner: boolean;
            /**
             * Format: date-time
             * @description When the workspace came to be.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the workspace last changed.
             */
            updated_at: string;
            /** @description The owner; `{}` inside a user. */
            user: Record<string, never>;
        };
        /** @description A person who signs in. Below Workspace, to which it does not lead back. */
        UserWithinWorkspace: {
            /** @description Identifies the user. */
            id: number;
            /** @description The whole name. */
            name: string;
            /** @description The first name. */
            first_name: string;
            /** @description The last name. */
            last_name: string;
            /**
             * Format: email
             * @description The address that the user signs in with.
             */
            email: string;
            /**
             * Format: uri
             * @description The user's picture.
             */
            profile_photo_url: string;
            /** @description The user's key at Multiplai; null for a user who never came from there. */
            multiplai_id: string | null;
            /**
             * Format: date-time
             * @description When the user came to be.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the user last changed.
             */
            updated_at: string;
            /** @description The workspace that the user works in unless another is named; `{}` inside a workspace, null if it was deleted or never chosen. */
            primary_workspace: Record<string, never> | null;
        };
        /** @description A conversation. Below Agent, to which it does not lead back. */
        ThreadWithinAgent: {
            /**
             * Format: uuid
             * @description Identifies the thread.
             */
            uuid: string;
            /** @description The display name. */
            name: string;
            /**
             * Format: date-time
             * @description When the conversation began.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the thread last changed.
             */
            updated_at: string;
            /**
             * @description How the conversation is held, and any other values of the client. Stored as sent; every property is optional.
             * @default {}
             */
            metadata: {
                /** @description The model that answers. */
                model?: string;
                /** @description How freely the model chooses its words. */
                temperature?: number;
                /** @description How long an answer may be at most. */
                max_tokens?: number;
                /** @description What the model is told before the conversation. */
                system_prompt?: string;
                /** @description How the answers should sound. */
                conversation_style?: string;
            } & {
                [key: string]: JsonValue;
            };
            /** @description Who began it, and owns it. */
            creator: components["schemas"]["User"];
            /**
             * @description True when it stays at the top of a client's list.
             * @default false
             */
            is_pinned: boolean;
            /**
             * @description True when it was put aside.
             * @default false
             */
            is_archived: boolean;
            /** @description Who answers; null where no agent does. */
            agent: Record<string, never> | null;
            /** @description The workspace of the conversation; null when it belongs to no workspace. */
            workspace: components["schemas"]["Workspace"] | null;
            /** @description The number of messages. Returned with `with_count=messages`. */
            messages_count?: number;
        };
        /** @description One run of a workflow. Below Workflow, to which it does not lead back. */
        WorkflowExecutionWithinWorkflow: {
            /** @description The number of the execution. */
            id: number;
            /**
             * Format: uuid
             * @description Identifies the execution.
             */
            uuid: string;
            /**
             * @description True once the execution has ended, with any status.
             * @default false
             */
            is_finished: boolean;
            /**
             * @description What started it.
             * @default manual
             * @enum {string}
             */
            mode: "manual" | "trigger" | "webhook" | "retry" | "error" | "integrated" | "internal" | "cli";
            /** @description The uuid of the execution that this one tries again; null where it is the first try. */
            retry_of: string | null;
            /** @description The uuid of the retry that succeeded; null when there is none. */
            retry_success_id: string | null;
            /**
             * Format: date-time
             * @description When its first step began; null while it is pending.
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @description When it ended; null until then.
             */
            stopped_at: string | null;
            /**
             * Format: date-time
             * @description Until when it waits, for a delay or for a person; null where it does not.
             */
            wait_till: string | null;
            /**
             * @description Its status.
             * @default pending
             * @enum {string}
             */
            status: "pending" | "running" | "waiting" | "success" | "error" | "canceled" | "crashed";
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last went a step further.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description Null. An execution that is deleted here is gone at once.
             */
            deleted_at: string | null;
            /** @description The workflow that ran. */
            workflow: Record<string, never>;
            /** @description On whose behalf it ran. */
            user: components["schemas"]["User"];
            /** @description The number of requested approvals. Returned with `with_count=workflowApprovals`. */
            workflow_approvals_count?: number;
            /** @description The number of approvals that are still pending. Shown with `with_count=pendingWorkflowApprovals`. */
            pending_workflow_approvals_count?: number;
        };
        /** @description Something said in a thread. Below Thread, to which it does not lead back. */
        MessageWithinThread: {
            /**
             * Format: uuid
             * @description Identifies the message.
             */
            uuid: string;
            /** @description The text of the message. */
            content: string;
            /**
             * @description Who says it.
             * @default user
             * @enum {string}
             */
            role: "user" | "assistant" | "system" | "tool";
            /**
             * Format: date-time
             * @description When it was said.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            /**
             * @description How the message was created, and any other values of the client. Stored as sent; every property is optional.
             * @default {}
             */
            metadata: {
                /** @description The model that said it. */
                model?: string;
                /** @description How freely the model chose its words. */
                temperature?: number;
                /** @description How much the model read and wrote. */
                tokens?: {
                    /** @description Tokens read. */
                    input?: number;
                    /** @description Tokens written. */
                    output?: number;
                    /** @description Both together. */
                    total?: number;
                };
                /** @description How long the answer took, in milliseconds. */
                latency?: number;
                /** @description The reason why the answer ended: `stop` when it is complete, `length` when it reached the maximum number of tokens, `client_disconnected` when the client closed the stream before the end. */
                finish_reason?: string;
            } & {
                [key: string]: JsonValue;
            };
            /** @description The conversation that it belongs to. */
            thread: Record<string, never>;
            /**
             * @description The tool calls that the agent made for its answer.
             * @default []
             */
            tool_calls: {
                /** @description Identifies the call within the message. */
                id: string;
                /** @description The slug of the tool. */
                name: string;
                /** @description The arguments of the tool call. */
                arguments: {
                    [key: string]: JsonValue;
                };
                /**
                 * @description The status of the call.
                 * @enum {string}
                 */
                status?: "pending" | "success" | "error";
                /** @description The result of the tool call. */
                result?: unknown;
            }[];
            /** @description The files attached to it. */
            attachments: components["schemas"]["Attachment"][];
        };
    };
    responses: {
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidSignIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description No step of the authentication cascade accepted the request. */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidList: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveWorkspacesMetrics: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        WorkspaceNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateWorkspace: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description Other records hold on to this one. */
        WorkspaceConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidCreateProvider: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        ProviderNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveProvider: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The caller may see the record, and may not do this with it. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateProvider: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description Other records hold on to this one. */
        ProviderConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidCreateAccount: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        AccountNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateAccount: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidCreateAgent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidGenerateAgent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidListAgentLeaderboard: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        AgentNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveAgent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateAgent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description Other records hold on to this one. */
        AgentConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRunAgent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The model did not answer. The status is that of its vendor. */
        ModelFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidTrainAgent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidShareAgent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidCreateWorkflow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidGenerateWorkflow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        WorkflowNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveWorkflow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateWorkflow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description Other records hold on to this one. */
        WorkflowConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidTriggerWorkflowWebhook: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidShareWorkflow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidCreateWorkflowExecution: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveWorkflowExecutionCounts: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        WorkflowExecutionNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveWorkflowExecution: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateWorkflowExecution: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidPatchWorkflowExecution: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The execution has ended. */
        WorkflowExecutionEnded: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidCreatePrompt: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        PromptNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdatePrompt: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description Other records hold on to this one. */
        PromptConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRunPrompt: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        MemoryNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveMemory: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateMemory: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidCreateThread: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        ThreadNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveThread: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateThread: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description Other records hold on to this one. */
        ThreadConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRunThread: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidCreateMessage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        MessageNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveMessage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidUpdateMessage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        LargeLanguageModelNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveLargeLanguageModel: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidStoreCommandRoomTask: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description There is no such record, or the caller may not see it. */
        CommandRoomTaskNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveAgentsMetrics: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveWorkflowsMetrics: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveThreadsMetrics: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveMessagesMetrics: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
        /** @description The request breaks the contract. Every invalid field is listed. */
        InvalidRetrieveWorkflowExecutionsMetrics: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    message: string;
                    errors: {
                        [key: string]: string[];
                    };
                };
            };
        };
    };
    parameters: {
        /** @description The page to show, counted from 1. A page beyond the last one is empty. */
        page: number;
        /** @description How many records a page holds. */
        per_page: number;
        /** @description A text to search for, in upper or lower case. */
        search: string;
        /** @description The direction of the order. */
        sort_direction: "asc" | "desc";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description The token and its user. */
            200: {
                headers: {
                    /** @description The session, for browsers. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInResponse"];
                };
            };
            422: components["responses"]["InvalidSignIn"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller is signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
        };
    };
    retrieveUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signed-in user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
        };
    };
    retrieveUserByMultiplaiToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user that the token identifies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
        };
    };
    listWorkspaces: {
        parameters: {
            query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description Workspaces whose onboarding is done, or is not. */
                is_onboarded?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of workspaces. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    retrieveWorkspacesMetrics: {
        parameters: {
            query?: {
                /** @description The workspace to count in. Defaults to the caller's primary workspace. */
                workspace_uuid?: string;
                /** @description What is counted, AI agents or automation workflows. */
                entity?: "agents" | "workflows";
                /** @description What is measured. `avg_duration` is for workflows alone, and never grouped. */
                metric?: "created" | "executions" | "copies" | "shares" | "avg_duration";
                /** @description How measurements are put together. */
                aggregation?: "count" | "sum" | "avg" | "min" | "max";
                /** @description What results are grouped by. Without it there is only the total. */
                group_by?: "user" | "date";
                /** @description The length of a period; needed where `group_by` is `date`. */
                granularity?: "hourly" | "daily" | "weekly" | "monthly";
                /** @description What results are ordered by. */
                order_by?: "value" | "user_name" | "date";
                /** @description The direction of the order. */
                order_dir?: "asc" | "desc";
                /** @description How many results at most. */
                limit?: number;
                /** @description What is counted at all, as in `filters[period]=30d`. */
                filters?: {
                    /** @description The time that ends now, as a number of days, weeks, months or years. */
                    period?: string;
                };
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The same fields as JSON. The requests are the documentation's, with a workspace of the demo world; of the results by date it shows the beginning alone. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WorkspacesMetricsRequest"];
            };
        };
        responses: {
            /** @description The measurement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspacesMetricsResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidRetrieveWorkspacesMetrics"];
        };
    };
    retrieveWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The workspace. */
                workspace_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workspace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkspaceNotFound"];
        };
    };
    updateWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The workspace. */
                workspace_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceUpdateRequest"];
            };
        };
        responses: {
            /** @description The workspace as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkspaceNotFound"];
            422: components["responses"]["InvalidUpdateWorkspace"];
        };
    };
    deleteWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The workspace. */
                workspace_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workspace is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkspaceNotFound"];
            409: components["responses"]["WorkspaceConflict"];
        };
    };
    listProviders: {
        parameters: {
            query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description Relations to show in each provider. */
                with?: "tools"[];
                /** @description Providers of this kind. */
                type?: "large_language_model" | "integration" | "data_source" | "custom";
                /** @description Public or private providers alone. */
                visibility?: "private" | "workspace" | "public";
                /** @description Providers whose accounts use this strategy. */
                authentication_strategy?: "token" | "basic" | "oauth2";
                /** @description Providers that are enabled, or are not. */
                is_enabled?: boolean;
                /** @description Providers of this user. */
                user_id?: number;
                /** @description Providers of any of these users. */
                "user_ids[]"?: number[];
                /** @description Providers made on this day or later. */
                date_from?: string;
                /** @description Providers made on this day or earlier. */
                date_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of providers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    createProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderCreateRequest"];
            };
        };
        responses: {
            /** @description The new provider. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidCreateProvider"];
        };
    };
    retrieveProvider: {
        parameters: {
            query?: {
                /** @description Relations to show. */
                with?: "tools"[];
            };
            header?: never;
            path: {
                /** @description The provider. */
                provider_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The provider. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["ProviderNotFound"];
            422: components["responses"]["InvalidRetrieveProvider"];
        };
    };
    updateProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The provider. */
                provider_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderUpdateRequest"];
            };
        };
        responses: {
            /** @description The provider as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProviderNotFound"];
            422: components["responses"]["InvalidUpdateProvider"];
        };
    };
    deleteProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The provider. */
                provider_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The provider is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProviderNotFound"];
            409: components["responses"]["ProviderConflict"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "provider_display_name";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description Accounts of this workspace. It wins over `organization_multiplai_id`. */
                workspace_uuid?: string;
                /** @description Accounts of the workspace with this key at Multiplai. */
                organization_multiplai_id?: string;
                /** @description Accounts with this provider. */
                provider_uuid?: string;
                /** @description Accounts that use this strategy. */
                provider_authentication_strategy?: "token" | "basic" | "oauth2";
                /** @description Accounts of this user. */
                user_id?: number;
                /** @description Accounts of any of these users. */
                "user_ids[]"?: number[];
                /** @description Accounts connected on this day or later. */
                date_from?: string;
                /** @description Accounts connected on this day or earlier. */
                date_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    createAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountCreateRequest"];
            };
        };
        responses: {
            /** @description The new account. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidCreateAccount"];
        };
    };
    retrieveAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account. */
                account_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["AccountNotFound"];
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account. */
                account_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountUpdateRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AccountNotFound"];
            422: components["responses"]["InvalidUpdateAccount"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account. */
                account_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AccountNotFound"];
        };
    };
    listAgents: {
        parameters: {
            query?: {
                /** @description Agents of this workspace. It wins over `organization_multiplai_id`. */
                workspace_uuid?: string;
                /** @description Agents of the workspace with this key at Multiplai. */
                organization_multiplai_id?: string;
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description Agents of this user. */
                user_id?: number;
                /** @description Agents of any of these users. */
                "user_ids[]"?: number[];
                /** @description Agents of the user with this key at Multiplai. */
                user_multiplai_id?: string;
                /** @description Agents of any of the users with these keys at Multiplai. */
                "user_multiplai_ids[]"?: string[];
                /** @description Agents of this visibility. */
                visibility?: "private" | "workspace" | "public";
                /** @description Agents that were shared, or that were not. */
                is_shared?: boolean;
                /** @description What to show beside the agent itself. */
                with?: ("tools" | "memories" | "threads" | "shares")[];
                /** @description What to count beside the agent itself. */
                with_count?: ("tools" | "memories" | "threads" | "shares")[];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description Documented by name only. It is accepted and has no effect here; Get Agents Metrics counts. */
                with_metrics?: boolean;
                /** @description Documented by name only. It is accepted and has no effect here. */
                with_command_room_task?: boolean;
                /** @description Agents that are found under any of these categories. */
                "category_uuids[]"?: string[];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description Agents that others may copy, or that they may not. */
                template?: boolean;
                /** @description Favourites of their owner, or all others. */
                favorite?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of agents. The example is the first page of two, oldest agents first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    createAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentCreateRequest"];
            };
        };
        responses: {
            /** @description The new agent. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidCreateAgent"];
        };
    };
    generateAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentGenerateRequest"];
            };
        };
        responses: {
            /** @description The new agent. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentGenerateResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidGenerateAgent"];
        };
    };
    listAgentLeaderboard: {
        parameters: {
            query?: {
                /** @description The workspace to look at. Defaults to the caller's primary workspace. It wins over `organization_multiplai_id`. */
                workspace_uuid?: string;
                /** @description The workspace to look at, by the key of its organization at Multiplai. */
                organization_multiplai_id?: string;
                /** @description The time that ends now, as a number of days, weeks, months or years. */
                period?: string;
                /** @description What agents are ranked by. */
                metric?: "runs" | "threads" | "messages" | "users";
                /** @description How many places at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The places, first place first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentLeaderboardListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidListAgentLeaderboard"];
        };
    };
    retrieveAgent: {
        parameters: {
            query?: {
                /** @description What to show beside the agent itself. */
                with?: ("tools" | "memories" | "threads" | "shares")[];
                /** @description What to count beside the agent itself. */
                with_count?: ("tools" | "memories" | "threads" | "shares")[];
            };
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["AgentNotFound"];
            422: components["responses"]["InvalidRetrieveAgent"];
        };
    };
    updateAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentUpdateRequest"];
            };
        };
        responses: {
            /** @description The agent as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgentNotFound"];
            422: components["responses"]["InvalidUpdateAgent"];
        };
    };
    deleteAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgentNotFound"];
        };
    };
    runAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentRunRequest"];
                "multipart/form-data": components["schemas"]["AgentRunFormRequest"];
            };
        };
        responses: {
            /** @description The agent's answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentRunResponse"];
                    "text/event-stream": components["schemas"]["MessageRunEventStream"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgentNotFound"];
            409: components["responses"]["AgentConflict"];
            422: components["responses"]["InvalidRunAgent"];
            429: components["responses"]["ModelFailed"];
            502: components["responses"]["ModelFailed"];
            503: components["responses"]["ModelFailed"];
            504: components["responses"]["ModelFailed"];
        };
    };
    trainAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentTrainRequest"];
            };
        };
        responses: {
            /** @description What it has learnt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentTrainResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgentNotFound"];
            422: components["responses"]["InvalidTrainAgent"];
        };
    };
    shareAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the agent. */
                agent_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AgentShareRequest"];
            };
        };
        responses: {
            /** @description The share. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareResponse"];
                };
            };
            /** @description The share is gone, as `permission` `none` asks. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgentNotFound"];
            422: components["responses"]["InvalidShareAgent"];
        };
    };
    listWorkflows: {
        parameters: {
            query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description What to show beside the workflow itself. */
                with?: ("workflowExecutions" | "shares")[];
                /** @description What to count beside the workflow itself. */
                with_count?: ("workflowExecutions" | "shares")[];
                /** @description Workflows of this workspace. It wins over `organization_multiplai_id`. */
                workspace_uuid?: string;
                /** @description Workflows of the workspace with this key at Multiplai. */
                organization_multiplai_id?: string;
                /** @description Workflows of this user. */
                user_id?: number;
                /** @description Workflows of any of these users. */
                "user_ids[]"?: number[];
                /** @description Workflows of the user with this key at Multiplai. */
                user_multiplai_id?: string;
                /** @description Workflows of any of the users with these keys at Multiplai. */
                "user_multiplai_ids[]"?: string[];
                /** @description Workflows of this visibility. */
                visibility?: "private" | "workspace" | "public";
                /** @description Workflows that stand here. */
                status?: "draft" | "active" | "paused" | "archived";
                /** @description Workflows that were shared, or that were not. */
                is_shared?: boolean;
                /** @description Workflows that others may copy, or that they may not. */
                template?: boolean;
                /** @description Favourites of their owner, or all others. */
                favorite?: boolean;
                /** @description Workflows made on this day or later. */
                date_from?: string;
                /** @description Workflows made on this day or earlier. */
                date_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of workflows. The example is the first page of several, with one workflow a page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    createWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowCreateRequest"];
            };
        };
        responses: {
            /** @description The new workflow. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidCreateWorkflow"];
        };
    };
    generateWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowGenerateRequest"];
            };
        };
        responses: {
            /** @description The new workflow. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidGenerateWorkflow"];
        };
    };
    retrieveWorkflow: {
        parameters: {
            query?: {
                /** @description What to show beside the workflow itself. */
                with?: ("workflowExecutions" | "shares")[];
                /** @description What to count beside the workflow itself. */
                with_count?: ("workflowExecutions" | "shares")[];
            };
            header?: never;
            path: {
                /** @description Identifies the workflow. */
                workflow_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflow. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkflowNotFound"];
            422: components["responses"]["InvalidRetrieveWorkflow"];
        };
    };
    updateWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the workflow. */
                workflow_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowUpdateRequest"];
            };
        };
        responses: {
            /** @description The workflow as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["WorkflowNotFound"];
            422: components["responses"]["InvalidUpdateWorkflow"];
        };
    };
    deleteWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the workflow. */
                workflow_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflow is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["WorkflowNotFound"];
        };
    };
    triggerWorkflowWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the workflow. */
                workflow_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WorkflowWebhookRequest"];
            };
        };
        responses: {
            /** @description The execution that began. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowExecutionResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["WorkflowNotFound"];
            409: components["responses"]["WorkflowConflict"];
            422: components["responses"]["InvalidTriggerWorkflowWebhook"];
        };
    };
    shareWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the workflow. */
                workflow_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WorkflowShareRequest"];
            };
        };
        responses: {
            /** @description The share. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareResponse"];
                };
            };
            /** @description The share is gone, as `permission` `none` asks. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["WorkflowNotFound"];
            422: components["responses"]["InvalidShareWorkflow"];
        };
    };
    listWorkflowExecutions: {
        parameters: {
            query?: {
                /** @description Executions of workflows of this workspace. It wins over `organization_multiplai_id`. */
                workspace_uuid?: string;
                /** @description Executions of workflows of the workspace with this key at Multiplai. */
                organization_multiplai_id?: string;
                /** @description Executions on behalf of the user with this key at Multiplai. */
                user_multiplai_id?: string;
                /** @description Executions of this workflow. */
                workflow_uuid?: string;
                /** @description Executions of any of these workflows. */
                "workflow_uuids[]"?: string[];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description Executions asked for on this day or later. */
                date_from?: string;
                /** @description Executions asked for on this day or earlier. */
                date_to?: string;
                /** @description What to show beside the execution itself. The workflow is always there. */
                with?: ("workflow" | "workflowExecutionData")[];
                /** @description What to count beside the execution itself. */
                with_count?: ("workflowApprovals" | "pendingWorkflowApprovals")[];
                /** @description Executions that stand here; `running` shows what runs now. */
                status?: "pending" | "running" | "waiting" | "success" | "error" | "canceled" | "crashed";
                /** @description Executions that a person has to look at, or all others. */
                requires_human_review?: boolean;
                /** @description Executions that are pinned to a command room, or all others. */
                has_command_room_task?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of executions. The example is the first page of several, with one execution a page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowExecutionListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    createWorkflowExecution: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowExecutionCreateRequest"];
            };
        };
        responses: {
            /** @description The new execution. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowExecutionResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["WorkflowConflict"];
            422: components["responses"]["InvalidCreateWorkflowExecution"];
        };
    };
    retrieveWorkflowExecutionCounts: {
        parameters: {
            query?: {
                /** @description Executions of workflows of this workspace. It wins over `multiplai_id`. */
                workspace_uuid?: string;
                /** @description Executions of workflows of the workspace with this key at Multiplai. */
                multiplai_id?: string;
                /** @description Executions asked for on this day or later. */
                start_date?: string;
                /** @description Executions asked for on this day or earlier. */
                end_date?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowExecutionCountsResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidRetrieveWorkflowExecutionCounts"];
        };
    };
    retrieveWorkflowExecution: {
        parameters: {
            query?: {
                /** @description What to show beside the execution itself. The workflow is always there. */
                with?: ("workflow" | "workflowExecutionData")[];
                /** @description What to count beside the execution itself. */
                with_count?: ("workflowApprovals" | "pendingWorkflowApprovals")[];
            };
            header?: never;
            path: {
                /** @description Identifies the execution. */
                workflow_execution_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The execution. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowExecutionResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkflowExecutionNotFound"];
            422: components["responses"]["InvalidRetrieveWorkflowExecution"];
        };
    };
    updateWorkflowExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the execution. */
                workflow_execution_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowExecutionUpdateRequest"];
            };
        };
        responses: {
            /** @description The execution. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowExecutionResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkflowExecutionNotFound"];
            422: components["responses"]["InvalidUpdateWorkflowExecution"];
        };
    };
    deleteWorkflowExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the execution. */
                workflow_execution_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The execution is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkflowExecutionNotFound"];
        };
    };
    patchWorkflowExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the execution. */
                workflow_execution_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowExecutionUpdateRequest"];
            };
        };
        responses: {
            /** @description The execution. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowExecutionResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkflowExecutionNotFound"];
            422: components["responses"]["InvalidPatchWorkflowExecution"];
        };
    };
    stopWorkflowExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the execution. */
                workflow_execution_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stopped execution. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowExecutionResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["WorkflowExecutionNotFound"];
            409: components["responses"]["WorkflowExecutionEnded"];
        };
    };
    listPrompts: {
        parameters: {
            query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description Prompts of this workspace. It wins over `organization_multiplai_id`. */
                workspace_uuid?: string;
                /** @description Prompts of the workspace with this key at Multiplai. */
                organization_multiplai_id?: string;
                /** @description Prompts of this user. */
                user_id?: number;
                /** @description Prompts of any of these users. */
                "user_ids[]"?: number[];
                /** @description Prompts of the user with this key at Multiplai. */
                user_multiplai_id?: string;
                /** @description Prompts of any of the users with these keys at Multiplai. */
                "user_multiplai_ids[]"?: string[];
                /** @description Prompts of this visibility. */
                visibility?: "private" | "workspace" | "public";
                /** @description Prompts on this shelf. */
                category?: string;
                /** @description Prompts that others may copy, or that they may not. */
                template?: boolean;
                /** @description Favourites of their owner, or all others. */
                favorite?: boolean;
                /** @description Prompts made on this day or later. */
                date_from?: string;
                /** @description Prompts made on this day or earlier. */
                date_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of prompts. The example is the first page of two. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    createPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptCreateRequest"];
            };
        };
        responses: {
            /** @description The new prompt. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidCreatePrompt"];
        };
    };
    retrievePrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the prompt. */
                prompt_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The prompt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["PromptNotFound"];
        };
    };
    updatePrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the prompt. */
                prompt_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptUpdateRequest"];
            };
        };
        responses: {
            /** @description The prompt as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["PromptNotFound"];
            422: components["responses"]["InvalidUpdatePrompt"];
        };
    };
    deletePrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the prompt. */
                prompt_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The prompt is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["PromptNotFound"];
        };
    };
    runPrompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the prompt. */
                prompt_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PromptRunRequest"];
            };
        };
        responses: {
            /** @description The results. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptRunResponse"];
                    "text/event-stream": components["schemas"]["PromptRunEventStream"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["PromptNotFound"];
            409: components["responses"]["PromptConflict"];
            422: components["responses"]["InvalidRunPrompt"];
            429: components["responses"]["ModelFailed"];
            502: components["responses"]["ModelFailed"];
            503: components["responses"]["ModelFailed"];
            504: components["responses"]["ModelFailed"];
        };
    };
    listMemories: {
        parameters: {
            query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "importance" | "last_used_at";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description What to show beside the memory itself. */
                with?: "agent"[];
                /** @description Memories of this workspace. It wins over `organization_multiplai_id`. */
                workspace_uuid?: string;
                /** @description Memories of the workspace with this key at Multiplai. */
                organization_multiplai_id?: string;
                /** @description Memories of this agent. */
                agent_uuid?: string;
                /** @description Memories of any of these agents. */
                "agent_uuids[]"?: string[];
                /** @description Memories of this type. */
                type?: "fact" | "preference" | "instruction" | "document" | "conversation";
                /** @description Memories that were come by in this way. */
                source?: "training" | "conversation" | "document" | "url";
                /** @description Memories made on this day or later. */
                date_from?: string;
                /** @description Memories made on this day or earlier. */
                date_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of memories. The example is the first page of two. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    retrieveMemory: {
        parameters: {
            query?: {
                /** @description What to show beside the memory itself. */
                with?: "agent"[];
            };
            header?: never;
            path: {
                /** @description Identifies the memory. */
                memory_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The memory. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["MemoryNotFound"];
            422: components["responses"]["InvalidRetrieveMemory"];
        };
    };
    updateMemory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the memory. */
                memory_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemoryUpdateRequest"];
            };
        };
        responses: {
            /** @description The memory as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoryResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["MemoryNotFound"];
            422: components["responses"]["InvalidUpdateMemory"];
        };
    };
    deleteMemory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the memory. */
                memory_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The memory is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["MemoryNotFound"];
        };
    };
    listThreads: {
        parameters: {
            query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "name";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description What to show beside the thread itself. */
                with?: "messages"[];
                /** @description What to count beside the thread itself. */
                with_count?: "messages"[];
                /** @description Threads of this workspace. It wins over `organization_multiplai_id`. */
                workspace_uuid?: string;
                /** @description Threads of the workspace with this key at Multiplai. */
                organization_multiplai_id?: string;
                /** @description Threads with this agent. */
                agent_uuid?: string;
                /** @description Threads with any of these agents. */
                "agent_uuids[]"?: string[];
                /** @description Threads that are pinned, or that are not. */
                is_pinned?: boolean;
                /** @description Threads that were put aside, or that were not. */
                is_archived?: boolean;
                /** @description Threads begun on this day or later. */
                date_from?: string;
                /** @description Threads begun on this day or earlier. */
                date_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of threads. The example is the first page of several, with one thread a page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    createThread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadCreateRequest"];
            };
        };
        responses: {
            /** @description The new thread. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidCreateThread"];
        };
    };
    retrieveThread: {
        parameters: {
            query?: {
                /** @description What to show beside the thread itself. */
                with?: "messages"[];
                /** @description What to count beside the thread itself. */
                with_count?: "messages"[];
            };
            header?: never;
            path: {
                /** @description Identifies the thread. */
                thread_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thread. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["ThreadNotFound"];
            422: components["responses"]["InvalidRetrieveThread"];
        };
    };
    updateThread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the thread. */
                thread_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadUpdateRequest"];
            };
        };
        responses: {
            /** @description The thread as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["ThreadNotFound"];
            422: components["responses"]["InvalidUpdateThread"];
        };
    };
    deleteThread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the thread. */
                thread_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thread is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["ThreadNotFound"];
        };
    };
    runThread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the thread. */
                thread_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadRunRequest"];
                "multipart/form-data": components["schemas"]["ThreadRunFormRequest"];
            };
        };
        responses: {
            /** @description The agent's answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadRunResponse"];
                    "text/event-stream": components["schemas"]["MessageRunEventStream"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ThreadNotFound"];
            409: components["responses"]["ThreadConflict"];
            422: components["responses"]["InvalidRunThread"];
            429: components["responses"]["ModelFailed"];
            502: components["responses"]["ModelFailed"];
            503: components["responses"]["ModelFailed"];
            504: components["responses"]["ModelFailed"];
        };
    };
    generateThreadName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the thread. */
                thread_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thread with its new name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["ThreadNotFound"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description Messages of this thread. */
                thread_uuid?: string;
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What to show beside the message itself. */
                with?: ("user" | "agent")[];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages. The example is the first page of several, with one message a page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    createMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageCreateRequest"];
                "multipart/form-data": components["schemas"]["MessageCreateFormRequest"];
            };
        };
        responses: {
            /** @description The new message. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidCreateMessage"];
        };
    };
    retrieveMessage: {
        parameters: {
            query?: {
                /** @description What to show beside the message itself. */
                with?: ("user" | "agent")[];
            };
            header?: never;
            path: {
                /** @description Identifies the message. */
                message_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["MessageNotFound"];
            422: components["responses"]["InvalidRetrieveMessage"];
        };
    };
    updateMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the message. */
                message_uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageUpdateRequest"];
            };
        };
        responses: {
            /** @description The message as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["MessageNotFound"];
            422: components["responses"]["InvalidUpdateMessage"];
        };
    };
    deleteMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the message. */
                message_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["MessageNotFound"];
        };
    };
    listLargeLanguageModels: {
        parameters: {
            query?: {
                /** @description The page to show, counted from 1. A page beyond the last one is empty. */
                page?: components["parameters"]["page"];
                /** @description How many records a page holds. */
                per_page?: components["parameters"]["per_page"];
                /** @description A text to search for, in upper or lower case. */
                search?: components["parameters"]["search"];
                /** @description What the list is ordered by. */
                sort_by?: "created_at" | "updated_at" | "name" | "released_at" | "context_window";
                /** @description The direction of the order. */
                sort_direction?: components["parameters"]["sort_direction"];
                /** @description Relations to show in each model. */
                with?: "provider"[];
                /** @description Models that are used through this provider. */
                provider_uuid?: string;
                /** @description Models that can do this. */
                capability?: "text" | "vision" | "audio" | "tools" | "json_mode" | "reasoning";
                /** @description Models that can be chosen, or cannot. */
                is_enabled?: boolean;
                /** @description Models that should be replaced, or need not. */
                is_deprecated?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of models. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LargeLanguageModelListResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidList"];
        };
    };
    retrieveLargeLanguageModel: {
        parameters: {
            query?: {
                /** @description Relations to show. */
                with?: "provider"[];
            };
            header?: never;
            path: {
                /** @description The model. */
                large_language_model_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LargeLanguageModelResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["LargeLanguageModelNotFound"];
            422: components["responses"]["InvalidRetrieveLargeLanguageModel"];
        };
    };
    storeCommandRoomTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandRoomTaskStoreRequest"];
            };
        };
        responses: {
            /** @description What was pinned. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandRoomTaskResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidStoreCommandRoomTask"];
        };
    };
    removeCommandRoomTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the task. */
                command_room_task_uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["CommandRoomTaskNotFound"];
        };
    };
    retrieveAgentsMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentsMetricsRequest"];
            };
        };
        responses: {
            /** @description What was counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidRetrieveAgentsMetrics"];
        };
    };
    retrieveWorkflowsMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowsMetricsRequest"];
            };
        };
        responses: {
            /** @description What was counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidRetrieveWorkflowsMetrics"];
        };
    };
    retrieveThreadsMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadsMetricsRequest"];
            };
        };
        responses: {
            /** @description What was counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidRetrieveThreadsMetrics"];
        };
    };
    retrieveMessagesMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagesMetricsRequest"];
            };
        };
        responses: {
            /** @description What was counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidRetrieveMessagesMetrics"];
        };
    };
    retrieveWorkflowExecutionsMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowExecutionsMetricsRequest"];
            };
        };
        responses: {
            /** @description What was counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsResponse"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["InvalidRetrieveWorkflowExecutionsMetrics"];
        };
    };
}
