import type { JsonObject } from '../api/types.ts';
import { Link } from '../ui/link.tsx';
import type { CollectionModel } from './schema/model.ts';

/** Links to the records that a record refers to, and to those that refer to it. */
export function RecordLinks({ record, model }: { readonly record: JsonObject; readonly model: CollectionModel | undefined }) {
  if (model === undefined) return null;
  const references = model.references.flatMap(({ name, property, collection }) =>
    toKeys(record[property]).map((key) => ({ name, collection, key })),
  );
  const key = String(record[model.key]);
  if (references.length + model.referrers.length === 0) return null;
  return (
    <div class="links">
      {references.map((reference) => (
        <Link
          key={`${reference.name} ${reference.key}`}
          screen="data"
          params={{ collection: reference.collection, record: reference.key }}
          class="chip"
        >
          <small>{reference.name}</small> {reference.key.slice(0, SHOWN_KEY)}
        </Link>
      ))}
      {model.referrers.map(({ collection, property }) => (
        <Link
          key={`${collection} ${property}`}
          screen="data"
          params={{ collection, q: `${property}:${key}` }}
          class="chip back"
        >
          <small>{collection}</small> with this {property}
        </Link>
      ))}
    </div>
  );
}

function toKeys(value: JsonObject[string] | undefined): readonly string[] {
  if (value === null || value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).slice(0, MAX_KEYS).map(String);
}

const SHOWN_KEY = 13;
const MAX_KEYS = 20;
