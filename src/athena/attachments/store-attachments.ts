import { toRecord, type CreationContext } from '../../behaviour/resource/create.ts';
import type { SentFiles, StoredFile } from '../../behaviour/rule/stored-file.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { STORAGE_PATH } from './media-files.ts';

/** Stores an attachment with its media for each file of a form, and returns the keys of the attachments. */
export type StoreAttachments = (files: SentFiles | undefined, context: CreationContext) => readonly JsonValue[];

/** Creates the function that stores the files of messages and runs. */
export function createStoreAttachments(contract: CompiledContract): StoreAttachments {
  const attachments = getNamedResource(contract, 'Attachment');
  const medias = getNamedResource(contract, 'Media');
  return function storeAttachments(files, context) {
    const { transaction, caller } = context;
    const owner = { user_id: caller?.key ?? null };
    return (files?.['attachments'] ?? []).map((file) => {
      const media = withAddress(toRecord(medias, { ...toMedia(file), ...owner }, context));
      transaction.insert(medias.collection, media);
      const fields = { ...toAttachment(file), ...owner, media_uuid: media['uuid'] ?? null };
      const attachment = toRecord(attachments, fields, context);
      transaction.insert(attachments.collection, attachment);
      return attachment['uuid'] ?? null;
    });
  };
}

function toMedia({ name, content }: StoredFile): JsonObject {
  const { stem, ending } = splitName(name);
  return {
    collection_name: 'attachments',
    name: stem,
    file_name: name,
    mime_type: content.mediaType,
    extension: ending,
    size: content.size,
    custom_properties: {},
    content,
  };
}

/** Adds the address of the file, and of its preview if a browser shows it as a picture. */
function withAddress(media: StoredRecord): StoredRecord {
  const address = `${STORAGE_PATH}${String(media['uuid'])}/${encodeURIComponent(String(media['file_name']))}`;
  const isPicture = PREVIEWED.has(String(media['mime_type']));
  return { ...media, original_url: address, preview_url: isPicture ? address : null };
}

function toAttachment({ name, content }: StoredFile): JsonObject {
  return { name, type: toKind(content.mediaType), description: null };
}

/** Returns the kind of an attachment: what comes before the slash of its media type, or `document`. */
function toKind(mediaType: string): string {
  const [kind = ''] = mediaType.split('/', 1);
  if (kind === 'image' || kind === 'audio' || kind === 'video') return kind;
  return kind === 'text' || DOCUMENT.test(mediaType) ? 'document' : 'other';
}

function splitName(name: string): { readonly stem: string; readonly ending: string } {
  const dot = name.lastIndexOf('.');
  return dot <= 0
    ? { stem: name, ending: '' }
    : { stem: name.slice(0, dot), ending: name.slice(dot + 1).toLowerCase() };
}

const PREVIEWED: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
const DOCUMENT = /^application\/(?:pdf|json|epub|vnd\.)/;
