// node autocannon-child.mjs REQUEST: generates load in a separate process, as wrk does, and prints the counts as JSON.
import autocannon from 'autocannon';

const { url, connections, seconds, method = 'GET', headers, body } = JSON.parse(process.argv[2]);
let number = 0;
const setupRequest = (request) => ({ ...request, body: body.replaceAll('[<id>]', String((number += 1))) });
const requests = body === undefined ? undefined : [{ setupRequest }];
const result = await autocannon({ url, connections, duration: seconds, timeout: 30, method, headers, requests });
console.log(
  JSON.stringify({ answered: result['2xx'], failed: result.non2xx + result.errors, seconds: result.duration }),
);
