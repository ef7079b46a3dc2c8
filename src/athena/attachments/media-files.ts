import type { WorldFiles } from '../../behaviour/platform.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { isBlobReference, type BlobValue } from '../../store/port/blobs.ts';

/** The path that the address of every uploaded file begins with. */
export const STORAGE_PATH = '/storage/';

/** The files of media that were uploaded. Their address has the key of the media, and a name for the reader alone. */
export const MEDIA_FILES: WorldFiles = {
  prefix: STORAGE_PATH,
  find: (path, { store }) => {
    const uuid = FILE_PATH.exec(path)?.[1]?.toLowerCase();
    const media = uuid === undefined ? undefined : store.get('media', uuid);
    const content = media?.['content'];
    return isBlobValue(content) ? { name: String(media?.['file_name']), content } : undefined;
  },
};

function isBlobValue(value: JsonValue | undefined): value is BlobValue {
  return (
    isJsonObject(value) &&
    isBlobReference(value['$blob']) &&
    isSize(value['size']) &&
    typeof value['mediaType'] === 'string'
  );
}

function isSize(value: JsonValue | undefined): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

const FILE_PATH = /^\/storage\/([0-9a-f-]{36})\/[^/]{1,2000}$/i;
