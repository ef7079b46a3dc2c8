// A client in a separate process: sends the same request every 100 ms, without waiting for earlier responses, and
// reports the response times.
import { Agent, request } from 'node:http';

const [port = '0', path = '/api/v1/user'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const times = [];
const failures = [];
const open = new Set();

function ask() {
  const started = performance.now();
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
          times.push(Math.round(performance.now() - started));
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

ask();
const timer = setInterval(ask, 100);
process.once('message', () => {
  clearInterval(timer);
  void Promise.all(open).then(() => process.send({ times, failures }, () => process.exit()));
});
process.on('disconnect', () => process.exit());
