// Generated from control/ by "npm run spec:types". Do not edit.
/** Any JSON. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export interface paths {
    "/__admin/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check whether the simulator serves requests
         * @description Requires no token, and works with `--no-admin` too. `degraded` means that writes are rejected while reads continue; `starting`, that a replica compiles what requests need.
         */
        get: operations["retrieveHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the settings that can change at run time
         * @description All worlds share them.
         */
        get: operations["retrieveConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings
         * @description Changes the given settings from the next request on. A restart restores the values of the options.
         */
        patch: operations["updateConfig"];
        trace?: never;
    };
    "/__admin/sandboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sandboxes
         * @description In the order of creation. Listing does not count as use.
         */
        get: operations["listSandboxes"];
        put?: never;
        post?: never;
        /**
         * Delete every sandbox
         * @description The baseline does not change.
         */
        delete: operations["deleteSandboxes"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/sandboxes/{sandbox}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name that requests use. */
                sandbox: components["parameters"]["SandboxName"];
            };
            cookie?: never;
        };
        /**
         * Retrieve a sandbox
         * @description Retrieving does not count as use.
         */
        get: operations["retrieveSandbox"];
        put?: never;
        post?: never;
        /**
         * Delete a sandbox
         * @description The next request that names it creates it again from the baseline.
         */
        delete: operations["deleteSandbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/sandboxes/{sandbox}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a sandbox, or `baseline`. */
                sandbox: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fork a sandbox
         * @description Creates a sandbox that begins with everything that another one, or the baseline, has now: records, sign-ins, reply rules, time and scheduled work, which goes on in both. Keys of new records come from its own name, as in every sandbox. It has no fault rules, active scenario, snapshots and recorded requests, and carries out no side effect that the other has posted. A reset returns to this beginning. A fork counts as a use of the other sandbox.
         */
        post: operations["forkSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List faults
         * @description Lists the faults of the world in the order of creation, including those whose `times` are used up.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Add a fault
         * @description Applies to matching requests of this world from now on, after authentication and validation. When several faults match, the first one hits and delays add up. A status that the operation declares gets a body that fits its schema. The header `X-Athena-Fault` marks each response that a fault has hit.
         */
        post: operations["createFault"];
        /**
         * Delete every fault
         * @description Deletes every fault of the world.
         */
        delete: operations["deleteFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/faults/{fault}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the fault. */
                fault: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a fault
         * @description Deletes one fault of the world.
         */
        delete: operations["deleteFault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List recorded requests
         * @description Returns the requests that the log holds of the world, page by page: the oldest first, or with `order=desc` the newest first. The log holds the newest 1,000 requests per world, and 32 MB in total, headers included. Bodies are truncated at 64 kB. Secrets are redacted.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        /**
         * Delete recorded requests
         * @description Deletes the recorded requests of the world. Numbering continues.
         */
        delete: operations["deleteRequests"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/requests/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export recorded requests as an HTTP Archive
         * @description Returns HAR 1.2, which browsers' developer tools open. Secrets are redacted.
         */
        get: operations["exportRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/requests/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify requests
         * @description Checks whether matching requests were received. The status is 200 for every valid verification; `satisfied` has the result. When it is false, `closest` lists the nearest requests and their differences.
         */
        post: operations["verifyRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/requests/{request_id}/replay": {
        parameters: {
            query?: {
                /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
                number?: components["parameters"]["RequestNumber"];
            };
            header?: never;
            path: {
                /** @description The id of a recorded request of the world that this request names (`X-Request-Id`). When several have it, the newest is meant, or the one with `number`. */
                request_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a recorded request again
         * @description Sends a recorded request again within the process, as its user, even if the credential has ended: into a new fork of its world, or into a sandbox. Returns what it did this time beside what it did before. The response cache is not used. The new request is recorded in that sandbox with `replay_of`, and may be sent again, too. A fork has no fault rules. Responds 409 with the reason when the request was not recorded completely: its body was cut, not read, or had files. A streamed response is read for up to five seconds.
         */
        post: operations["replayRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/requests/{request_id}/explain": {
        parameters: {
            query?: {
                /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
                number?: components["parameters"]["RequestNumber"];
            };
            header?: never;
            path: {
                /** @description The `id` of the recorded request, which its response has in `X-Request-Id`. When several have it, the newest is meant, or the one with `number`. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        /**
         * Explain a request
         * @description Tells what every stage did with a recorded request, and why: which operation it matched, who made it, what the contract rejected, which fault rules were considered, which access rule decided, which fields the operation does not declare. It is told from what the stages recorded, not from the present state. `Accept: text/plain` returns a text to read. Secrets are redacted.
         */
        get: operations["explainRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/requests/{request_id}/changes": {
        parameters: {
            query?: {
                /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
                number?: components["parameters"]["RequestNumber"];
            };
            header?: never;
            path: {
                /** @description The `id` of the recorded request, which its response has in `X-Request-Id`. When several have it, the newest is meant, or the one with `number`. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        /**
         * List what a request changed
         * @description Lists the records that the transactions of a recorded request created, updated (field by field) and deleted, and the work that they scheduled. Up to 8 MB are kept of one request, and 16 MB of all: those of the oldest are dropped first. Secrets are redacted.
         */
        get: operations["listRequestChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/requests/{request_id}/revert": {
        parameters: {
            query?: {
                /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
                number?: components["parameters"]["RequestNumber"];
            };
            header?: never;
            path: {
                /** @description The `id` of the recorded request, which its response has in `X-Request-Id`. When several have it, the newest is meant, or the one with `number`. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revert what a request changed
         * @description Undoes the changes of a recorded request in one transaction. The records are checked like those of every other edit. When one of them has changed since, or another record refers to one that the request created, the response is a 409 that names it and the later request (`request_id`), and nothing changes. What was sent to other servers stays sent.
         */
        post: operations["revertRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/violations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contract violations of responses
         * @description Reports how many responses were checked, and each way in which one broke the contract, with a count. Without a sandbox, the report covers all worlds.
         */
        get: operations["listViolations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the coverage of the contract
         * @description Reports what all worlds together have exercised since the start: for each operation the combinations of request media type, status and response media type, the parameters, the body fields, the enum values, and the keywords that rejected a value. Available as JSON, JUnit XML (`Accept: application/xml`) or one HTML page (`Accept: text/html`).
         */
        get: operations["retrieveCoverage"];
        put?: never;
        post?: never;
        /**
         * Reset the coverage
         * @description Resets the coverage of all worlds.
         */
        delete: operations["deleteCoverage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries
         * @description Returns the requests that this world sends to other servers, in the order in which they were posted: all that are pending, and the latest hundred of those that were delivered and of those that were given up. Headers, bodies and secrets are left out. They are part of the state: a reset removes them.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks of the contract
         * @description Returns the webhooks that the contract declares (OpenAPI 3.1), in its order.
         */
        get: operations["listWebhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/webhooks/{webhook}/send": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the webhook. */
                webhook: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a webhook
         * @description Posts a webhook of the contract to an address that `--allow-outgoing` names. It is delivered after this call, and `GET /__admin/deliveries` shows how.
         */
        post: operations["sendWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream events
         * @description Sends server-sent events: `exchange` (a request and its response), `fault` (a rule was added, or hit a request), `state` (the state changed). Without a sandbox, the events of all worlds. Of replicas, the events of all; `replica` tells that the events of one begin or end. The `number` of an exchange is then that at the replica that served it.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/replicas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the replicas
         * @description Lists the simulators that share the log of this one, and whether each answers. Without a log, the list is empty.
         */
        get: operations["listReplicas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/replicas/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Collect the part of one replica
         * @description Returns what this replica alone has of a report that replicas gather from each other, without secrets. Replicas call it; its form may change with every version.
         */
        post: operations["collectReplicaPart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List scenarios
         * @description Lists the scenarios of `--scenarios`, otherwise those of the product, with their steps and the requests that they expect. Marks the active one and its current step.
         */
        get: operations["listScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/scenarios/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go to the next step
         * @description Applies the next step of the active scenario to the world. What a user made stays. Responds 409 in the last step, and when no scenario with steps is active.
         */
        post: operations["nextScenarioStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/scenarios/previous": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go to the previous step
         * @description Goes back to the step before the current one: the world becomes what it was when `next` left that step, with its time and sign-ins. The faults and the machine of that step start again. Responds 409 in the first step, and when no scenario with steps is active.
         */
        post: operations["previousScenarioStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/scenarios/{scenario}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of its file, without the extension. */
                scenario: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate a scenario
         * @description Resets the world, then applies the scenario's changes to the state, its faults, its time and its machine. A scenario with steps begins with the first one. With `keep_data` the world is not reset: the scenario's changes are applied to what it holds. A reset, or deleting every fault, ends the scenario.
         */
        post: operations["activateScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the reply rules
         * @description Returns the reply rules of this world in the order in which they are tried. They come before those of a script file, which this list does not show.
         */
        get: operations["listReplies"];
        put?: never;
        /**
         * Add a reply rule
         * @description Decides what models answer in this world from now on. The rule is tried before all others, or at the given position. It is part of the state: a reset removes it, and a snapshot has it.
         */
        post: operations["createReply"];
        /**
         * Delete every reply rule
         * @description Deletes every reply rule of the world, those of its scenario included. Rules of a script file stay.
         */
        delete: operations["deleteReplies"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/replies/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Order the reply rules
         * @description Puts the reply rules of the world in the order of the given ids, which have to be all of them.
         */
        put: operations["orderReplies"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/replies/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a text
         * @description Answers a text as an agent or a prompt would, and says which rule decided. Nothing is stored, and no run is counted. A responder with a real model is asked.
         */
        post: operations["tryReply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/replies/{reply_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the rule. */
                reply_id: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a reply rule
         * @description Deletes one reply rule of the world.
         */
        delete: operations["deleteReply"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what waits for approval
         * @description Lists the work of the world that waits for a person, the oldest first, page by page. Due work is done first. What is decided or expires between two pages moves those behind it forward.
         */
        get: operations["listApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/approvals/{approval}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the approval. */
                approval: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject
         * @description Decides what waits, at the world's time. The work goes on, and what is due of it is done before the response. Responds 404 when nothing with this id waits: it was decided, has expired or was canceled.
         */
        post: operations["decideApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the collections of the world
         * @description Returns how many records each collection has, internal collections included, and which property holds their keys.
         */
        get: operations["listCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the complete state of the world
         * @description Returns flat records by collection, internal collections included (sign-ins, scheduled work, clock settings). Digests of secrets are `[redacted]`; sent back, that means "unchanged".
         */
        get: operations["retrieveState"];
        /**
         * Replace the complete state
         * @description Every record must fit the contract and every foreign key must resolve; otherwise nothing changes. Collections that are not sent become empty. A missing position or missing sequences are derived from the current position and the records.
         */
        put: operations["replaceState"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/state/{collection}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
            };
            cookie?: never;
        };
        /**
         * Retrieve the records of a collection
         * @description In the order of insertion. With `limit`, a page of them.
         */
        get: operations["retrieveCollection"];
        /**
         * Replace the records of a collection
         * @description Records that are not sent are deleted. The resulting state must fit the contract; otherwise nothing changes.
         */
        put: operations["replaceCollection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Add or change records of a collection
         * @description Changes the sent properties of records whose key exists, and adds the others. Records that are not sent stay.
         */
        patch: operations["updateCollection"];
        trace?: never;
    };
    "/__admin/state/{collection}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                key: string;
            };
            cookie?: never;
        };
        /**
         * Retrieve a record
         * @description Returns the record as it is stored, flat, with foreign keys.
         */
        get: operations["retrieveRecord"];
        /**
         * Add or replace a record
         * @description The resulting state must fit the contract; otherwise nothing changes.
         */
        put: operations["replaceRecord"];
        post?: never;
        /**
         * Delete a record
         * @description Rejected while another record refers to it.
         */
        delete: operations["deleteRecord"];
        options?: never;
        head?: never;
        /**
         * Change properties of a record
         * @description Replaces each sent property. Null is a value.
         */
        patch: operations["updateRecord"];
        trace?: never;
    };
    "/__admin/state/{collection}/{key}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                key: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revert an edit of a record
         * @description Restores a record as it was before an edit, if it still is as the edit left it: both in one transaction. When it has changed since, the response is a 409 that names what differs, and nothing changes.
         */
        post: operations["revertRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset the world to its initial state
         * @description The baseline returns to the demo world or the fixtures; a sandbox returns to the state of the baseline at its creation. This includes time, sign-ins and scheduled work, and removes the world's faults.
         */
        post: operations["resetState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reload the document, fixtures, script and scenarios
         * @description The baseline keeps its state when it fits the new contract. A later reset uses the new fixtures. Sandboxes are deleted, and coverage restarts when the document has changed. When a file has an error (422) or a record does not fit (409), the previous contract stays active. Files of the product itself are not read again.
         */
        post: operations["reloadFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the snapshots of the world
         * @description A sandbox has its own, which are deleted with it. Snapshots of the baseline survive a restart when the state is stored in a folder.
         */
        get: operations["listSnapshots"];
        put?: never;
        /**
         * Save a snapshot
         * @description Saves the state with its time and scheduled work, without faults and recorded requests.
         */
        post: operations["saveSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/snapshots/{snapshot}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the snapshot. */
                snapshot: components["parameters"]["SnapshotName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a snapshot
         * @description Deletes a snapshot of this world. A sandbox cannot delete one of the baseline.
         */
        delete: operations["deleteSnapshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/snapshots/{snapshot}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the snapshot. */
                snapshot: components["parameters"]["SnapshotName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a snapshot
         * @description A sandbox uses its own snapshot of that name, otherwise the baseline's. A snapshot of another contract is rejected with 409 when it does not fit this one.
         */
        post: operations["restoreSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a token
         * @description Creates an API token for a user of the world, without a password. It is valid in this world alone, and ends as one of a sign-in does (`--token-ttl`). It is shown once, and stored as a digest. A contract without users has no tokens (409).
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two worlds
         * @description Lists the records that differ between two states by collection: added, removed, and changed field by field. Internal collections are compared, too. A record is the same in both when it has the same key. Digests of secrets are shown as `[redacted]`. A sandbox is read, and not used.
         */
        get: operations["retrieveDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the time of the world
         * @description Due work is done first.
         */
        get: operations["retrieveClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/clock/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Freeze the clock
         * @description Stops the clock at the given time, earlier or later, or at the current one. Responds when all due work is done.
         */
        post: operations["freezeClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Advance the clock
         * @description Moves the clock by milliseconds or by a duration, frozen or not. Work that becomes due is done in order, each at its own time; of the times that a schedule has missed, one. Responds when all of it is done.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/__admin/clock/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume the clock
         * @description Lets time pass again, from the current time. A reset undoes every move.
         */
        post: operations["resumeClock"];
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
        /** @description A named situation for a world, or a story of several. */
        Scenario: {
            title: string;
            description: string;
            /**
             * Format: date-time
             * @description The time that its records are written for. Their times move to the world's time by the same amount.
             */
            now?: string;
            state?: components["schemas"]["StatePatch"];
            faults?: components["schemas"]["NewFault"][];
            /** @description Reply rules, which apply before those of a script. */
            replies?: components["schemas"]["ScenarioReply"][];
            /** @description Decisions about what waits for approval, made before the clock moves. */
            approvals?: components["schemas"]["ScenarioApproval"][];
            clock?: components["schemas"]["ScenarioClock"];
            machine?: components["schemas"]["ScenarioMachine"];
            /** @description The requests that are meant to be sent, in order. */
            requests?: components["schemas"]["ScenarioRequest"][];
            /** @description Situations that follow each other. Activating the scenario goes to the first one. What stands beside `steps` applies in all of them. */
            steps?: components["schemas"]["ScenarioStep"][];
        };
        /** @description The clock after a move, with the scheduled work that ran. */
        MovedClock: components["schemas"]["Clock"] & {
            /** @description The scheduled work that ran in the world during the call, by kind; empty when nothing was due. Work that failed counts, and work beside other work as soon as it has started. */
            ran_work: {
                kind: string;
                /** @description What the work does in plain words. */
                label: string;
                count: number;
                /** @description The records that the work belongs to, such as the execution whose step has ended; at most 100, and none for work without one. */
                records: {
                    collection: string;
                    key: string;
                    /** @description What it is called; null without a name, and once it is deleted. */
                    name: string | null;
                    /** @description How many pieces of the work belong to it. */
                    count: number;
                }[];
            }[];
        };
        /** @description What every stage did with a request, and why, without secrets. */
        Explanation: {
            request_id: string;
            /** @description The number of the request in its world, from 1; with replicas, at the one that served it, unless the call has a `number`. */
            number: number;
            /** @description `baseline`, or the name of the sandbox. */
            world: string;
            method: string;
            path: string;
            operation_id: string | null;
            /** @description 0 when the connection was closed without a response. */
            status: number;
            /** @description The status and its reason, in one or a few sentences. */
            summary: string;
            /** @description All stages in their order. */
            stages: components["schemas"]["ExplainedStage"][];
            /** @description What to do to get another response. */
            remedy: string | null;
            /** @description The command line of the valid call that is nearest to the request; null where another call is no remedy, or where no command line can make it. It names the server with `--url`, unless commands ask that one by default. */
            call: string | null;
            /** @description How the call differs from what was sent, such as which of its values are examples; or why there is none although the request lacks only little. */
            call_note: string | null;
            /** @description The same call in its parts, for programs: also where its body is too long for a command line. It has no files. */
            nearest_call: {
                operation_id: string;
                /** @description Their values by name. A list is a parameter that is sent once for each element. */
                parameters: {
                    [key: string]: JsonValue;
                };
                /** @description The JSON body. */
                body?: unknown;
                /** @description The key of the user who may send it; the demo user if it is absent. */
                user?: string | number;
            } | null;
            /** @description The operations that the request may have meant, when no operation has its method and path: the best first. */
            nearest: {
                method: string;
                path: string;
            }[];
            missing_replicas?: components["schemas"]["MissingReplicas"];
        };
        /** @description What one stage did with a request. */
        ExplainedStage: {
            /** @enum {string} */
            stage: "match" | "authenticate" | "validate" | "negotiate" | "prefer" | "faults" | "source" | "access" | "cache" | "check" | "commit";
            /**
             * @description `applied`: it did something special, such as a fault that hit. `skipped`: it was not reached, or had nothing to do.
             * @enum {string}
             */
            verdict: "passed" | "rejected" | "applied" | "skipped";
            /** @description A sentence for a person. */
            text: string;
            /** @description The values that decided it. They depend on the stage. */
            details: {
                undeclared?: components["schemas"]["UndeclaredFields"];
            } & {
                [key: string]: JsonValue;
            };
        };
        /** @description Of the stage `validate`: the query parameters and the fields of the body that no schema of the operation names. Absent when there is none, when the contract has been reloaded with changes since, or when the body is longer than what is recorded. */
        UndeclaredFields: {
            /** @description The first 20. */
            fields: {
                /** @enum {string} */
                in: "query" | "body";
                /** @description The name of a parameter without brackets, or the JSON Pointer of a field; empty for a body that the operation does not take. A long one is cut, and control characters are escaped. */
                field: string;
                /** @description The declared name or pointer that is most like it, and was not sent. */
                nearest: string | null;
                /** @description Whether it had no effect. Otherwise it may be stored as a part of the object that has it. */
                is_ignored: boolean;
            }[];
            /** @description How many more there are. */
            more: number;
        };
        /** @description What the transactions of one request have changed, without secrets. */
        RequestChanges: {
            request_id: string;
            /** @description The number of the request in its world, from 1; with replicas, at the one that served it, unless the call has a `number`. */
            number: number;
            /** @description `baseline`, or the name of the sandbox. */
            world: string;
            /** @description More was changed than is kept of one request (8 MB), or newer requests needed the room (16 MB in all): `changes` lacks what was changed last, or all of it, and the request cannot be reverted. */
            is_truncated: boolean;
            /** @description The number of transactions that have changed something. */
            transactions: number;
            /** @description Each changed record once, from before the first transaction to after the last. */
            changes: {
                /** @enum {string} */
                kind: "created" | "updated" | "deleted";
                collection: string;
                key: string | number;
                /** @description The changed parts of an updated record: properties by name, elements by index. */
                fields: {
                    /** @description JSON Pointer (RFC 6901) into the record. */
                    path: string;
                    /** @description Absent when there was no value. */
                    from?: unknown;
                    /** @description Absent when there is no value any more. */
                    to?: unknown;
                }[];
                /** @description The created or the deleted record. */
                record?: {
                    [key: string]: JsonValue;
                };
            }[];
            /** @description The work that was scheduled. */
            scheduled: components["schemas"]["ChangedWork"][];
            /** @description The scheduled work that was cancelled. */
            cancelled: components["schemas"]["ChangedWork"][];
            /** @description The number of requests to other servers that were posted. */
            deliveries: number;
            /** @description What is not listed. */
            note: string;
            missing_replicas?: components["schemas"]["MissingReplicas"];
        };
        Reloaded: {
            /** @description The title of the contract. */
            title: string;
            operations: number;
            /** @description SHA-256 of the bundled document. */
            contract: string;
            /** @description Whether the document has changed. */
            changed: boolean;
            /** @description Names of the deleted sandboxes. */
            forgotten: string[];
        };
        /** @description The names of the replicas that did not answer, so that the report lacks theirs. Absent when all did. */
        MissingReplicas: string[];
        ReplyList: {
            replies: components["schemas"]["ReplyRule"][];
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded" | "starting";
            /** @description Why the status is not `ok`. */
            reason?: string;
            /** @description The title of the contract. */
            title: string;
            operations: number;
            /** @description SHA-256 of the bundled document. */
            contract: string;
            journal?: components["schemas"]["JournalHealth"];
            /** @description The name of this process in the table athena_replica of --journal. */
            replica?: string;
            /** @description The names of the other replicas of the log that were alive at the last contact with the database. */
            peers?: string[];
        };
        /** @description How the journal of the baseline world fares. */
        JournalHealth: {
            /** @enum {string} */
            kind: "memory" | "file" | "shared-memory" | "postgres";
            /** @description The position that this process has applied. */
            position: number;
            /** @description The latest position that it knows. */
            head: number;
            /** @description Another number after the log has gone back or the file was opened. */
            epoch: number;
            /** @description For how long it has known of records that it has not applied. */
            lag_ms: number;
            /** @description How long ago the database last responded. */
            last_contact_ms?: number;
            /** @description How many writes ended without knowing whether they were stored. */
            uncertain: number;
            /** @description How often another process had written first. */
            conflicts: number;
        };
        Config: {
            /** @description Rejects parameters and properties that the contract does not declare. */
            strict: boolean;
            /** @description Rejects requests that name no sandbox. */
            require_sandbox: boolean;
            speed: components["schemas"]["Speed"];
            /** @description Null when the embedding program provides the logger. */
            log_level: string | null;
        };
        ConfigChange: {
            strict?: boolean;
            require_sandbox?: boolean;
            speed?: components["schemas"]["Speed"];
            /** @enum {string} */
            log_level?: "silent" | "error" | "warn" | "info" | "debug";
        };
        /** @description Speed-up factor for runs and executions, from the next one that starts. */
        Speed: number | "instant";
        /** @description A stored record, with the properties that the contract defines. */
        Record: {
            [key: string]: JsonValue;
        };
        Records: {
            records: components["schemas"]["Record"][];
        };
        State: {
            /** @description The number of transactions so far. */
            position: number;
            sequences: components["schemas"]["Sequences"];
            collections: components["schemas"]["Collections"];
        };
        StateInput: {
            position?: number;
            sequences?: components["schemas"]["Sequences"];
            collections: components["schemas"]["Collections"];
        };
        /** @description The last number used in each sequence. */
        Sequences: {
            [key: string]: number;
        };
        Collections: {
            [key: string]: components["schemas"]["Record"][];
        };
        Snapshot: {
            name: string;
            /** @description The digest of the contract that the snapshot was saved under. */
            contract: string;
            /**
             * Format: date-time
             * @description The time of the world.
             */
            time: string;
            position: number;
            records: number;
        };
        Clock: {
            /** Format: date-time */
            now: string;
            /** @description Milliseconds since 1970-01-01T00:00:00Z. */
            now_ms: number;
            frozen: boolean;
            /** @description Whether time passes by itself. With a seed it does not: it moves one second with each change of the state. */
            flows: boolean;
            /** @description The sum of all moves. */
            offset_ms: number;
            /** @description The number of scheduled pieces of work. */
            scheduled: number;
            /** Format: date-time */
            next_due: string | null;
            /** @description Scheduled work that failed and is not retried, the latest hundred. Its owner has ended as failed. */
            failed_work: {
                kind: string;
                /** @description The record that the work belongs to, such as `workflow_executions/<uuid>`. */
                owner: string | null;
                /** @description Why the work failed. */
                message: string;
                /** @description ISO 8601, by the world's clock. */
                failed_at: string;
            }[];
        };
        Sandbox: {
            name: string;
            /** @description The number of requests to its API that the log has counted. */
            requests: number;
            /** @description With `include=times`: the machine's time since it was made, in seconds. Null when no replica remembers: each that made it has been started again. */
            age?: number | null;
            /** @description With `include=times`: the machine's time since a request or a fork used it, in seconds. `--sandbox-idle` counts it. Null when no replica remembers a use. */
            idle?: number | null;
            /** @description The number of transactions of its state, including those of the baseline before its creation. */
            position: number;
            /** @description The number of records. */
            records: number;
            /**
             * Format: date-time
             * @description The time of the world.
             */
            time: string;
        };
        Problem: {
            /**
             * Format: uri
             * @description A URN. It does not resolve.
             */
            type: string;
            title: string;
            status: number;
            /** @description Permanent; also in the header `X-Athena-Error`. */
            code: string;
            /** @description What went wrong. */
            detail: string;
            /** @description What to do. */
            remedy: string;
            request_id?: string;
            /** @description Every error of the request. */
            errors?: components["schemas"]["ProblemItem"][];
        };
        ProblemItem: {
            /**
             * @description The part of the request.
             * @enum {string}
             */
            location?: "body" | "query" | "path" | "header" | "cookie" | "state";
            /** @description The file that has the error. */
            file?: string;
            /** @description The dotted path of a field, or the name of a header or parameter. */
            field?: string;
            /** @description JSON Pointer (RFC 6901) into the body, the state or the file. */
            pointer?: string;
            /** @description The JSON Schema keyword, or the rule, that rejects the value. */
            keyword?: string;
            /** @description The recorded request that changed the record since. */
            request_id?: string;
            /** @description Its number, when several requests of the world have its id. Absent with replicas. */
            request_number?: number;
            message: string;
            remedy?: string;
        };
        /** @description An active fault. */
        Fault: components["schemas"]["FaultRule"] & {
            id: string;
            /** @description The number of requests it has hit. */
            hits: number;
        };
        /** @description Which requests fail, how, and how often. */
        FaultRule: {
            /** @description Requests of this operation. Without it and `path`, requests of every operation. */
            operation_id?: string;
            /** @description Operations whose requests the fault does not hit. */
            except?: string[];
            /** @description Requests of this method. */
            method?: string;
            /** @description A path as the contract declares it, or as a request sends it. */
            path?: string;
            /**
             * @description `status` responds with that status; `latency` delays the response; `drop` closes the connection without a response; `truncate` closes it halfway through the body; `malformed` sends a body that is not valid JSON; `slow_body` streams the body in chunks; `rate_limit` responds 429 once `limit` requests have passed in a window.
             * @enum {string}
             */
            kind: "status" | "latency" | "drop" | "truncate" | "malformed" | "slow_body" | "rate_limit";
            /** @description The status of `status`. */
            status?: number;
            /** @description For `status`: the body, sent without a check against the contract. */
            body?: unknown;
            /** @description For `status`: additional headers. */
            headers?: {
                [key: string]: string;
            };
            delay_ms?: components["schemas"]["Delay"];
            /** @description The number of requests that it hits; unlimited by default. */
            times?: number;
            /** @description The probability that it hits a matching request, drawn from the world's seed. */
            probability?: number;
            when?: components["schemas"]["RequestPattern"];
            /** @description For `rate_limit`: the number of requests that pass in a window; 0 by default. */
            limit?: number;
            /** @description For `rate_limit`: the length of the window. A minute by default. */
            window_ms?: number;
            /** @description For `status`, `drop` and `rate_limit`: the operation is executed, and only its response is lost. */
            takes_effect?: boolean;
            /** @description Delays by the machine's time, even when the world's time does not flow. */
            real_time?: boolean;
        };
        /** @description Milliseconds, or the 50th and 99th percentile. */
        Delay: number | {
            p50: number;
            p99: number;
        };
        /** @description A pattern for requests. Absent parts match everything. A value may also be an operator: `{"$exists": false}`, `{"$contains": "part"}` or `{"$any_of": [1, 2]}`. */
        RequestPattern: {
            /** @description By name. */
            header?: {
                [key: string]: JsonValue;
            };
            /** @description By name. */
            query?: {
                [key: string]: JsonValue;
            };
            /** @description By the parameter's name. */
            path?: {
                [key: string]: JsonValue;
            };
            /** @description Part of the body, or JSON paths into it: `{"$.provider.name": "OpenAI"}`. */
            body?: unknown;
        };
        /** @description Which requests fail, how, and how often. */
        NewFault: components["schemas"]["FaultRule"];
        /** @description A request and its response, without secrets. */
        Exchange: {
            /** @description The value of `X-Request-Id`. Several requests may have the same. */
            id: string;
            /** @description The number of the request in its world, from 1; in the list of replicas, among those of all. */
            number: number;
            /** @description `baseline`, or the name of the sandbox. */
            world: string;
            /**
             * Format: date-time
             * @description The time by the world's clock.
             */
            time: string;
            /** @description Milliseconds. 0 when the world's time does not flow. */
            duration_ms: number;
            method: string;
            path: string;
            query: string;
            operation_id: string | null;
            request: components["schemas"]["ExchangeMessage"];
            /** @description 0 when the connection was closed without a response. */
            status: number;
            response: components["schemas"]["ExchangeMessage"];
            /** @description The code of the problem that rejected it. */
            error: string | null;
            /** @description The violations of the request. */
            violations: {
                field: string;
                message: string;
                location: string;
                keyword: string;
            }[];
            /** @description The ways in which the response broke the contract. */
            breaches: {
                pointer: string;
                keyword: string;
            }[];
            /** @description The fault that hit it. */
            fault: {
                id?: string;
                kind?: string;
                delay_ms?: number;
            } | null;
            answered_by: components["schemas"]["AnsweredBy"];
            /** @description The id of the recorded request that was sent again. Null for a request of a client. */
            replay_of: string | null;
            /** @description In the events of replicas: the name of the one that served the request, which also gave it its `number`. */
            replica?: string;
            /** @description Similar paths of the contract, when it does not have this path. */
            near_paths?: string[];
        };
        ExchangeMessage: {
            headers: {
                [key: string]: string | string[];
            };
            /** @description JSON as a value, anything else as text, both without secrets. A text that starts with `[withheld:` replaces a body that cannot be parsed and may hold secrets. Absent when there was no body. */
            body?: unknown;
            /** @description The recorded length of a truncated body. */
            body_cut_at?: number;
        };
        /** @description What decided the answer of a model. Null when no model answered. */
        AnsweredBy: {
            /**
             * @description `world` is a reply rule of the world, `script` one of the script file. `model` stands for everything else: a responder, a recorded answer, or the composed one.
             * @enum {string}
             */
            source: "world" | "script" | "model";
            /** @description The id of a rule of the world; of a rule of a script, its number from 1. */
            id: number | null;
            /** @description The name of the rule. */
            name: string | null;
        } | null;
        /** @description An expected request and how often it must be received. At least once by default. */
        Verification: {
            at_least?: number;
            at_most?: number;
            exactly?: number;
            /** @description Expects several requests in this order instead. Other requests may come between them. */
            in_order?: components["schemas"]["Expectation"][];
        } & components["schemas"]["RequestKind"];
        /** @description An expected request. */
        RequestKind: {
            operation_id?: string;
            method?: string;
            /** @description The path as it was sent. */
            path?: string;
            /** @description Like the `when` of a fault, with the status of the response. */
            where?: {
                header?: {
                    [key: string]: JsonValue;
                };
                query?: {
                    [key: string]: JsonValue;
                };
                path?: {
                    [key: string]: JsonValue;
                };
                body?: unknown;
                /** @description The status of the response. */
                status?: unknown;
            };
        };
        /** @description An expected request. */
        Expectation: components["schemas"]["RequestKind"];
        /** @description The result of a verification. */
        Verdict: {
            satisfied: boolean;
            /** @description The number of matching requests; for `in_order`, the number of steps found. */
            count: number;
            /** @description The numbers of the matching requests. */
            matched: number[];
            missing_replicas?: components["schemas"]["MissingReplicas"];
            /** @description When not satisfied: the nearest requests and their differences. */
            closest: {
                id: string;
                number: number;
                method: string;
                path: string;
                operation_id: string | null;
                /** @description 0 when the connection was closed without a response. */
                status: number;
                differences: {
                    at: string;
                    expected: unknown;
                    /** @description Absent when there is no value. */
                    actual?: unknown;
                }[];
            }[];
        };
        /** @description A field that differs. */
        FieldChange: {
            /** @description JSON Pointer (RFC 6901). Empty for the whole value. */
            path: string;
            /** @description The value before. Absent when there was no such field. */
            from?: unknown;
            /** @description The value after. Absent when there is no such field. */
            to?: unknown;
        };
        /** @description A record that was created, updated or deleted, without secrets. */
        RecordChange: {
            /** @enum {string} */
            kind: "created" | "updated" | "deleted";
            collection: string;
            /** @description The value of the record's key. */
            key: string | number | null;
            /** @description The fields of an updated record that differ. */
            fields: components["schemas"]["FieldChange"][];
            /** @description A created record, or a deleted one as it was. */
            record?: components["schemas"]["Record"];
        };
        Coverage: {
            title: string;
            requests: number;
            missing_replicas?: components["schemas"]["MissingReplicas"];
            summary: {
                operations: components["schemas"]["Share"];
                responses: components["schemas"]["Share"];
                parameters: components["schemas"]["Share"];
                values: components["schemas"]["Share"];
                refusals: components["schemas"]["Share"];
            };
            operations: {
                operation_id: string;
                method: string;
                path: string;
                tag: string;
                requests: number;
                covered: components["schemas"]["Share"];
                responses: {
                    request_media_type: string | null;
                    status: string;
                    response_media_type: string | null;
                    count: number;
                    /** @enum {string} */
                    state: "covered" | "missing" | "undeclared";
                }[];
                fields: {
                    /** @enum {string} */
                    in: "path" | "query" | "header" | "cookie" | "body";
                    /** @description Dotted. `*` stands for any array element. */
                    name: string;
                    required: boolean;
                    valid: number;
                    refused: number;
                    values: {
                        value: unknown;
                        count: number;
                    }[];
                    keywords: {
                        keyword: string;
                        valid: number;
                        refused: number;
                    }[];
                }[];
            }[];
        };
        Share: {
            covered: number;
            total: number;
            /** @description Rounded down to a tenth: 100 means all. */
            percent: number;
        };
        /** @description A request to another server, or another side effect. Times are by the world's clock. */
        Delivery: {
            /** @description The same in every try: receivers get it as `X-Athena-Delivery`. */
            id: string;
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            /** @description `http` for requests. */
            kind: string;
            /** @description The host and port. */
            receiver: string;
            /** @description The method and the URL, without secrets. */
            summary: string;
            /** @description What it was sent for, such as `workflow_executions/<uuid>`. */
            cause: string | null;
            /**
             * Format: date-time
             * @description When its cause was stored.
             */
            posted_at: string | null;
            /** @description The tries so far. */
            tries: {
                /** Format: date-time */
                at: string;
                /** @description Null when the receiver accepted it. */
                failure: string | null;
            }[];
            /**
             * Format: date-time
             * @description Null when no try follows.
             */
            next_try_at: string | null;
        };
        ScenarioSummary: {
            name: string;
            title: string;
            description: string;
            /** @description Whether the scenario is active in this world. */
            active: boolean;
            /** @description The state of its machine, when it is active and has one. */
            state: string | null;
            /** @description The number of the current step, from 1, when it is active and has steps. */
            step: number | null;
            /** @description Its steps in order. */
            steps: {
                title: string;
                description: string;
                requests: components["schemas"]["ScenarioRequest"][];
            }[];
            /** @description The requests that it expects whatever the step. */
            requests: components["schemas"]["ScenarioRequest"][];
        };
        /** @description A request that a scenario expects, and the response that it gets. */
        ScenarioRequest: {
            /** @description What a user does by sending it. */
            title: string;
            /** @enum {string} */
            method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
            /** @description The path with its query, as it is sent. */
            path: string;
            /** @description The JSON to send. */
            body?: unknown;
            /** @description The status of the response. 200 by default. */
            status?: number;
            /** @description Part of the response, or JSON paths into it: `{"$.data[0].name": "The lamp"}`. */
            expected?: unknown;
        };
        /** @description A reply rule, like a rule of a script (docs/scripts.md). The first rule whose `when` matches applies. */
        ScenarioReply: {
            /** @description A comment. It has no effect. */
            name?: unknown;
            /** @description Conditions, all of which must match. Without them the rule always applies. */
            when?: {
                /** @description A uuid or a name, or a list of them. */
                agent?: components["schemas"]["ScenarioTexts"];
                /** @description A uuid or a name, or a list of them. */
                prompt?: components["schemas"]["ScenarioTexts"];
                /** @description A uuid or a name, or a list of them. */
                workflow?: components["schemas"]["ScenarioTexts"];
                /** @description The id, name or type of a node of a workflow, or a list of them. */
                node?: components["schemas"]["ScenarioTexts"];
                /** @description The input contains this text, or any of these. */
                text?: components["schemas"]["ScenarioTexts"];
                /** @description The input contains all of these words. */
                words?: components["schemas"]["ScenarioTexts"];
                /** @description JSON paths (`$.variables.tone`), each with the expected value or a list of accepted values. */
                input?: {
                    [key: string]: JsonValue;
                };
            };
            /** @description The answer in Markdown, or a list to choose one from. Placeholders such as `{{text}}` are filled in. */
            reply?: components["schemas"]["ScenarioTexts"];
            /** @description The tool calls that the message shows. No tool is called. */
            tool_calls?: {
                name: string;
                arguments?: {
                    [key: string]: JsonValue;
                };
                /** @enum {string} */
                status?: "success" | "error" | "pending";
                result?: unknown;
            }[];
            /** @description The delay before the answer starts: `2s`, `500ms`, or milliseconds. */
            delay?: number | string;
            /** @description The model fails. */
            error?: {
                /** @enum {integer} */
                status?: 429 | 502 | 503 | 504;
                message?: string;
            };
        } | unknown | unknown | unknown | unknown;
        /** @description A text, or a list of texts. */
        ScenarioTexts: string | string[];
        /** @description A reply rule of a world. */
        ReplyRule: {
            /** @description The number of the rule, which stays when the order changes. */
            id: number;
            rule: components["schemas"]["ScenarioReply"];
        };
        /** @description What a model answers, and why. */
        TriedReply: {
            answered_by: components["schemas"]["AnsweredBy"];
            /** @description The answer. Null when the model fails. */
            text: string | null;
            tool_calls: {
                [key: string]: JsonValue;
            }[];
            /** @description How long the answer takes at normal speed, in milliseconds. */
            delay_ms: number;
            /** @description How the model fails. */
            error: {
                status: number;
                message: string;
            } | null;
        };
        /** @description Work that waits until a person approves or rejects it. */
        Approval: {
            /** @description Identifies the approval in its world, also after a restart. */
            id: string;
            /** @description The record whose work waits, as `collection/key`. */
            owner: string;
            /** @description What the work is called. */
            title: string;
            /** @description The step of the work that waits. */
            step: string;
            /** @description Who is asked. */
            assignee: string | null;
            /** Format: date-time */
            asked_at: string;
            /**
             * Format: date-time
             * @description When it expires without a decision; null when it does not.
             */
            expires_at: string | null;
            /** @description The data that the work began with. */
            data: {
                [key: string]: JsonValue;
            };
        };
        ApprovalDecision: {
            /** @enum {string} */
            decision: "approved" | "rejected";
            /** @description Who decides. The assignee by default. */
            by?: string;
        };
        /** @description An approval that was decided. */
        DecidedApproval: {
            id: string;
            /** @description The record whose work goes on, as `collection/key`. */
            owner: string;
            /** @enum {string} */
            decision: "approved" | "rejected";
            /** @description Who decided. */
            by: string | null;
        };
        /** @description The records of a collection that differ, without secrets. */
        CollectionDiff: {
            /** @description The number of records that differ, those that are not listed included. */
            total: number;
            /** @description Records that only the second state has. */
            added: components["schemas"]["KeyedRecord"][];
            /** @description Records that only the first state has. */
            removed: components["schemas"]["KeyedRecord"][];
            changed: {
                /** @description The value of the record's key. */
                key: string | number | null;
                /** @description The innermost fields that differ; 100 at most. Elements of lists are compared by their indexes. */
                fields: components["schemas"]["FieldChange"][];
                /** @description The record of the second state, with `include=records`. */
                record?: {
                    [key: string]: JsonValue;
                };
            }[];
        };
        KeyedRecord: {
            /** @description The value of the record's key. */
            key: string | number | null;
            record: components["schemas"]["Record"];
        };
        /** @description Changes to the initial state of a world, applied in this order. */
        StatePatch: {
            /** @description Collections to empty. */
            remove?: string[];
            /** @description By collection: properties to set in each of its records. */
            each?: {
                [key: string]: {
                    [key: string]: JsonValue;
                };
            };
            records?: components["schemas"]["ScenarioRecords"];
            /** @description By collection: the size that it grows to, by copies of its records with new keys. */
            copies?: {
                [key: string]: number;
            };
        };
        /** @description By collection: records to change, or to add when their key is new. */
        ScenarioRecords: {
            [key: string]: {
                [key: string]: JsonValue;
            }[];
        };
        /** @description Approves or rejects the work that waits and matches. The first decision that matches applies. */
        ScenarioApproval: {
            /** @description What the work is called, or a list of such names. Any by default. */
            title?: components["schemas"]["ScenarioTexts"];
            /** @description Part of the data that the work began with, or JSON paths into it. Any by default. */
            data?: unknown;
            /** @enum {string} */
            decision: "approved" | "rejected";
            /** @description Who decides. The assignee by default. */
            by?: string;
        };
        /** @description How the clock moves, before the records change. */
        ScenarioClock: {
            /**
             * Format: date-time
             * @description The time to freeze the clock at.
             */
            freeze?: string;
            /** @description How far to move it, as an ISO 8601 duration without months and years: `PT2H`. */
            advance?: string;
        };
        /** @description A state machine. Each state has its own faults, and matching requests trigger transitions. */
        ScenarioMachine: {
            /** @description The initial state. */
            begin: string;
            states: {
                [key: string]: {
                    faults?: components["schemas"]["NewFault"][];
                    transitions?: {
                        /** @description An operationId. Any operation by default. */
                        on?: string;
                        /** @description Like the `when` of a fault, with the status of the response. */
                        when?: {
                            header?: {
                                [key: string]: JsonValue;
                            };
                            query?: {
                                [key: string]: JsonValue;
                            };
                            path?: {
                                [key: string]: JsonValue;
                            };
                            body?: unknown;
                            status?: unknown;
                        };
                        /** @description The number of matching requests that triggers the transition. 1 by default. */
                        after?: number;
                        set?: components["schemas"]["ScenarioRecords"];
                        /** @description The next state. */
                        next: string;
                    }[];
                };
            };
        };
        /** @description A step of a scenario. Its state is changed on top of the steps before it, and its faults, replies and machine replace theirs. */
        ScenarioStep: {
            title: string;
            description: string;
            state?: components["schemas"]["StatePatch"];
            faults?: components["schemas"]["NewFault"][];
            /** @description Reply rules, which apply before those of the scenario. */
            replies?: components["schemas"]["ScenarioReply"][];
            /** @description Decisions about what waits for approval, made before the clock moves. */
            approvals?: components["schemas"]["ScenarioApproval"][];
            clock?: components["schemas"]["ScenarioClock"];
            machine?: components["schemas"]["ScenarioMachine"];
            /** @description The requests that are meant to be sent in this step, in order. */
            requests?: components["schemas"]["ScenarioRequest"][];
        };
        ChangedWork: {
            kind: string;
            /** @description What the work does in plain words. */
            label: string;
            /**
             * Format: date-time
             * @description The time at which it is due, by the world's clock.
             */
            due_at: string;
        };
    };
    responses: {
        /** @description The current settings. */
        Config: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Config"];
            };
        };
        /** @description The state. */
        State: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["State"];
            };
        };
        /** @description The current collection. */
        Collection: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description The property that holds the key. */
                    key: string;
                    records: components["schemas"]["Record"][];
                    /** @description Of a page: the `after` of the next one; null on the last. */
                    next?: number | null;
                };
            };
        };
        /** @description The current record. */
        Record: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Record"];
            };
        };
        /** @description The snapshot's metadata. */
        Snapshot: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Snapshot"];
            };
        };
        /** @description The state of the clock. */
        Clock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Clock"];
            };
        };
        /** @description The state of the clock, and the work that ran. */
        MovedClock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MovedClock"];
            };
        };
        /** @description The active scenario. */
        Scenario: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ScenarioSummary"];
            };
        };
        /** @description The request was rejected. Nothing changed. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The name that requests use. */
        SandboxName: string;
        /** @description The name of the collection, as `GET /__admin/state` lists it. */
        Collection: string;
        /** @description The name of the snapshot. */
        SnapshotName: string;
        /** @description Requests of this operation. */
        operation_id: string;
        method: string;
        /** @description `404`, or a class: `4XX`. */
        status: string;
        /** @description Part of the path. */
        path: string;
        /** @description Requests at or after this time, by the world's clock. */
        since: string;
        /** @description Requests at or before this time, by the world's clock. */
        until: string;
        /** @description A JSON path that selects a value in the request body. */
        body_path: string;
        /** @description The value that `body_path` must select. A text or JSON. */
        body_value: string;
        /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
        RequestNumber: number;
        /** @description The `id` of the recorded request, which its response has in `X-Request-Id`. When several have it, the newest is meant, or the one with `number`. */
        RequestId: string;
    };
    requestBodies: {
        Record: {
            content: {
                "application/json": components["schemas"]["Record"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    retrieveHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The simulator serves requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description A load balancer must leave this replica: it is `starting`, or the log has another contract, so that it reads on and never writes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    retrieveConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Config"];
            "4XX": components["responses"]["Problem"];
        };
    };
    updateConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigChange"];
            };
        };
        responses: {
            200: components["responses"]["Config"];
            "4XX": components["responses"]["Problem"];
        };
    };
    listSandboxes: {
        parameters: {
            query?: {
                /** @description `times` adds the `age` and the `idle` time of each, by the machine's clock: they differ in each run. */
                include?: "times";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sandboxes: components["schemas"]["Sandbox"][];
                        /** @description The maximum number of sandboxes (`--max-sandboxes`). */
                        limit: number;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteSandboxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every sandbox is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    retrieveSandbox: {
        parameters: {
            query?: {
                /** @description `times` adds the `age` and the `idle` time of each, by the machine's clock: they differ in each run. */
                include?: "times";
            };
            header?: never;
            path: {
                /** @description The name that requests use. */
                sandbox: components["parameters"]["SandboxName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sandbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sandbox"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name that requests use. */
                sandbox: components["parameters"]["SandboxName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    forkSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a sandbox, or `baseline`. */
                sandbox: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The name of the new sandbox. By default the other's with a number, such as `w3-fork-1`. */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description The new sandbox. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sandbox"] & {
                        /** @description The sandbox that was evicted to make room. Null when there was room. */
                        evicted: string | null;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        faults: components["schemas"]["Fault"][];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    createFault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFault"];
            };
        };
        responses: {
            /** @description The active fault. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fault"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The world has no faults. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the fault. */
                fault: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description Requests of this operation. */
                operation_id?: components["parameters"]["operation_id"];
                method?: components["parameters"]["method"];
                /** @description `404`, or a class: `4XX`. */
                status?: components["parameters"]["status"];
                /** @description Part of the path. */
                path?: components["parameters"]["path"];
                /** @description Requests at or after this time, by the world's clock. */
                since?: components["parameters"]["since"];
                /** @description Requests at or before this time, by the world's clock. */
                until?: components["parameters"]["until"];
                /** @description A JSON path that selects a value in the request body. */
                body_path?: components["parameters"]["body_path"];
                /** @description The value that `body_path` must select. A text or JSON. */
                body_value?: components["parameters"]["body_value"];
                /** @description Returns the requests that come after this number in the order: those with a greater one, or with a smaller one for `desc`. Pass the `next` of the previous page. */
                after?: number;
                limit?: number;
                /** @description The order by number: `asc` lists the oldest first, `desc` the newest. */
                order?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        requests: components["schemas"]["Exchange"][];
                        /** @description The number of stored requests that match. */
                        total: number;
                        /** @description The number of requests of this world since its start, evicted ones included. */
                        seen: number;
                        /** @description The `after` of the next page; null on the last. */
                        next: number | null;
                        missing_replicas?: components["schemas"]["MissingReplicas"];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log of the world is empty. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    exportRequests: {
        parameters: {
            query?: {
                /** @description Requests of this operation. */
                operation_id?: components["parameters"]["operation_id"];
                method?: components["parameters"]["method"];
                /** @description `404`, or a class: `4XX`. */
                status?: components["parameters"]["status"];
                /** @description Part of the path. */
                path?: components["parameters"]["path"];
                /** @description Requests at or after this time, by the world's clock. */
                since?: components["parameters"]["since"];
                /** @description Requests at or before this time, by the world's clock. */
                until?: components["parameters"]["until"];
                /** @description A JSON path that selects a value in the request body. */
                body_path?: components["parameters"]["body_path"];
                /** @description The value that `body_path` must select. A text or JSON. */
                body_value?: components["parameters"]["body_value"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        log: {
                            /** @constant */
                            version: "1.2";
                            creator: {
                                [key: string]: JsonValue;
                            };
                            entries: {
                                [key: string]: JsonValue;
                            }[];
                            /** @description The replicas that did not answer. */
                            comment?: string;
                        };
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    verifyRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Verification"];
            };
        };
        responses: {
            /** @description The verdict. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdict"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    replayRequest: {
        parameters: {
            query?: {
                /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
                number?: components["parameters"]["RequestNumber"];
            };
            header?: never;
            path: {
                /** @description The id of a recorded request of the world that this request names (`X-Request-Id`). When several have it, the newest is meant, or the one with `number`. */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The sandbox that the request is sent into. By default a new fork of the world that recorded it. */
                    sandbox?: string;
                };
            };
        };
        responses: {
            /** @description What the request did. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The sandbox that the request was sent into. */
                        sandbox: string;
                        /** @description The id of the new request, in the traffic of that sandbox. */
                        request_id: string;
                        /** @description 0 when the connection was closed without a response. */
                        status: number;
                        original_status: number;
                        /** @description The body of the response, without secrets. Null when there is none, or when it is streamed. */
                        body: unknown;
                        /** @description The body of the recorded response, in the same form. */
                        original_body: unknown;
                        /** @description The innermost fields of the recorded body and of the new one that differ; 100 at most. */
                        body_differences: components["schemas"]["FieldChange"][];
                        /** @description The records that differ in the sandbox before and after the request, without secrets; 1,000 at most. */
                        changes: components["schemas"]["RecordChange"][];
                        /** @description The records that the transactions of the recorded request have changed. Null when that was not recorded. */
                        original_changes: components["schemas"]["RecordChange"][] | null;
                        /** @description Whether some records or fields are not listed. */
                        is_truncated: boolean;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    explainRequest: {
        parameters: {
            query?: {
                /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
                number?: components["parameters"]["RequestNumber"];
            };
            header?: never;
            path: {
                /** @description The `id` of the recorded request, which its response has in `X-Request-Id`. When several have it, the newest is meant, or the one with `number`. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The explanation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                    "text/plain": string;
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listRequestChanges: {
        parameters: {
            query?: {
                /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
                number?: components["parameters"]["RequestNumber"];
            };
            header?: never;
            path: {
                /** @description The `id` of the recorded request, which its response has in `X-Request-Id`. When several have it, the newest is meant, or the one with `number`. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestChanges"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    revertRequest: {
        parameters: {
            query?: {
                /** @description Selects one of several requests that have the same id: its `number` in `GET /__admin/requests`. 404 names the numbers of the id when none of them is this. With replicas, 503 when one of them does not answer: the numbers of the list depend on all. */
                number?: components["parameters"]["RequestNumber"];
            };
            header?: never;
            path: {
                /** @description The `id` of the recorded request, which its response has in `X-Request-Id`. When several have it, the newest is meant, or the one with `number`. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes are undone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The number of records that were changed back. */
                        reverted: number;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listViolations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        world: string;
                        /** @description The number of checked responses. When it is 0, an empty list proves nothing. */
                        checked: number;
                        missing_replicas?: components["schemas"]["MissingReplicas"];
                        violations: {
                            operation_id: string;
                            status: number;
                            /** @description JSON Pointer into the body. */
                            pointer: string;
                            keyword: string;
                            count: number;
                        }[];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    retrieveCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    /** @description Allows the inline style of the page, and no scripts. */
                    "Content-Security-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                    "text/html": string;
                    "application/xml": string;
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The coverage is empty. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Lists only deliveries of this status. */
                status?: "pending" | "delivered" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: {
                            name: string;
                            /** @description In upper case. */
                            method: string;
                            summary: string;
                        }[];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    sendWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the webhook. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The address, without credentials. */
                    url: string;
                    /** @description Which one of several methods that the webhook declares. By default the first. */
                    method?: string;
                    /** @description By default the example of the contract, or a sample of its schema. */
                    body?: unknown;
                };
            };
        };
        responses: {
            /** @description The webhook will be delivered. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The id of the delivery. */
                        id: string;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description `replica` sends the events of the replica that responds alone. */
                scope?: "all" | "replica";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. It ends when the client disconnects. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listReplicas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replicas: {
                            name: string;
                            /** @description Whether it is the one that responds. */
                            self: boolean;
                            /** @description False when it did not answer within two seconds. */
                            answers: boolean;
                        }[];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    collectReplicaPart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    part: "ping" | "matches" | "records" | "archive" | "clear_requests" | "has_request" | "evidence" | "coverage" | "clear_coverage" | "violations" | "sandbox_uses" | "explanation" | "request_changes" | "revert_request";
                    /** @description For `matches` and `archive`. */
                    filter?: {
                        operation_id?: string;
                        method?: string;
                        status?: string;
                        path?: string;
                        /** Format: date-time */
                        since?: string;
                        /** Format: date-time */
                        until?: string;
                        body_path?: string;
                        body_value?: string;
                    };
                    verification?: components["schemas"]["Verification"];
                    /** @description For `has_request`, `explanation`, `request_changes` and `revert_request`: the id of a recorded request. For `matches`: lists those with this id alone. */
                    request_id?: string;
                    /** @description For `revert_request`: the name of the replica that served it. */
                    replica?: string;
                    /** @description For `records`: the numbers of exchanges by the name of the replica. For `explanation`, `request_changes` and `revert_request`: selects one of several requests with the same id. */
                    numbers?: {
                        [key: string]: number[];
                    };
                };
            };
        };
        responses: {
            /** @description The part. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The name of this replica; null without a log. */
                        replica: string | null;
                        value: unknown;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenarios, sorted by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        scenarios: components["schemas"]["ScenarioSummary"][];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    nextScenarioStep: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Scenario"];
            "4XX": components["responses"]["Problem"];
        };
    };
    previousScenarioStep: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Scenario"];
            "4XX": components["responses"]["Problem"];
        };
    };
    activateScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of its file, without the extension. */
                scenario: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Keeps the world's records and time, so that what a user made stays. False by default. */
                    keep_data?: boolean;
                    /** @description The step to go to. 1 by default. */
                    step?: number;
                };
            };
        };
        responses: {
            200: components["responses"]["Scenario"];
            "4XX": components["responses"]["Problem"];
        };
    };
    listReplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplyList"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    createReply: {
        parameters: {
            query?: {
                /** @description How many rules are tried before it. Beyond the end it becomes the last one. */
                position?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScenarioReply"];
            };
        };
        responses: {
            /** @description The rule with its id. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplyRule"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteReplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The world has no reply rules. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    orderReplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: number[];
                };
            };
        };
        responses: {
            /** @description The rules in their new order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplyList"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    tryReply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    /** @description The uuid or the name of the agent or prompt that is asked. */
                    to?: string;
                    /** @description The values of placeholders. */
                    variables?: {
                        [key: string]: JsonValue;
                    };
                };
            };
        };
        responses: {
            /** @description The answer, or how the model fails. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedReply"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteReply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the rule. */
                reply_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                /** @description Skips so many approvals. Pass the `next` of the previous page. */
                after?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the approvals that wait. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approvals: components["schemas"]["Approval"][];
                        /** @description The number of approvals that wait. */
                        total: number;
                        /** @description The `after` of the next page; null on the last. */
                        next: number | null;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    decideApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the approval. */
                approval: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalDecision"];
            };
        };
        responses: {
            /** @description What was decided. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedApproval"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listCollections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        collections: {
                            name: string;
                            /** @description The property that holds the key. */
                            key: string;
                            /** @description The number of records. */
                            records: number;
                        }[];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    retrieveState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["State"];
            "4XX": components["responses"]["Problem"];
        };
    };
    replaceState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StateInput"];
            };
        };
        responses: {
            200: components["responses"]["State"];
            "4XX": components["responses"]["Problem"];
        };
    };
    retrieveCollection: {
        parameters: {
            query?: {
                /** @description Skips so many records. Pass the `next` of the previous page. */
                after?: number;
                /** @description How many records are returned at most; all by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Collection"];
            "4XX": components["responses"]["Problem"];
        };
    };
    replaceCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Records"];
            };
        };
        responses: {
            200: components["responses"]["Collection"];
            "4XX": components["responses"]["Problem"];
        };
    };
    updateCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Records"];
            };
        };
        responses: {
            200: components["responses"]["Collection"];
            "4XX": components["responses"]["Problem"];
        };
    };
    retrieveRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Record"];
            "4XX": components["responses"]["Problem"];
        };
    };
    replaceRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Record"];
        responses: {
            200: components["responses"]["Record"];
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    updateRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Record"];
        responses: {
            200: components["responses"]["Record"];
            "4XX": components["responses"]["Problem"];
        };
    };
    revertRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    before: components["schemas"]["Record"];
                    /** @description The record as the edit left it, which a `PUT` or `PATCH` returns; null when it was deleted. */
                    after: {
                        [key: string]: JsonValue;
                    } | null;
                };
            };
        };
        responses: {
            200: components["responses"]["Record"];
            "4XX": components["responses"]["Problem"];
        };
    };
    resetState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The world has its initial state. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    reloadFiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Later requests use the new files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reloaded"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listSnapshots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshots, sorted by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        snapshots: components["schemas"]["Snapshot"][];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    saveSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description Replaces a snapshot with the same name. */
                    replace?: boolean;
                };
            };
        };
        responses: {
            201: components["responses"]["Snapshot"];
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the snapshot. */
                snapshot: components["parameters"]["SnapshotName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    restoreSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the snapshot. */
                snapshot: components["parameters"]["SnapshotName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Snapshot"];
            "4XX": components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The id or the email address of the user. */
                    user: string | number;
                };
            };
        };
        responses: {
            /** @description The token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description For the header `Authorization: Bearer …`. */
                        token: string;
                        user: {
                            id: string | number;
                            name: string;
                            email: string;
                        };
                        /**
                         * Format: date-time
                         * @description Null when it never ends.
                         */
                        expires_at: string | null;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    retrieveDiff: {
        parameters: {
            query: {
                /** @description The first state: `baseline`, `fixtures` (what a reset of the baseline restores), `sandbox:NAME`, or `snapshot:NAME` (of the world that the request names, otherwise of the baseline). */
                from: string;
                /** @description The second state, in the same form. */
                to: string;
                /** @description Compares these collections only. */
                collection?: string[];
                /** @description `records` adds the whole record of the second state to each that changed. */
                include?: "records";
                /** @description How many records are listed, in all collections together. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The differences. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: string;
                        to: string;
                        /** @description By the name of the collection. Those without a difference are left out. */
                        collections: {
                            [key: string]: components["schemas"]["CollectionDiff"];
                        };
                        /** @description The number of records that differ, those that are not listed included. */
                        total: number;
                        /** @description Whether some records or fields are not listed. */
                        is_truncated: boolean;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    retrieveClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Clock"];
            "4XX": components["responses"]["Problem"];
        };
    };
    freezeClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The time to freeze at, or a date: its midnight in UTC. The current time by default. */
                    at?: string;
                };
            };
        };
        responses: {
            200: components["responses"]["MovedClock"];
            "4XX": components["responses"]["Problem"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ms?: number;
                    /** @description ISO 8601, without months and years. */
                    duration?: string;
                };
            };
        };
        responses: {
            200: components["responses"]["MovedClock"];
            "4XX": components["responses"]["Problem"];
        };
    };
    resumeClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Clock"];
            "4XX": components["responses"]["Problem"];
        };
    };
}
