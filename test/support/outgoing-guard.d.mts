/** Refuses what leads outside of this machine, and reports each attempt: `connect 192.0.2.1:80`. */
export function refuseOutgoing(report: (attempt: string) => void): void;
