/** A short message about something that happened. */
export interface Notice {
  readonly kind: 'done' | 'failed';
  readonly text: string;
  readonly detail?: string | undefined;
  /** Whether a failure goes by itself too: nothing is broken, and the same call tells it again. */
  readonly isPassing?: boolean;
  /** What it is about: it takes the place of an earlier notice about the same. */
  readonly about?: string;
  /** What a person can do about it. The notice is shown longer with it. */
  readonly action?: { readonly title: string; readonly run: () => void };
}

/** What a notice tells when a call is done. */
export type Told = Pick<Notice, 'text' | 'detail' | 'about'>;
