import { describe, expect, it } from 'vitest';
import { redactBody } from '../../src/control/traffic/redact-body.ts';
import { redactHeaders } from '../../src/control/traffic/redact-value.ts';
import { redactPath } from '../../src/kernel/secrets/redaction.ts';

const SECRET = 'Canary1zq7';

function show(content: string, contentType: string): string {
  return JSON.stringify(
    redactBody({ content, size: content.length, isComplete: true }, { contentType, secretNames: [] }),
  );
}

describe('secrets in unusual places are redacted', () => {
  it.each([
    ['a list that begins with a word', { note: `[true,{"password":"${SECRET}"}]` }],
    ['bare names', { note: `{password:"${SECRET}"}` }],
    ['JSON in a JSON string', { note: JSON.stringify(JSON.stringify({ password: SECRET })) }],
    ['JSON after spaces', { note: `${' '.repeat(150)}{"password":"${SECRET}"}` }],
    ['a pair in capitals', { NAME: 'password', VALUE: SECRET }],
    ['a name and values', { name: 'password', values: [SECRET] }],
    ['a header and its value', { header: 'Authorization', value: SECRET }],
    ['a kind and its value', { type: 'password', value: SECRET }],
    ['headers as tuples', { headers: [['Authorization', SECRET]] }],
    ['the password of a URL', { url: `https://user:${SECRET}@example.com/` }],
    ['a bearer token', { note: `Authorization: Bearer ${SECRET}` }],
    ['markup', { note: `<password>${SECRET}</password>` }],
    ['a list of pairs', { note: `id="a", password="${SECRET}"` }],
  ])('JSON: %s', (_name, body) => {
    expect(show(JSON.stringify(body), 'application/json')).not.toContain(SECRET);
  });

  it.each(['user_pass', 'userPass', 'user_otp', 'userAuth', 'otpCode', 'user_sid'])('markup and texts: %s', (name) => {
    expect(show(`<${name}>${SECRET}</${name}>`, 'application/xml')).not.toContain(SECRET);
    expect(show(`${name}: ${SECRET}`, 'text/plain')).not.toContain(SECRET);
    expect(
      show(`a=${encodeURIComponent(`{"${name}":"${SECRET}"}`)}`, 'application/x-www-form-urlencoded'),
    ).not.toContain(SECRET);
  });

  it.each([
    'Content-Disposition : form-data; name="password"',
    'Content-Disposition: form-data; name="x"\r\nContent-Disposition: form-data; name="password"',
    'X: y\r\n Content-Disposition: form-data; name="password"',
  ])('multipart: %j', (head) => {
    expect(show(`--b\r\n${head}\r\n\r\n${SECRET}\r\n--b--\r\n`, 'multipart/form-data; boundary=b')).not.toContain(
      SECRET,
    );
  });

  it.each([
    `{"password":"${SECRET}"}`,
    `a, password=${SECRET}`,
    `a; password="${SECRET}"`,
    `https://user:${SECRET}@example.com/`,
    `Bearer ${SECRET}`,
  ])('headers: %s', (value) => {
    expect(JSON.stringify(redactHeaders({ 'x-data': value, 'x-list': [value] }, []))).not.toContain(SECRET);
  });

  it.each([`/login;password=${SECRET}`, `/token=${SECRET}`, `/tokens//${SECRET}`])('paths: %s', (path) => {
    expect(redactPath(path)).not.toContain(SECRET);
    expect(redactPath(path, path.replace(SECRET, 'x'))).not.toContain(path.includes('=') ? SECRET : 'no');
  });

  it('text without secrets is shown', () => {
    const body = {
      note: 'The bearer signs, a={{name}}; passes, authors',
      fields: [{ name: 'title', value: 'a' }],
      path: ['token', 'a', 'b'],
    };
    expect(JSON.parse(show(JSON.stringify(body), 'application/json'))).toEqual(body);
    expect(show('<author>Ann</author><passenger/>', 'application/xml')).toContain('Ann');
    expect(redactPath('/api/v1/agents;a=1/x')).toBe('/api/v1/agents;a=1/x');
  });
});
