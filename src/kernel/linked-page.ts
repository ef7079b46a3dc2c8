/** The content of a page that a link in a record leads to, for a person who opens the link. */
export interface LinkedPage {
  readonly title: string;
  /** One line above the title. */
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The path of a picture on this server. */
  readonly picture: string | undefined;
  readonly facts: readonly (readonly [label: string, value: string])[];
}
