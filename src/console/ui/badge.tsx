/** The colours of a badge. */
export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'plain' | 'accent';

/** A word in a coloured box. The word alone says what the colour says. */
export function Badge({ tone = 'plain', text }: { readonly tone?: Tone; readonly text: string }) {
  return <span class={`badge ${tone}`}>{text}</span>;
}

/** The status of a response; 0 stands for a closed connection. */
export function Status({ status }: { readonly status: number }) {
  return <span class={`status ${toStatusTone(status)}`}>{status === 0 ? 'cut' : status}</span>;
}

/** The method of a request, in the colour of its kind. */
export function Method({ method }: { readonly method: string }) {
  return <span class={`method ${method.toLowerCase()}`}>{method}</span>;
}

function toStatusTone(status: number): Tone {
  if (status === 0 || status >= 500) return 'bad';
  if (status >= 400) return 'warn';
  return status >= 300 ? 'info' : 'good';
}

/** Returns the colour of a word that tells how some work is doing. */
export function toWordTone(word: string): Tone {
  if (/^(?:success|approved|completed|passed|covered|active|documented)$/.test(word)) return 'good';
  if (/^(?:error|failed|rejected|crashed|missing)$/.test(word)) return 'bad';
  if (/^(?:waiting|pending|new|paused|partial|canceled|cancelled|undeclared)$/.test(word)) return 'warn';
  return /^(?:running|applied|observed)$/.test(word) ? 'info' : 'plain';
}
