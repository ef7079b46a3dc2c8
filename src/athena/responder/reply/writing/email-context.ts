/** What a letter is written from. Parts that the request does not give are empty. */
export interface EmailContext {
  /** `Hello Ada`, or with a gap for the name. */
  readonly greeting: string;
  readonly about: string;
  /** The subject, if the request names it behind `about` or the like. */
  readonly matter: string;
  /** Whom it goes to: `head of logistics at a shop`. */
  readonly audience: string;
  /** The addressee's company with its size; empty when the message does not give it. */
  readonly company: string;
  /** What the addressee is responsible for: `logistics`. */
  readonly area: string;
  /** The number of an order, ticket or invoice. */
  readonly reference: string;
  /** Why a limit that the agent was taught rules the request out; empty when none does. */
  readonly overdue: string;
  /** How many days something is late. */
  readonly days: string;
  /** Whether it concerns a refund. */
  readonly isRefund: boolean;
  /** Whether it concerns something lost. */
  readonly isLost: boolean;
  /** What the writer may offer, as the request says: empty when it names nothing. */
  readonly offer: string;
}

/** The parts of a letter. */
export interface EmailText {
  readonly subject: string;
  readonly body: string;
  /** What the reader is asked for at the end. */
  readonly ask: string;
}
