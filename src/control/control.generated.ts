// Generated from control/ by "npm run spec:types". Do not edit.
export interface paths {
    readonly "/__admin/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether the simulator serves
         * @description Needs no token, and is there without the control plane too. `degraded` means that writes are refused and reads go on.
         */
        readonly get: operations["retrieveHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/config": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The settings that can change while the simulator runs
         * @description They are the same for all worlds.
         */
        readonly get: operations["retrieveConfig"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change settings
         * @description Those that are given, from the next request on. A restart brings back what the options say.
         */
        readonly patch: operations["updateConfig"];
        readonly trace?: never;
    };
    readonly "/__admin/sandboxes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The sandboxes that there are
         * @description In the order in which they were made. To list them makes none and keeps none alive.
         */
        readonly get: operations["listSandboxes"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Forget every sandbox
         * @description The baseline stays as it is.
         */
        readonly delete: operations["deleteSandboxes"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/sandboxes/{sandbox}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name that requests use. */
                readonly sandbox: components["parameters"]["SandboxName"];
            };
            readonly cookie?: never;
        };
        /**
         * One sandbox
         * @description To look at it does not count as using it.
         */
        readonly get: operations["retrieveSandbox"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Forget a sandbox
         * @description The next request that names it begins with the baseline again.
         */
        readonly delete: operations["deleteSandbox"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/faults": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The faults in force
         * @description Those of the world that the request names, in the order in which they were ordered, the spent ones included.
         */
        readonly get: operations["listFaults"];
        readonly put?: never;
        /**
         * Order a fault
         * @description Requests of this world that fit it fail from now on, once the contract and the caller's credentials have let them through. Of several faults that fit the first strikes; waits add up. A status that the operation declares gets a body that fits its schema. Each answer that was struck says so in `X-Athena-Fault`.
         */
        readonly post: operations["createFault"];
        /**
         * Call every fault off
         * @description Those of the world that the request names.
         */
        readonly delete: operations["deleteFaults"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/faults/{fault}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id that the order was answered with. */
                readonly fault: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Call a fault off
         * @description Of the world that the request names.
         */
        readonly delete: operations["deleteFault"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/requests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What was asked, and answered
         * @description The newest requests of the world that the request names, the oldest of them first: 1,000 at the most, of all worlds together 64 MB. Bodies are kept up to 64 kB. Secrets are not shown.
         */
        readonly get: operations["listRequests"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Forget what was asked
         * @description Of the world that the request names. Numbers go on.
         */
        readonly delete: operations["deleteRequests"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/requests/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What was asked, as an HTTP Archive
         * @description HAR 1.2, which browsers' developer tools read. Secrets are not shown.
         */
        readonly get: operations["exportRequests"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/requests/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Whether something was asked
         * @description Always 200 where the question is understood; `satisfied` is the answer. Where it is not, `closest` says what came nearest and what differed.
         */
        readonly post: operations["verifyRequests"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/violations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Where answers broke the contract
         * @description How many answers were checked, and each way in which one broke the contract, once and with a count. Without a sandbox: of all worlds.
         */
        readonly get: operations["listViolations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/coverage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What was exercised of the contract
         * @description By all worlds together, since the start: each operation with each request media type, status and response media type; below it each parameter, each field of the body, each value of an enum, and each keyword that refused something. As JSON, JUnit XML (`Accept: application/xml`) or one HTML page (`Accept: text/html`).
         */
        readonly get: operations["retrieveCoverage"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Begin to count anew
         * @description Of all worlds.
         */
        readonly delete: operations["deleteCoverage"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What happens, as it happens
         * @description Server-sent events: `exchange` (a request and its answer), `fault` (one was ordered or struck), `state` (the state was changed). Without a sandbox: of all worlds.
         */
        readonly get: operations["streamEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/scenarios": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The scenarios that there are
         * @description Those of `--scenarios`, else those that come with the product; and which of them this world is in.
         */
        readonly get: operations["listScenarios"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/scenarios/{scenario}/activate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of its file, without the ending. */
                readonly scenario: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Put the world in a scenario
         * @description First back to the state that the world began with, then the scenario's changes of it, its faults, its time and its machine. A reset, or calling every fault off, ends it.
         */
        readonly post: operations["activateScenario"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/state": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The whole state of the world
         * @description Flat records by collection, hidden ones included (sign-ins, scheduled work, how the clock was moved). Digests of secrets are `[redacted]`; sent back, that means "as it is".
         */
        readonly get: operations["retrieveState"];
        /**
         * Replace the whole state
         * @description Every record is checked against the contract and every key must lead somewhere, or nothing is changed. Collections that are not named become empty. A position or sequences that are not given follow from the present position and the records.
         */
        readonly put: operations["replaceState"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/state/{collection}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
            };
            readonly cookie?: never;
        };
        /**
         * The records of a collection
         * @description In the order of insertion.
         */
        readonly get: operations["retrieveCollection"];
        /**
         * Replace the records of a collection
         * @description Those that are not given go. The state as a whole must fit the contract then, or nothing is changed.
         */
        readonly put: operations["replaceCollection"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Add records to a collection, or change some
         * @description A record whose key is there is changed in the properties that are given; any other is added. The others stay.
         */
        readonly patch: operations["updateCollection"];
        readonly trace?: never;
    };
    readonly "/__admin/state/{collection}/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        /**
         * One record
         * @description As it is stored, flat, with the keys of what it refers to.
         */
        readonly get: operations["retrieveRecord"];
        /**
         * Add a record, or put it in the place of the one with its key
         * @description The state as a whole must fit the contract then, or nothing is changed.
         */
        readonly put: operations["replaceRecord"];
        readonly post?: never;
        /**
         * Take a record away
         * @description Refused while another refers to it.
         */
        readonly delete: operations["deleteRecord"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change some properties of a record
         * @description Those that are given, each as a whole; null is a value.
         */
        readonly patch: operations["updateRecord"];
        readonly trace?: never;
    };
    readonly "/__admin/reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Back to the state that the world began with
         * @description The baseline goes back to the demo world, or the fixtures; a sandbox to what the baseline was when it was made. Time, sign-ins and scheduled work go back too, and the faults that were ordered in this world are taken back.
         */
        readonly post: operations["resetState"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/reload": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read the document, fixtures, script and scenarios again
         * @description The state of the baseline stays, if it fits. A reset goes back to the fixtures as they are now. Sandboxes are forgotten, and coverage begins anew where the document has changed. Where something is wrong with a file (422), or a record does not fit (409), what was served before goes on. What comes with the product is not read again.
         */
        readonly post: operations["reloadFiles"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/snapshots": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The snapshots of the world
         * @description A sandbox has its own, which go with it. Those of the baseline survive a restart where the state is kept in a folder.
         */
        readonly get: operations["listSnapshots"];
        readonly put?: never;
        /**
         * Keep the state under a name
         * @description The state alone, with its time and scheduled work; neither faults nor what was called.
         */
        readonly post: operations["saveSnapshot"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/snapshots/{snapshot}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the snapshot. */
                readonly snapshot: components["parameters"]["SnapshotName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Forget a snapshot
         * @description Of this world. A sandbox cannot take away one of the baseline.
         */
        readonly delete: operations["deleteSnapshot"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/snapshots/{snapshot}/restore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the snapshot. */
                readonly snapshot: components["parameters"]["SnapshotName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Back to a snapshot
         * @description A sandbox finds its own, else one of the baseline. What was written under another contract must fit this one, or it is refused (409).
         */
        readonly post: operations["restoreSnapshot"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/clock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The time of the world
         * @description What is due by then is done first.
         */
        readonly get: operations["retrieveClock"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/clock/freeze": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop the time
         * @description At a time that is given, earlier or later, or where it is. Answers when what is due then is done.
         */
        readonly post: operations["freezeClock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/clock/advance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Move the time forward
         * @description By milliseconds or by a duration, whether it stands still or not. What falls due meanwhile is done in its order, each at its own time; the answer comes when all of it is done.
         */
        readonly post: operations["advanceClock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/__admin/clock/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let the time go on
         * @description From where it stands. A reset takes back every move.
         */
        readonly post: operations["resumeClock"];
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
        /** @description A situation that a world can be put in. */
        readonly Scenario: {
            readonly title: string;
            readonly description: string;
            readonly state?: components["schemas"]["StatePatch"];
            readonly faults?: readonly components["schemas"]["FaultOrder"][];
            /** @description What is answered in place of what would be answered in character, and before any script. */
            readonly replies?: readonly components["schemas"]["ScenarioReply"][];
            readonly clock?: {
                /**
                 * Format: date-time
                 * @description The time at which it stands still.
                 */
                readonly freeze?: string;
            };
            readonly machine?: components["schemas"]["ScenarioMachine"];
        };
        readonly Reloaded: {
            /** @description The title of the contract. */
            readonly title: string;
            readonly operations: number;
            /** @description SHA-256 of the bundled document. */
            readonly contract: string;
            /** @description The document is another one than before. */
            readonly changed: boolean;
            /** @description Names of the sandboxes that were given up. */
            readonly forgotten: readonly string[];
        };
        readonly Health: {
            /** @enum {string} */
            readonly status: "ok" | "degraded";
            /** @description Why writes are refused. */
            readonly reason?: string;
            /** @description The title of the contract. */
            readonly title: string;
            readonly operations: number;
            /** @description SHA-256 of the bundled document. */
            readonly contract: string;
        };
        readonly Config: {
            /** @description Parameters and properties that the contract does not declare are refused. */
            readonly strict: boolean;
            /** @description Requests that name no sandbox are refused. */
            readonly require_sandbox: boolean;
            readonly speed: components["schemas"]["Speed"];
            /** @description Null where the simulator writes to a logger that it was given. */
            readonly log_level: string | null;
        };
        readonly ConfigChange: {
            readonly strict?: boolean;
            readonly require_sandbox?: boolean;
            readonly speed?: components["schemas"]["Speed"];
            /** @enum {string} */
            readonly log_level?: "silent" | "error" | "warn" | "info" | "debug";
        };
        /** @description How much faster than life what takes time goes, from the next that begins. */
        readonly Speed: number | "instant";
        /** @description The properties that the contract gives it. */
        readonly Record: {
            readonly [key: string]: unknown;
        };
        readonly Records: {
            readonly records: readonly components["schemas"]["Record"][];
        };
        readonly State: {
            /** @description How many transactions it has seen. */
            readonly position: number;
            readonly sequences: components["schemas"]["Sequences"];
            readonly collections: components["schemas"]["Collections"];
        };
        readonly SentState: {
            readonly position?: number;
            readonly sequences?: components["schemas"]["Sequences"];
            readonly collections: components["schemas"]["Collections"];
        };
        /** @description The last number that each has given. */
        readonly Sequences: {
            readonly [key: string]: number;
        };
        readonly Collections: {
            readonly [key: string]: readonly components["schemas"]["Record"][];
        };
        readonly Snapshot: {
            readonly name: string;
            /** @description The digest of the contract that it was written under. */
            readonly contract: string;
            /**
             * Format: date-time
             * @description The time in it.
             */
            readonly time: string;
            readonly position: number;
            readonly records: number;
        };
        readonly Clock: {
            /** Format: date-time */
            readonly now: string;
            /** @description Milliseconds since 1970-01-01T00:00:00Z. */
            readonly now_ms: number;
            readonly frozen: boolean;
            /** @description Time passes by itself. With a seed it does not: it moves a second with each change of the state. */
            readonly flows: boolean;
            /** @description What has been added to it. */
            readonly offset_ms: number;
            /** @description How much work waits for its time. */
            readonly scheduled: number;
            /** Format: date-time */
            readonly next_due: string | null;
        };
        readonly Sandbox: {
            readonly name: string;
            /** @description How many requests have named it. */
            readonly requests: number;
            /** @description How many transactions its state has seen, those of the baseline before it included. */
            readonly position: number;
            /** @description How many records it holds. */
            readonly records: number;
            /**
             * Format: date-time
             * @description The time in it.
             */
            readonly time: string;
        };
        readonly Problem: {
            /**
             * Format: uri
             * @description A name, not an address.
             */
            readonly type: string;
            readonly title: string;
            readonly status: number;
            /** @description Permanent; also in the header `X-Athena-Error`. */
            readonly code: string;
            /** @description What is wrong here, and what to do. */
            readonly detail: string;
            readonly request_id?: string;
            /** @description Everything that is wrong with the request. */
            readonly errors?: readonly components["schemas"]["ProblemItem"][];
        };
        readonly ProblemItem: {
            /**
             * @description Where it was sent.
             * @enum {string}
             */
            readonly location?: "body" | "query" | "path" | "header" | "cookie" | "state";
            /** @description The file that it is in, of those that the simulator was given. */
            readonly file?: string;
            /** @description Dotted; of a header or parameter its name. */
            readonly field?: string;
            /** @description JSON Pointer (RFC 6901) into the body, the state or the file. */
            readonly pointer?: string;
            /** @description The keyword of JSON Schema, or the rule, that refuses it. */
            readonly keyword?: string;
            readonly message: string;
            readonly remedy?: string;
        };
        /** @description A fault in force. */
        readonly Fault: components["schemas"]["FaultRule"] & {
            readonly id: string;
            /** @description How many requests it has struck. */
            readonly struck: number;
        };
        /** @description Which requests fail, how, and how often. */
        readonly FaultRule: {
            /** @description Requests of this operation; without it and `path`, of every one. */
            readonly operation_id?: string;
            /** @description Not the requests of these operations. */
            readonly except?: readonly string[];
            /** @description Requests of this method. */
            readonly method?: string;
            /** @description A path as the contract has it, or as a request sends it. */
            readonly path?: string;
            /**
             * @description `status` answers with it; `latency` waits first; `drop` closes the connection without an answer; `truncate` closes it in the middle of one; `malformed` sends JSON that does not parse; `slow_body` lets the body trickle in; `rate_limit` answers 429 once `limit` requests have passed in a window.
             * @enum {string}
             */
            readonly kind: "status" | "latency" | "drop" | "truncate" | "malformed" | "slow_body" | "rate_limit";
            /** @description Of `status`. */
            readonly status?: number;
            /** @description Of `status`: sent as it is, whatever the contract says. */
            readonly body?: unknown;
            /** @description Of `status`: on top of those that it has. */
            readonly headers?: {
                readonly [key: string]: string;
            };
            readonly delay_ms?: components["schemas"]["Delay"];
            /** @description How many requests it strikes. Without it every one. */
            readonly times?: number;
            /** @description Of each request that fits. Drawn from the world's seed. */
            readonly probability?: number;
            readonly when?: components["schemas"]["RequestPattern"];
            /** @description Of `rate_limit`: how many requests pass in a window. Without it none does. */
            readonly limit?: number;
            /** @description Of `rate_limit`. A minute, unless said. */
            readonly window_ms?: number;
            /** @description The operation is carried out, and its answer is lost: of `status`, `drop` and `rate_limit`. */
            readonly takes_effect?: boolean;
            /** @description It waits by the machine's time, even where the world's stands still. */
            readonly real_time?: boolean;
        };
        /** @description Milliseconds, or what half and 99 of a hundred waits do not exceed. */
        readonly Delay: number | {
            readonly p50: number;
            readonly p99: number;
        };
        /** @description What is expected of a request; what it leaves out may be anything. A value may also be `{"$exists": false}`, `{"$contains": "part"}` or `{"$any_of": [1, 2]}`. */
        readonly RequestPattern: {
            /** @description By name. */
            readonly header?: {
                readonly [key: string]: unknown;
            };
            /** @description By name. */
            readonly query?: {
                readonly [key: string]: unknown;
            };
            /** @description By the parameter's name. */
            readonly path?: {
                readonly [key: string]: unknown;
            };
            /** @description Part of the body, or JSON paths into it: `{"$.provider.name": "OpenAI"}`. */
            readonly body?: unknown;
        };
        /** @description Which requests fail, how, and how often. */
        readonly FaultOrder: components["schemas"]["FaultRule"];
        /** @description A request and its answer, without secrets. */
        readonly Exchange: {
            /** @description As in `X-Request-Id`. */
            readonly id: string;
            /** @description Its place among all that its world has seen, from 1. */
            readonly number: number;
            /** @description `baseline`, or the name of the sandbox. */
            readonly world: string;
            /**
             * Format: date-time
             * @description By the world's clock.
             */
            readonly time: string;
            /** @description 0 where the world's time does not flow. */
            readonly duration_ms: number;
            readonly method: string;
            readonly path: string;
            readonly query: string;
            readonly operation_id: string | null;
            readonly request: components["schemas"]["ExchangeMessage"];
            readonly status: number;
            readonly response: components["schemas"]["ExchangeMessage"];
            /** @description The code that it was refused with. */
            readonly error: string | null;
            /** @description What was wrong with the request. */
            readonly violations: readonly {
                readonly field: string;
                readonly message: string;
                readonly location: string;
                readonly keyword: string;
            }[];
            /** @description In which ways the answer broke the contract. */
            readonly breaches: readonly {
                readonly pointer: string;
                readonly keyword: string;
            }[];
            /** @description The fault that struck it. */
            readonly fault: {
                readonly id?: string;
                readonly kind?: string;
                readonly delay_ms?: number;
            } | null;
            /** @description Of a path that the contract does not have. */
            readonly near_paths?: readonly string[];
        };
        readonly ExchangeMessage: {
            readonly headers: {
                readonly [key: string]: string | readonly string[];
            };
            /** @description JSON as it is, anything else as text. Left out where there was none. */
            readonly body?: unknown;
            /** @description So much of it was kept. */
            readonly body_cut_at?: number;
        };
        /** @description What was to be received, and how often. At least once, unless said. */
        readonly Verification: {
            readonly at_least?: number;
            readonly at_most?: number;
            readonly exactly?: number;
            /** @description Instead of one kind several: each after the one before it; others may come between. */
            readonly in_order?: readonly components["schemas"]["Expectation"][];
        } & components["schemas"]["RequestKind"];
        /** @description One kind of request. */
        readonly RequestKind: {
            readonly operation_id?: string;
            readonly method?: string;
            /** @description As it was sent. */
            readonly path?: string;
            /** @description As the `when` of a fault, and the status of the answer. */
            readonly where?: {
                readonly header?: {
                    readonly [key: string]: unknown;
                };
                readonly query?: {
                    readonly [key: string]: unknown;
                };
                readonly path?: {
                    readonly [key: string]: unknown;
                };
                readonly body?: unknown;
                /** @description Of the answer. */
                readonly status?: unknown;
            };
        };
        /** @description One kind of request. */
        readonly Expectation: components["schemas"]["RequestKind"];
        /** @description Whether it was received. */
        readonly Verdict: {
            readonly satisfied: boolean;
            /** @description How many fit; of `in_order` how many steps were found. */
            readonly count: number;
            /** @description The numbers of those that fit. */
            readonly matched: readonly number[];
            /** @description Where it was not satisfied: what came nearest, and what differed. */
            readonly closest: readonly {
                readonly id: string;
                readonly number: number;
                readonly method: string;
                readonly path: string;
                readonly operation_id: string | null;
                readonly status: number;
                readonly differences: readonly {
                    readonly at: string;
                    readonly expected: unknown;
                    /** @description Left out where there was nothing. */
                    readonly actual?: unknown;
                }[];
            }[];
        };
        readonly Coverage: {
            readonly title: string;
            readonly requests: number;
            readonly summary: {
                readonly operations: components["schemas"]["Share"];
                readonly responses: components["schemas"]["Share"];
                readonly parameters: components["schemas"]["Share"];
                readonly values: components["schemas"]["Share"];
                readonly refusals: components["schemas"]["Share"];
            };
            readonly operations: readonly {
                readonly operation_id: string;
                readonly method: string;
                readonly path: string;
                readonly tag: string;
                readonly requests: number;
                readonly covered: components["schemas"]["Share"];
                readonly responses: readonly {
                    readonly request_media_type: string | null;
                    readonly status: string;
                    readonly response_media_type: string | null;
                    readonly count: number;
                    /** @enum {string} */
                    readonly state: "covered" | "missing" | "undeclared";
                }[];
                readonly fields: readonly {
                    /** @enum {string} */
                    readonly in: "path" | "query" | "header" | "cookie" | "body";
                    /** @description With dots; `*` stands for any element of a list. */
                    readonly name: string;
                    readonly required: boolean;
                    readonly valid: number;
                    readonly refused: number;
                    readonly values: readonly {
                        readonly value: unknown;
                        readonly count: number;
                    }[];
                    readonly keywords: readonly {
                        readonly keyword: string;
                        readonly valid: number;
                        readonly refused: number;
                    }[];
                }[];
            }[];
        };
        readonly Share: {
            readonly covered: number;
            readonly total: number;
            /** @description Rounded down to a tenth: 100 means all. */
            readonly percent: number;
        };
        readonly ScenarioSummary: {
            readonly name: string;
            readonly title: string;
            readonly description: string;
            /** @description Whether this world is in it. */
            readonly active: boolean;
            /** @description Of its machine, where it is active and has one. */
            readonly state: string | null;
        };
        /** @description Changes of the state that a world began with, in this order. */
        readonly StatePatch: {
            /** @description Collections that become empty. */
            readonly remove?: readonly string[];
            /** @description By collection: what each of its records is changed by. */
            readonly each?: {
                readonly [key: string]: {
                    readonly [key: string]: unknown;
                };
            };
            readonly records?: components["schemas"]["ScenarioRecords"];
            /** @description By collection: how many records it has then. Copies of those that are there, with keys of their own. */
            readonly copies?: {
                readonly [key: string]: number;
            };
        };
        /** @description By collection: records that are changed, or added where their key is new. */
        readonly ScenarioRecords: {
            readonly [key: string]: readonly {
                readonly [key: string]: unknown;
            }[];
        };
        /** @description What is answered, and when. The first whose `when` holds answers. As a rule of a script (docs/scripts.md). */
        readonly ScenarioReply: {
            /** @description What it is for. Nothing depends on it. */
            readonly name?: unknown;
            /** @description All of it must hold. Without it the rule always does. */
            readonly when?: {
                /** @description A uuid or a name, or a list of them. */
                readonly agent?: components["schemas"]["ScenarioTexts"];
                /** @description A uuid or a name, or a list of them. */
                readonly prompt?: components["schemas"]["ScenarioTexts"];
                /** @description A uuid or a name, or a list of them. */
                readonly workflow?: components["schemas"]["ScenarioTexts"];
                /** @description The id, name or type of a node of a workflow, or a list of them. */
                readonly node?: components["schemas"]["ScenarioTexts"];
                /** @description What is said has this text in it, or any of these. */
                readonly text?: components["schemas"]["ScenarioTexts"];
                /** @description What is said has all of these words. */
                readonly words?: components["schemas"]["ScenarioTexts"];
                /** @description A JSON path each (`$.variables.tone`), and the value, or a list of values of which it is one. */
                readonly input?: {
                    readonly [key: string]: unknown;
                };
            };
            /** @description The answer in Markdown, or a list of which one is chosen. Gaps such as `{{text}}` are filled. */
            readonly reply?: components["schemas"]["ScenarioTexts"];
            /** @description What the message shows as called. Nothing is called. */
            readonly tool_calls?: readonly {
                readonly name: string;
                readonly arguments?: {
                    readonly [key: string]: unknown;
                };
                /** @enum {string} */
                readonly status?: "success" | "error" | "pending";
                readonly result?: unknown;
            }[];
            /** @description How long until the answer begins: `2s`, `500ms`, or milliseconds. */
            readonly delay?: number | string;
            /** @description The model fails. */
            readonly error?: {
                /** @enum {integer} */
                readonly status?: 429 | 502 | 503 | 504;
                readonly message?: string;
            };
        } | unknown | unknown | unknown | unknown;
        /** @description A text, or a list of texts. */
        readonly ScenarioTexts: string | readonly string[];
        /** @description A small state machine. Each state has faults of its own, and is left when a request fits. */
        readonly ScenarioMachine: {
            /** @description The state at first. */
            readonly begin: string;
            readonly states: {
                readonly [key: string]: {
                    readonly faults?: readonly components["schemas"]["FaultOrder"][];
                    readonly transitions?: readonly {
                        /** @description An operation. Any where it is left out. */
                        readonly on?: string;
                        /** @description As the `when` of a fault, and the status of the answer. */
                        readonly when?: {
                            readonly header?: {
                                readonly [key: string]: unknown;
                            };
                            readonly query?: {
                                readonly [key: string]: unknown;
                            };
                            readonly path?: {
                                readonly [key: string]: unknown;
                            };
                            readonly body?: unknown;
                            readonly status?: unknown;
                        };
                        /** @description The so many-th request that fits. The first, unless said. */
                        readonly after?: number;
                        readonly set?: components["schemas"]["ScenarioRecords"];
                        /** @description The state that follows. */
                        readonly next: string;
                    }[];
                };
            };
        };
    };
    responses: {
        /** @description The settings as they are now. */
        readonly Config: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Config"];
            };
        };
        /** @description The state. */
        readonly State: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["State"];
            };
        };
        /** @description The collection as it is now. */
        readonly Collection: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": {
                    /** @description The property that holds the key. */
                    readonly key: string;
                    readonly records: readonly components["schemas"]["Record"][];
                };
            };
        };
        /** @description The record as it is now. */
        readonly Record: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Record"];
            };
        };
        /** @description What is known of it. */
        readonly Snapshot: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Snapshot"];
            };
        };
        /** @description How the time stands. */
        readonly Clock: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Clock"];
            };
        };
        /** @description It was refused, and nothing was changed. */
        readonly Problem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The name that requests use. */
        readonly SandboxName: string;
        /** @description The name of the collection, as `GET /__admin/state` lists it. */
        readonly Collection: string;
        /** @description The name of the snapshot. */
        readonly SnapshotName: string;
        /** @description Of this operation. */
        readonly operation_id: string;
        readonly method: string;
        /** @description `404`, or a class: `4XX`. */
        readonly status: string;
        /** @description A part of the path. */
        readonly path: string;
        /** @description By the world's clock. */
        readonly since: string;
        /** @description By the world's clock. */
        readonly until: string;
        /** @description A JSON path that leads somewhere in the request's body. */
        readonly body_path: string;
        /** @description What `body_path` leads to. A text or a piece of JSON. */
        readonly body_value: string;
    };
    requestBodies: {
        readonly Record: {
            readonly content: {
                readonly "application/json": components["schemas"]["Record"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly retrieveHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It serves. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly retrieveConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Config"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly updateConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConfigChange"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Config"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly listSandboxes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly sandboxes: readonly components["schemas"]["Sandbox"][];
                        /** @description How many there can be (`--max-sandboxes`). */
                        readonly most: number;
                    };
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly deleteSandboxes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description There are none any more. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly retrieveSandbox: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name that requests use. */
                readonly sandbox: components["parameters"]["SandboxName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What is known of it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Sandbox"];
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly deleteSandbox: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name that requests use. */
                readonly sandbox: components["parameters"]["SandboxName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is forgotten. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly listFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly faults: readonly components["schemas"]["Fault"][];
                    };
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly createFault: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FaultOrder"];
            };
        };
        readonly responses: {
            /** @description It is in force. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Fault"];
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly deleteFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Nothing is ordered any more. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly deleteFault: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id that the order was answered with. */
                readonly fault: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is in force no more. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly listRequests: {
        readonly parameters: {
            readonly query?: {
                /** @description Of this operation. */
                readonly operation_id?: components["parameters"]["operation_id"];
                readonly method?: components["parameters"]["method"];
                /** @description `404`, or a class: `4XX`. */
                readonly status?: components["parameters"]["status"];
                /** @description A part of the path. */
                readonly path?: components["parameters"]["path"];
                /** @description By the world's clock. */
                readonly since?: components["parameters"]["since"];
                /** @description By the world's clock. */
                readonly until?: components["parameters"]["until"];
                /** @description A JSON path that leads somewhere in the request's body. */
                readonly body_path?: components["parameters"]["body_path"];
                /** @description What `body_path` leads to. A text or a piece of JSON. */
                readonly body_value?: components["parameters"]["body_value"];
                /** @description Those with a greater number. The `next` of the page before. */
                readonly after?: number;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly requests: readonly components["schemas"]["Exchange"][];
                        /** @description How many of those that are kept fit. */
                        readonly found: number;
                        /** @description How many this world has had, those that are kept no more included. */
                        readonly seen: number;
                        /** @description The `after` of the next page; null on the last. */
                        readonly next: number | null;
                    };
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly deleteRequests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Nothing is kept any more. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly exportRequests: {
        readonly parameters: {
            readonly query?: {
                /** @description Of this operation. */
                readonly operation_id?: components["parameters"]["operation_id"];
                readonly method?: components["parameters"]["method"];
                /** @description `404`, or a class: `4XX`. */
                readonly status?: components["parameters"]["status"];
                /** @description A part of the path. */
                readonly path?: components["parameters"]["path"];
                /** @description By the world's clock. */
                readonly since?: components["parameters"]["since"];
                /** @description By the world's clock. */
                readonly until?: components["parameters"]["until"];
                /** @description A JSON path that leads somewhere in the request's body. */
                readonly body_path?: components["parameters"]["body_path"];
                /** @description What `body_path` leads to. A text or a piece of JSON. */
                readonly body_value?: components["parameters"]["body_value"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The archive. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly log: {
                            /** @constant */
                            readonly version: "1.2";
                            readonly creator: Record<string, never>;
                            readonly entries: readonly Record<string, never>[];
                        };
                    };
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly verifyRequests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Verification"];
            };
        };
        readonly responses: {
            /** @description The verdict. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Verdict"];
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly listViolations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
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
                    readonly "application/json": {
                        readonly world: string;
                        /** @description Where this is 0, an empty list says nothing. */
                        readonly checked: number;
                        readonly violations: readonly {
                            readonly operation_id: string;
                            readonly status: number;
                            /** @description Into the body. */
                            readonly pointer: string;
                            readonly keyword: string;
                            readonly count: number;
                        }[];
                    };
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly retrieveCoverage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The report. */
            readonly 200: {
                headers: {
                    /** @description The page has its style in itself, and no script. */
                    readonly "Content-Security-Policy"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Coverage"];
                    readonly "text/html": string;
                    readonly "application/xml": string;
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly deleteCoverage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Nothing has been exercised. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly streamEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Until the client leaves. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly listScenarios: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By name. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly scenarios: readonly components["schemas"]["ScenarioSummary"][];
                    };
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly activateScenario: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of its file, without the ending. */
                readonly scenario: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The world is in it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScenarioSummary"];
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly retrieveState: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["State"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly replaceState: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SentState"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["State"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly retrieveCollection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Collection"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly replaceCollection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Records"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Collection"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly updateCollection: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Records"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Collection"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly retrieveRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Record"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly replaceRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["Record"];
        readonly responses: {
            readonly 200: components["responses"]["Record"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly deleteRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly updateRecord: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the collection, as `GET /__admin/state` lists it. */
                readonly collection: components["parameters"]["Collection"];
                /** @description The key of the record. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["Record"];
        readonly responses: {
            readonly 200: components["responses"]["Record"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly resetState: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is as it was. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly reloadFiles: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All that comes from now on is answered by what was read. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Reloaded"];
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly listSnapshots: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them, by name. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly snapshots: readonly components["schemas"]["Snapshot"][];
                    };
                };
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly saveSnapshot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                    /** @description May take the place of one that has the name. */
                    readonly replace?: boolean;
                };
            };
        };
        readonly responses: {
            readonly 201: components["responses"]["Snapshot"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly deleteSnapshot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the snapshot. */
                readonly snapshot: components["parameters"]["SnapshotName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is forgotten. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly restoreSnapshot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The name of the snapshot. */
                readonly snapshot: components["parameters"]["SnapshotName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Snapshot"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly retrieveClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly freezeClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * Format: date-time
                     * @description The time that it is from now on.
                     */
                    readonly at?: string;
                };
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly advanceClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly ms?: number;
                    /** @description ISO 8601, without months and years. */
                    readonly duration?: string;
                };
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
    readonly resumeClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Clock"];
            readonly "4XX": components["responses"]["Problem"];
        };
    };
}
