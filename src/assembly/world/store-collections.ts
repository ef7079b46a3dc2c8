import { CLOCK_CONTROL } from '../../behaviour/time/clock-control.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { FAILED_WORK } from '../../behaviour/time/failed-work.ts';
import { SCHEDULED_WORK } from '../../behaviour/time/schedule.ts';
import { toCollectionSpec } from '../../behaviour/inferred/stored-item.ts';
import { SCENARIO_MARK } from '../../control/scenarios/scenario-mark.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { DELIVERED, DELIVERY_LEASE, FAILED_DELIVERIES, OUTBOX } from '../../store/port/outbox.ts';
import type { CollectionSpec } from '../../store/port/store.ts';

/**
 * Returns the store's collections for a contract and its platform, with indexes on the fields that relations look up.
 */
export function toCollections(
  { resources, collections: inferred }: CompiledContract,
  platform: Platform | undefined,
): readonly CollectionSpec[] {
  const all = [...resources.values()];
  const own = all.map(({ name, collection, key, relations, computed }) => {
    const foreignKeys = [...relations.values()].flatMap((relation) =>
      relation.kind === 'key' ? [relation.key] : relation.kind === 'keys' ? [relation.keys] : [],
    );
    const slugs = [...computed].flatMap(([property, { kind }]) => (kind === 'slug' ? [property] : []));
    const referenced = all.flatMap((other) =>
      [...other.relations.values()].flatMap((relation) =>
        relation.kind === 'foreign' && relation.schema === name ? [relation.foreignKey] : [],
      ),
    );
    const number = [...computed].find(([, { kind }]) => kind === 'increment')?.[0];
    return {
      name: collection,
      key,
      indexes: [...new Set([...foreignKeys, ...slugs, ...referenced])],
      ...(number === undefined ? {} : { number }),
    };
  });
  return [
    ...own,
    ...inferred.map(toCollectionSpec),
    SCHEDULED_WORK,
    FAILED_WORK,
    CLOCK_CONTROL,
    SCENARIO_MARK,
    OUTBOX,
    DELIVERED,
    FAILED_DELIVERIES,
    DELIVERY_LEASE,
    ...(platform?.collections ?? []),
  ];
}
