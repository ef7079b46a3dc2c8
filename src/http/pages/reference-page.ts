import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { escapeMarkup } from '../../kernel/text/escape-markup.ts';
import { createPage, type Page } from './page.ts';

/** What the page of the API reference is made of. */
export interface ReferenceView {
  readonly title: string;
  /** The way from the page to the root of this server (`../../`), so that it works behind any prefix of a proxy. */
  readonly root: string;
  /** Without the slash at its beginning. */
  readonly documentPath: string;
  /** Without the slash at its beginning, with the one at its end. */
  readonly assetFolder: string;
  /** The names of the schemes that a bearer token answers. */
  readonly bearerSchemes: readonly string[];
  /** Shown to everybody who opens the page. */
  readonly token: string | undefined;
  /** It shows the control plane, which may want a token of its own. */
  readonly isControl?: boolean;
}

/** The page of the API reference: Swagger UI on this server's document. */
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
<link rel="stylesheet" href="${link(view.assetFolder)}style.css">
<script defer src="${link(view.assetFolder)}swagger-ui-bundle.js"></script>
<script type="module" src="${link(view.assetFolder)}initialize.js"></script>
<p class="note"><a href="${view.root === '' ? '../' : view.root}">Home</a> · ${toNote(view)}</p>
<noscript><p class="note">The reference needs JavaScript. The <a href="${link(view.documentPath)}">document itself</a> does not.</p></noscript>
<div id="reference" data-document="${link(view.documentPath)}" data-bearer-schemes="${schemes}"${token}></div>
</html>
`;
  return createPage('text/html; charset=utf-8', html);
}

/** The security schemes of a document that take a bearer token, by name (OpenAPI 3.1, Security Scheme Object). */
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
  return `${SENT_HERE} ${token === undefined ? 'Where one needs a token, choose “Authorize” and give the one that the server was started with.' : 'They are signed in with the demo token.'}`;
}

const CONTROL_NOTE =
  'Requests that you try control this simulator: they change its state, clock and faults. Where it wants its token, choose “Authorize”.';
const SENT_HERE = 'Requests that you try go to this simulator and change its state.';
