import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { toFrame, type Navigation } from '../../kernel/page/frame.ts';
import { escapeMarkup } from '../../kernel/text/escape-markup.ts';
import { createPage, type Page } from './page.ts';

/** The data of an API reference page. */
export interface ReferenceView {
  readonly title: string;
  /** The relative path from the page to the server's root (`../`), which works behind any path prefix of a proxy. */
  readonly root: string;
  /** Without a leading slash. */
  readonly documentPath: string;
  /** Without a leading slash, with a trailing one. */
  readonly assetFolder: string;
  /** The names of the security schemes that take a bearer token. */
  readonly bearerSchemes: readonly string[];
  /** The token to send with requests; everyone who opens the page can read it. */
  readonly token: string | undefined;
  /** Whether this is the reference of the control plane, which may require its own token. */
  readonly isControl?: boolean;
  /** Undefined where there is no console. */
  readonly navigation: Navigation | undefined;
}

/** Creates an API reference page: Swagger UI for a document of this server. */
export function createReferencePage(view: ReferenceView): Page {
  const link = (path: string): string => escapeMarkup(view.root + path);
  const token = view.token === undefined ? '' : ` data-token="${escapeMarkup(view.token)}"`;
  const schemes = escapeMarkup(JSON.stringify(view.bearerSchemes));
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(view.title)}: reference</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${link(view.assetFolder)}swagger-ui.css">
<link rel="stylesheet" href="${link(view.assetFolder)}frame.css">
<link rel="stylesheet" href="${link(view.assetFolder)}style.css">
<script defer src="${link(view.assetFolder)}swagger-ui-bundle.js"></script>
<script type="module" src="${link(view.assetFolder)}initialize.js"></script>
${toFrame({
  title: `${view.title}: reference`,
  about: `<a href="${view.root === '' ? './' : view.root}">Home</a> · ${toNote(view)}`,
  content: `<noscript><p>The reference needs JavaScript. The <a href="${link(view.documentPath)}">document itself</a> does not.</p></noscript>
<div id="reference" data-document="${link(view.documentPath)}" data-bearer-schemes="${schemes}"${token}></div>`,
  navigation: view.navigation,
})}
</html>
`;
  return createPage('text/html; charset=utf-8', html);
}

/** Returns the names of a document's bearer security schemes (OpenAPI 3.1, Security Scheme Object). */
export function findBearerSchemes({ components }: JsonObject): readonly string[] {
  const schemes = isJsonObject(components) ? components['securitySchemes'] : undefined;
  if (!isJsonObject(schemes)) return [];
  return Object.entries(schemes).flatMap(([name, scheme]) =>
    isJsonObject(scheme) && scheme['type'] === 'http' && String(scheme['scheme']).toLowerCase() === 'bearer'
      ? [name]
      : [],
  );
}

function toNote({ bearerSchemes, token, isControl }: ReferenceView): string {
  if (isControl === true) return CONTROL_NOTE;
  if (bearerSchemes.length === 0) return SENT_HERE;
  return `${SENT_HERE} ${token === undefined ? 'To authenticate, choose “Authorize” and enter the token that the server was started with.' : 'They are authenticated with the demo token.'}`;
}

const CONTROL_NOTE =
  'Requests from this page control this simulator: they change its state, clock and faults. To enter the admin token, choose “Authorize”.';
const SENT_HERE = 'Requests from this page are sent to this simulator and change its state.';
