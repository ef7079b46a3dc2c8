// A client in a separate process: sends the same request every 100 ms, without waiting for earlier responses. Reports
// the response times, and for how long the server's main thread ran meanwhile.
// Usage: other-client.mjs <port> <the server's process id> [<path>]
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [port = '0', pid = '0', path = '/api/v1/user'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const times = [];
const processorTimes = [];
const failures = [];
const open = new Set();

function ask() {
  const started = performance.now();
  const ran = readProcessorTime();
  const headers = { authorization: 'Bearer athena-demo-token' };
  const asked = new Promise((resolve) => {
    const fail = (error) => {
      failures.push(String(error));
      resolve();
    };
    const sent = request(
      { host: '127.0.0.1', port: Number(port), path, agent, headers, timeout: 60_000 },
      (response) => {
        response.on('error', fail);
        response.on('end', () => {
          const time = performance.now() - started;
          times.push(Math.round(time));
          processorTimes.push(Math.round(ran === undefined ? time : readProcessorTime() - ran));
          if (response.statusCode !== 200) failures.push(`status ${response.statusCode}`);
          resolve();
        });
        response.resume();
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no response within a minute')));
    sent.on('error', fail);
    sent.end();
  });
  open.add(asked);
  void asked.then(() => open.delete(asked));
}

/** Returns for how long the server's main thread has run, in milliseconds; undefined without proc(5). */
function readProcessorTime() {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}

ask();
const timer = setInterval(ask, 100);
process.once('message', () => {
  clearInterval(timer);
  void Promise.all(open).then(() => process.send({ times, processorTimes, failures }, () => process.exit()));
});
process.on('disconnect', () => process.exit());
