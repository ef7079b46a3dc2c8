// node autocannon-child.mjs REQUEST: generates load in a separate process, as wrk does, and prints the counts as JSON.
import autocannon from 'autocannon';

const { url, connections, seconds, method = 'GET', headers, body, ...mix } = JSON.parse(process.argv[2]);
let number = 0;
const choices = mix.requests ?? [{ share: 100, method, body }];
const setupRequest = (request) => {
  number += 1;
  const choice = draw();
  return {
    ...request,
    method: choice.method,
    ...(choice.paths === undefined ? {} : { path: choice.paths[Math.floor(Math.random() * choice.paths.length)] }),
    headers: {
      ...request.headers,
      ...(mix.isTraced === true ? { traceparent: toTraceId(number) } : {}),
      ...(choice.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: choice.body?.replaceAll('[<id>]', String(number)),
  };
};
const isFixed = mix.requests === undefined && mix.isTraced !== true && body === undefined;
const requests = isFixed ? undefined : [{ setupRequest }];
const result = await autocannon({ url, connections, duration: seconds, timeout: 30, method, headers, requests });
console.log(
  JSON.stringify({ answered: result['2xx'], failed: result.non2xx + result.errors, seconds: result.duration }),
);

function draw() {
  let point = Math.random() * 100;
  return choices.find(({ share }) => (point -= share) < 0) ?? choices.at(-1);
}

function toTraceId(count) {
  const digits = count.toString(16);
  return `00-${digits.padStart(32, '0')}-${digits.padStart(16, '0')}-01`;
}
