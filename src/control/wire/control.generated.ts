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
         * Whether the simulator serves
         * @description Needs no token, and is there without the control plane too. `degraded` means that writes are refused and reads go on.
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
         * The settings that can change while the simulator runs
         * @description They are the same for all worlds.
         */
        get: operations["retrieveConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings
         * @description Those that are given, from the next request on. A restart brings back what the options say.
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
         * The sandboxes that there are
         * @description In the order in which they were made. To list them makes none and keeps none alive.
         */
        get: operations["listSandboxes"];
        put?: never;
        post?: never;
        /**
         * Forget every sandbox
         * @description The baseline stays as it is.
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
         * One sandbox
         * @description To look at it does not count as using it.
         */
        get: operations["retrieveSandbox"];
        put?: never;
        post?: never;
        /**
         * Forget a sandbox
         * @description The next request that names it begins with the baseline again.
         */
        delete: operations["deleteSandbox"];
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
         * The faults in force
         * @description Those of the world that the request names, in the order in which they were ordered, the spent ones included.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Order a fault
         * @description Requests of this world that fit it fail from now on, once the contract and the caller's credentials have let them through. Of several faults that fit the first strikes; waits add up. A status that the operation declares gets a body that fits its schema. Each response that a fault has hit says so in `X-Athena-Fault`.
         */
        post: operations["createFault"];
        /**
         * Call every fault off
         * @description Those of the world that the request names.
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
                /** @description The id that the order was answered with. */
                fault: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Call a fault off
         * @description Of the world that the request names.
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
         * What was asked, and answered
         * @description The newest requests of the world that the request names, the oldest of them first: 1,000 at the most, of all worlds together 32 MB, headers included. Bodies are kept up to 64 kB. Secrets are not shown.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        /**
         * Forget what was asked
         * @description Of the world that the request names. Numbers go on.
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
         * What was asked, as an HTTP Archive
         * @description HAR 1.2, which browsers' developer tools read. Secrets are not shown.
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
         * Whether something was asked
         * @description Always 200 where the question is understood; `satisfied` is the answer. Where it is not, `closest` says what came nearest and what differed.
         */
        post: operations["verifyRequests"];
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
         * Where answers broke the contract
         * @description How many answers were checked, and each way in which one broke the contract, once and with a count. Without a sandbox: of all worlds.
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
         * What was exercised of the contract
         * @description By all worlds together, since the start: each operation with each request media type, status and response media type; below it each parameter, each field of the body, each value of an enum, and each keyword that refused something. As JSON, JUnit XML (`Accept: application/xml`) or one HTML page (`Accept: text/html`).
         */
        get: operations["retrieveCoverage"];
        put?: never;
        post?: never;
        /**
         * Begin to count anew
         * @description Of all worlds.
         */
        delete: operations["deleteCoverage"];
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
         * What happens, as it happens
         * @description Server-sent events: `exchange` (a request and its answer), `fault` (a rule was added, or hit a request), `state` (the state was changed). Without a sandbox: of all worlds.
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
    "/__admin/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The scenarios that there are
         * @description Those of `--scenarios`, else those that come with the product; and which of them this world is in.
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
    "/__admin/scenarios/{scenario}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of its file, without the ending. */
                scenario: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the world in a scenario
         * @description First back to the state that the world began with, then the scenario's changes of it, its faults, its time and its machine. A reset, or calling every fault off, ends it.
         */
        post: operations["activateScenario"];
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
         * The whole state of the world
         * @description Flat records by collection, hidden ones included (sign-ins, scheduled work, how the clock was moved). Digests of secrets are `[redacted]`; sent back, that means "as it is".
         */
        get: operations["retrieveState"];
        /**
         * Replace the whole state
         * @description Every record is checked against the contract and every key must lead somewhere, or nothing is changed. Collections that are not named become empty. A position or sequences that are not given follow from the present position and the records.
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
         * The records of a collection
         * @description In the order of insertion.
         */
        get: operations["retrieveCollection"];
        /**
         * Replace the records of a collection
         * @description Those that are not given go. The state as a whole must fit the contract then, or nothing is changed.
         */
        put: operations["replaceCollection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Add records to a collection, or change some
         * @description A record whose key is there is changed in the properties that are given; any other is added. The others stay.
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
         * One record
         * @description As it is stored, flat, with the keys of what it refers to.
         */
        get: operations["retrieveRecord"];
        /**
         * Add a record, or put it in the place of the one with its key
         * @description The state as a whole must fit the contract then, or nothing is changed.
         */
        put: operations["replaceRecord"];
        post?: never;
        /**
         * Take a record away
         * @description Refused while another refers to it.
         */
        delete: operations["deleteRecord"];
        options?: never;
        head?: never;
        /**
         * Change some properties of a record
         * @description Those that are given, each as a whole; null is a value.
         */
        patch: operations["updateRecord"];
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
         * Back to the state that the world began with
         * @description The baseline goes back to the demo world, or the fixtures; a sandbox to what the baseline was when it was made. Time, sign-ins and scheduled work go back too, and the faults that were ordered in this world are taken back.
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
         * Read the document, fixtures, script and scenarios again
         * @description The state of the baseline stays, if it fits. A reset goes back to the fixtures as they are now. Sandboxes are forgotten, and coverage begins anew where the document has changed. Where something is wrong with a file (422), or a record does not fit (409), what was served before goes on. What comes with the product is not read again.
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
         * The snapshots of the world
         * @description A sandbox has its own, which go with it. Those of the baseline survive a restart where the state is kept in a folder.
         */
        get: operations["listSnapshots"];
        put?: never;
        /**
         * Keep the state under a name
         * @description The state alone, with its time and scheduled work; neither faults nor what was called.
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
         * Forget a snapshot
         * @description Of this world. A sandbox cannot take away one of the baseline.
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
         * Back to a snapshot
         * @description A sandbox finds its own, else one of the baseline. What was written under another contract must fit this one, or it is refused (409).
         */
        post: operations["restoreSnapshot"];
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
         * The time of the world
         * @description What is due by then is done first.
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
         * Stop the time
         * @description At a time that is given, earlier or later, or where it is. Answers when what is due then is done.
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
         * Move the time forward
         * @description By milliseconds or by a duration, whether it stands still or not. What falls due meanwhile is done in its order, each at its own time; the answer comes when all of it is done.
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
         * Let the time go on
         * @description From where it stands. A reset takes back every move.
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
        /** @description A situation that a world can be put in. */
        Scenario: {
            title: string;
            description: string;
            state?: components["schemas"]["StatePatch"];
            faults?: components["schemas"]["NewFault"][];
            /** @description What is answered in place of what would be answered in character, and before any script. */
            replies?: components["schemas"]["ScenarioReply"][];
            clock?: {
                /**
                 * Format: date-time
                 * @description The time at which it stands still.
                 */
                freeze?: string;
            };
            machine?: components["schemas"]["ScenarioMachine"];
        };
        Reloaded: {
            /** @description The title of the contract. */
            title: string;
            operations: number;
            /** @description SHA-256 of the bundled document. */
            contract: string;
            /** @description The document is another one than before. */
            changed: boolean;
            /** @description Names of the sandboxes that were given up. */
            forgotten: string[];
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded";
            /** @description Why writes are refused. */
            reason?: string;
            /** @description The title of the contract. */
            title: string;
            operations: number;
            /** @description SHA-256 of the bundled document. */
            contract: string;
        };
        Config: {
            /** @description Parameters and properties that the contract does not declare are refused. */
            strict: boolean;
            /** @description Requests that name no sandbox are refused. */
            require_sandbox: boolean;
            speed: components["schemas"]["Speed"];
            /** @description Null where the simulator writes to a logger that it was given. */
            log_level: string | null;
        };
        ConfigChange: {
            strict?: boolean;
            require_sandbox?: boolean;
            speed?: components["schemas"]["Speed"];
            /** @enum {string} */
            log_level?: "silent" | "error" | "warn" | "info" | "debug";
        };
        /** @description How much faster than life what takes time goes, from the next that begins. */
        Speed: number | "instant";
        /** @description The properties that the contract gives it. */
        Record: {
            [key: string]: JsonValue;
        };
        Records: {
            records: components["schemas"]["Record"][];
        };
        State: {
            /** @description How many transactions it has seen. */
            position: number;
            sequences: components["schemas"]["Sequences"];
            collections: components["schemas"]["Collections"];
        };
        StateInput: {
            position?: number;
            sequences?: components["schemas"]["Sequences"];
            collections: components["schemas"]["Collections"];
        };
        /** @description The last number that each has given. */
        Sequences: {
            [key: string]: number;
        };
        Collections: {
            [key: string]: components["schemas"]["Record"][];
        };
        Snapshot: {
            name: string;
            /** @description The digest of the contract that it was written under. */
            contract: string;
            /**
             * Format: date-time
             * @description The time in it.
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
            /** @description Time passes by itself. With a seed it does not: it moves a second with each change of the state. */
            flows: boolean;
            /** @description What has been added to it. */
            offset_ms: number;
            /** @description How much work waits for its time. */
            scheduled: number;
            /** Format: date-time */
            next_due: string | null;
            /** @description Scheduled work that could not be done and is not tried again, the latest hundred. What it belonged to has ended as failed. */
            failed_work: {
                kind: string;
                /** @description What it belonged to, such as `workflow_executions/<uuid>`. */
                owner: string | null;
                /** @description Why it could not be done. */
                message: string;
                /** @description ISO 8601, by the clock of the world. */
                failed_at: string;
            }[];
        };
        Sandbox: {
            name: string;
            /** @description How many requests have named it. */
            requests: number;
            /** @description How many transactions its state has seen, those of the baseline before it included. */
            position: number;
            /** @description How many records it holds. */
            records: number;
            /**
             * Format: date-time
             * @description The time in it.
             */
            time: string;
        };
        Problem: {
            /**
             * Format: uri
             * @description A name, not an address.
             */
            type: string;
            title: string;
            status: number;
            /** @description Permanent; also in the header `X-Athena-Error`. */
            code: string;
            /** @description What is wrong here, and what to do. */
            detail: string;
            request_id?: string;
            /** @description Everything that is wrong with the request. */
            errors?: components["schemas"]["ProblemItem"][];
        };
        ProblemItem: {
            /**
             * @description Where it was sent.
             * @enum {string}
             */
            location?: "body" | "query" | "path" | "header" | "cookie" | "state";
            /** @description The file that it is in, of those that the simulator was given. */
            file?: string;
            /** @description Dotted; of a header or parameter its name. */
            field?: string;
            /** @description JSON Pointer (RFC 6901) into the body, the state or the file. */
            pointer?: string;
            /** @description The keyword of JSON Schema, or the rule, that refuses it. */
            keyword?: string;
            message: string;
            remedy?: string;
        };
        /** @description A fault in force. */
        Fault: components["schemas"]["FaultRule"] & {
            id: string;
            /** @description The number of requests it has hit. */
            hits: number;
        };
        /** @description Which requests fail, how, and how often. */
        FaultRule: {
            /** @description Requests of this operation; without it and `path`, of every one. */
            operation_id?: string;
            /** @description Not the requests of these operations. */
            except?: string[];
            /** @description Requests of this method. */
            method?: string;
            /** @description A path as the contract has it, or as a request sends it. */
            path?: string;
            /**
             * @description `status` answers with it; `latency` waits first; `drop` closes the connection without an answer; `truncate` closes it in the middle of one; `malformed` sends JSON that does not parse; `slow_body` lets the body trickle in; `rate_limit` answers 429 once `limit` requests have passed in a window.
             * @enum {string}
             */
            kind: "status" | "latency" | "drop" | "truncate" | "malformed" | "slow_body" | "rate_limit";
            /** @description Of `status`. */
            status?: number;
            /** @description Of `status`: sent as it is, whatever the contract says. */
            body?: unknown;
            /** @description Of `status`: on top of those that it has. */
            headers?: {
                [key: string]: string;
            };
            delay_ms?: components["schemas"]["Delay"];
            /** @description How many requests it strikes. Without it every one. */
            times?: number;
            /** @description Of each request that fits. Drawn from the world's seed. */
            probability?: number;
            when?: components["schemas"]["RequestPattern"];
            /** @description Of `rate_limit`: how many requests pass in a window. Without it none does. */
            limit?: number;
            /** @description Of `rate_limit`. A minute, unless said. */
            window_ms?: number;
            /** @description The operation is carried out, and its answer is lost: of `status`, `drop` and `rate_limit`. */
            takes_effect?: boolean;
            /** @description It waits by the machine's time, even where the world's stands still. */
            real_time?: boolean;
        };
        /** @description Milliseconds, or what half and 99 of a hundred waits do not exceed. */
        Delay: number | {
            p50: number;
            p99: number;
        };
        /** @description What is expected of a request; what it leaves out may be anything. A value may also be `{"$exists": false}`, `{"$contains": "part"}` or `{"$any_of": [1, 2]}`. */
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
        /** @description A request and its answer, without secrets. */
        Exchange: {
            /** @description As in `X-Request-Id`. */
            id: string;
            /** @description Its place among all that its world has seen, from 1. */
            number: number;
            /** @description `baseline`, or the name of the sandbox. */
            world: string;
            /**
             * Format: date-time
             * @description By the world's clock.
             */
            time: string;
            /** @description 0 where the world's time does not flow. */
            duration_ms: number;
            method: string;
            path: string;
            query: string;
            operation_id: string | null;
            request: components["schemas"]["ExchangeMessage"];
            status: number;
            response: components["schemas"]["ExchangeMessage"];
            /** @description The code that it was refused with. */
            error: string | null;
            /** @description What was wrong with the request. */
            violations: {
                field: string;
                message: string;
                location: string;
                keyword: string;
            }[];
            /** @description In which ways the answer broke the contract. */
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
            /** @description Of a path that the contract does not have. */
            near_paths?: string[];
        };
        ExchangeMessage: {
            headers: {
                [key: string]: string | string[];
            };
            /** @description JSON as it is, anything else as text, both without secrets. A text that begins with `[withheld:` stands for a body that may hold secrets and cannot be read. Left out where there was none. */
            body?: unknown;
            /** @description So much of it was kept. */
            body_cut_at?: number;
        };
        /** @description What was to be received, and how often. At least once, unless said. */
        Verification: {
            at_least?: number;
            at_most?: number;
            exactly?: number;
            /** @description Instead of one kind several: each after the one before it; others may come between. */
            in_order?: components["schemas"]["Expectation"][];
        } & components["schemas"]["RequestKind"];
        /** @description One kind of request. */
        RequestKind: {
            operation_id?: string;
            method?: string;
            /** @description As it was sent. */
            path?: string;
            /** @description As the `when` of a fault, and the status of the answer. */
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
                /** @description Of the answer. */
                status?: unknown;
            };
        };
        /** @description One kind of request. */
        Expectation: components["schemas"]["RequestKind"];
        /** @description Whether it was received. */
        Verdict: {
            satisfied: boolean;
            /** @description How many fit; of `in_order` how many steps were found. */
            count: number;
            /** @description The numbers of those that fit. */
            matched: number[];
            /** @description Where it was not satisfied: what came nearest, and what differed. */
            closest: {
                id: string;
                number: number;
                method: string;
                path: string;
                operation_id: string | null;
                status: number;
                differences: {
                    at: string;
                    expected: unknown;
                    /** @description Left out where there was nothing. */
                    actual?: unknown;
                }[];
            }[];
        };
        Coverage: {
            title: string;
            requests: number;
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
                    /** @description With dots; `*` stands for any element of a list. */
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
        ScenarioSummary: {
            name: string;
            title: string;
            description: string;
            /** @description Whether this world is in it. */
            active: boolean;
            /** @description Of its machine, where it is active and has one. */
            state: string | null;
        };
        /** @description Changes of the state that a world began with, in this order. */
        StatePatch: {
            /** @description Collections that become empty. */
            remove?: string[];
            /** @description By collection: what each of its records is changed by. */
            each?: {
                [key: string]: {
                    [key: string]: JsonValue;
                };
            };
            records?: components["schemas"]["ScenarioRecords"];
            /** @description By collection: how many records it has then. Copies of those that are there, with keys of their own. */
            copies?: {
                [key: string]: number;
            };
        };
        /** @description By collection: records that are changed, or added where their key is new. */
        ScenarioRecords: {
            [key: string]: {
                [key: string]: JsonValue;
            }[];
        };
        /** @description What is answered, and when. The first whose `when` holds answers. As a rule of a script (docs/scripts.md). */
        ScenarioReply: {
            /** @description What it is for. Nothing depends on it. */
            name?: unknown;
            /** @description All of it must hold. Without it the rule always does. */
            when?: {
                /** @description A uuid or a name, or a list of them. */
                agent?: components["schemas"]["ScenarioTexts"];
                /** @description A uuid or a name, or a list of them. */
                prompt?: components["schemas"]["ScenarioTexts"];
                /** @description A uuid or a name, or a list of them. */
                workflow?: components["schemas"]["ScenarioTexts"];
                /** @description The id, name or type of a node of a workflow, or a list of them. */
                node?: components["schemas"]["ScenarioTexts"];
                /** @description What is said has this text in it, or any of these. */
                text?: components["schemas"]["ScenarioTexts"];
                /** @description What is said has all of these words. */
                words?: components["schemas"]["ScenarioTexts"];
                /** @description A JSON path each (`$.variables.tone`), and the value, or a list of values of which it is one. */
                input?: {
                    [key: string]: JsonValue;
                };
            };
            /** @description The answer in Markdown, or a list of which one is chosen. Gaps such as `{{text}}` are filled. */
            reply?: components["schemas"]["ScenarioTexts"];
            /** @description What the message shows as called. Nothing is called. */
            tool_calls?: {
                name: string;
                arguments?: {
                    [key: string]: JsonValue;
                };
                /** @enum {string} */
                status?: "success" | "error" | "pending";
                result?: unknown;
            }[];
            /** @description How long until the answer begins: `2s`, `500ms`, or milliseconds. */
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
        /** @description A small state machine. Each state has faults of its own, and is left when a request fits. */
        ScenarioMachine: {
            /** @description The state at first. */
            begin: string;
            states: {
                [key: string]: {
                    faults?: components["schemas"]["NewFault"][];
                    transitions?: {
                        /** @description An operation. Any where it is left out. */
                        on?: string;
                        /** @description As the `when` of a fault, and the status of the answer. */
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
                        /** @description The so many-th request that fits. The first, unless said. */
                        after?: number;
                        set?: components["schemas"]["ScenarioRecords"];
                        /** @description The state that follows. */
                        next: string;
                    }[];
                };
            };
        };
    };
    responses: {
        /** @description The settings as they are now. */
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
        /** @description The collection as it is now. */
        Collection: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description The property that holds the key. */
                    key: string;
                    records: components["schemas"]["Record"][];
                };
            };
        };
        /** @description The record as it is now. */
        Record: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Record"];
            };
        };
        /** @description What is known of it. */
        Snapshot: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Snapshot"];
            };
        };
        /** @description How the time stands. */
        Clock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Clock"];
            };
        };
        /** @description It was refused, and nothing was changed. */
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
        /** @description Of this operation. */
        operation_id: string;
        method: string;
        /** @description `404`, or a class: `4XX`. */
        status: string;
        /** @description A part of the path. */
        path: string;
        /** @description By the world's clock. */
        since: string;
        /** @description By the world's clock. */
        until: string;
        /** @description A JSON path that leads somewhere in the request's body. */
        body_path: string;
        /** @description What `body_path` leads to. A text or a piece of JSON. */
        body_value: string;
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
            /** @description It serves. */
            200: {
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
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sandboxes: components["schemas"]["Sandbox"][];
                        /** @description How many there can be (`--max-sandboxes`). */
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
            /** @description There are none any more. */
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
            /** @description What is known of it. */
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
            /** @description It is forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description All of them. */
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
            /** @description It is in force. */
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
            /** @description Nothing is ordered any more. */
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
                /** @description The id that the order was answered with. */
                fault: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is in force no more. */
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
                /** @description Of this operation. */
                operation_id?: components["parameters"]["operation_id"];
                method?: components["parameters"]["method"];
                /** @description `404`, or a class: `4XX`. */
                status?: components["parameters"]["status"];
                /** @description A part of the path. */
                path?: components["parameters"]["path"];
                /** @description By the world's clock. */
                since?: components["parameters"]["since"];
                /** @description By the world's clock. */
                until?: components["parameters"]["until"];
                /** @description A JSON path that leads somewhere in the request's body. */
                body_path?: components["parameters"]["body_path"];
                /** @description What `body_path` leads to. A text or a piece of JSON. */
                body_value?: components["parameters"]["body_value"];
                /** @description Those with a greater number. The `next` of the page before. */
                after?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        requests: components["schemas"]["Exchange"][];
                        /** @description The number of stored requests that match. */
                        total: number;
                        /** @description How many this world has had, those that are kept no more included. */
                        seen: number;
                        /** @description The `after` of the next page; null on the last. */
                        next: number | null;
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
            /** @description Nothing is kept any more. */
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
                /** @description Of this operation. */
                operation_id?: components["parameters"]["operation_id"];
                method?: components["parameters"]["method"];
                /** @description `404`, or a class: `4XX`. */
                status?: components["parameters"]["status"];
                /** @description A part of the path. */
                path?: components["parameters"]["path"];
                /** @description By the world's clock. */
                since?: components["parameters"]["since"];
                /** @description By the world's clock. */
                until?: components["parameters"]["until"];
                /** @description A JSON path that leads somewhere in the request's body. */
                body_path?: components["parameters"]["body_path"];
                /** @description What `body_path` leads to. A text or a piece of JSON. */
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
    listViolations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
                    "application/json": {
                        world: string;
                        /** @description Where this is 0, an empty list says nothing. */
                        checked: number;
                        violations: {
                            operation_id: string;
                            status: number;
                            /** @description Into the body. */
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
                    /** @description The page has its style in itself, and no script. */
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
            /** @description Nothing has been exercised. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Until the client leaves. */
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
    listScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name. */
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
    activateScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of its file, without the ending. */
                scenario: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The world is in it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioSummary"];
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
            query?: never;
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
            /** @description It is gone. */
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
    resetState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is as it was. */
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
            /** @description All that comes from now on is answered by what was read. */
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
            /** @description All of them, by name. */
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
                    /** @description May take the place of one that has the name. */
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
            /** @description It is forgotten. */
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
                    /**
                     * Format: date-time
                     * @description The time that it is from now on.
                     */
                    at?: string;
                };
            };
        };
        responses: {
            200: components["responses"]["Clock"];
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
            200: components["responses"]["Clock"];
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
