/**
 * Whether a text is a host and an optional port as `Host` has them (RFC 9110 section 7.2, RFC 3986 section 3.2.2): a
 * name, an IPv4 or a bracketed IPv6 address; may be empty. An address that looks like one and is none (`256.1.1.1`,
 * `[1:2]`, port 99999) is not: nothing could link to it.
 */
export function isHost(text: string): boolean {
  return LOOPBACK.test(text) || (HOST.test(text) && (text === '' || URL.canParse(`http://${text}`)));
}

/** What nearly every request says; reading a URL costs more than all other checks of a request. */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(?:[1-5]\d{4}|\d{1,4}))?$/;

const HOST = /^(?:[\w.~!$&'()*+,;=%-]*|\[[0-9a-f:.]+\])(?::\d{0,5})?$/i;
