import type { Resource } from '../../../contract/model/resource.ts';
import { getOrCreate } from '../../../kernel/get-or-create.ts';
import type { JsonText } from '../../../kernel/json/json-text.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import type { Plan, Planner, View } from '../plan.ts';
import { TextCache, toVariant, type Present, type StoreView } from './text-cache.ts';
import { writeText, type Nest, type WriteContext } from './write-text.ts';
import { KeptValues, type KeptContext } from './write-values.ts';

/** Represents records as JSON texts. */
export interface Presenter {
  /** Whether texts are cached across requests. */
  readonly isCaching: boolean;
  presentFor(resource: Resource, view: StoreView): Present;
  /** Represents a record as a transaction sees it. Once it is committed, `presentFor` returns the same text. */
  presentDraft(resource: Resource, record: StoredRecord, view: View): JsonText;
}

/**
 * Creates a presenter. With caching, texts are stored and returned again until something that they show changes.
 * Without, each text is assembled anew, from the values of its records and of those that it nests.
 */
export function createPresenter({ planFor }: Planner, isCaching: boolean): Presenter {
  if (!isCaching) {
    const kept = new KeptValues();
    const presentFor = (resource: Resource, view: View): Present => createPresent(planFor(resource), view, kept);
    return { isCaching, presentFor, presentDraft: (resource, record, view) => presentFor(resource, view)(record) };
  }
  const cache = new TextCache();
  return {
    isCaching,
    presentFor: (resource, view) => cache.presentFor(planFor(resource), view),
    presentDraft: (resource, record, view) => cache.presentDraft(planFor(resource), record, view),
  };
}

/** Represents the records of one response. A record that several of them nest in the same way is written once. */
function createPresent(plan: Plan, view: View, kept: KeptValues): Present {
  const written = new Map<Plan, Map<StoredRecord, JsonText>>();
  const context: KeptContext = { view, viewer: toVariant(view) };
  const findValues: WriteContext['findValues'] = (part, record) => kept.find(part, record, context);
  const nest: Nest = (nested, record) =>
    getOrCreate(
      getOrCreate(written, nested, () => new Map<StoredRecord, JsonText>()),
      record,
      () => writeText(nested, { record, view, nest, findValues }),
    );
  return (record) => writeText(plan, { record, view, nest, findValues });
}
