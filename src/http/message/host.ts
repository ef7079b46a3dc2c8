/**
 * Returns whether a text is a valid `Host` value (RFC 9110 section 7.2, RFC 3986 section 3.2.2): a name, an IPv4
 * address or a bracketed IPv6 address, with an optional port; or empty. Rejects addresses that no URL can hold
 * (`256.1.1.1`, `[1:2]`, port 99999).
 */
export function isHost(text: string): boolean {
  return LOOPBACK.test(text) || (HOST.test(text) && (text === '' || URL.canParse(`http://${text}`)));
}

/** The host of nearly every request, matched first: parsing a URL costs more than all other checks of a request. */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(?:[1-5]\d{4}|\d{1,4}))?$/;

const HOST = /^(?:[\w.~!$&'()*+,;=%-]*|\[[0-9a-f:.]+\])(?::\d{0,5})?$/i;
