import { prepareCheckedCreate } from '../../behaviour/resource/create.ts';
import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { createStoreAttachments } from './store-attachments.ts';

/** Creates a message, with an attachment for each file that is sent with it. */
export const prepareCreateMessage: PrepareRule = (operation, deps) => {
  const storeAttachments = createStoreAttachments(deps.contract);
  return prepareCheckedCreate(operation, deps, {
    complete: (fields, files, context) => {
      const stored = storeAttachments(files, context);
      if (stored.length === 0) return fields;
      const named = fields['attachment_uuids'];
      return { ...fields, attachment_uuids: [...(Array.isArray(named) ? named : []), ...stored] };
    },
  });
};
