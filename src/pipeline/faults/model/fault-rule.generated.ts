// Generated from control/schemas/ by "npm run spec:types". Do not edit.
/** Any JSON. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
