/** Is told how much of a piece of work is done. `total` is undefined where it is not known. */
export type ReportProgress = (done: number, total?: number) => void;
