import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isIP, Socket } from 'node:net';

/**
 * Refuses every connection, datagram and name lookup of this process that leads outside of this machine, and reports
 * each. Sockets are checked by the address that they connect to, so that a test may give a name an address of this
 * machine.
 */
export function refuseOutgoing(report) {
  refuseConnections(report);
  refuseDatagrams(report);
  refuseLookups(report);
  // For modules that import single functions of these.
  syncBuiltinESMExports();
}

// A process that a test starts has this file as `--import`, and the file to report to in its query.
const log = new URL(import.meta.url).searchParams.get('log');
if (log !== null) refuseOutgoing((attempt) => appendFileSync(log, `${attempt}\n`));

function refuseConnections(report) {
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function connectChecked(...args) {
    const { options, call } = readArguments(args);
    const { host = 'localhost', port, path, lookup = dns.lookup } = options;
    const refuse = (address) => {
      report(`connect ${address}:${port}`);
      return new Error(`The test refuses a connection to ${address}:${port}.`);
    };
    if (path === undefined && isIP(host) !== 0 && !isOwnAddress(host)) {
      process.nextTick(() => this.destroy(refuse(host)));
      return this;
    }
    return Reflect.apply(connect, this, call({ ...options, lookup: toCheckedLookup(lookup, refuse) }));
  };
}

/** Returns the options of a call of `connect`, and the arguments of one with other options. */
function readArguments(args) {
  const [first, second, ...rest] = args;
  // `net.connect` passes the options and the listener as one marked list.
  if (Array.isArray(first)) {
    return { options: first[0], call: (options) => [Object.assign(first, [options])] };
  }
  if (typeof first === 'object' && first !== null)
    return { options: first, call: (options) => [options, second, ...rest] };
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { options: { path: first }, call: () => args };
  const port = Number(first);
  if (typeof second === 'string') return { options: { port, host: second }, call: (options) => [options, ...rest] };
  return { options: { port }, call: (options) => [options, second, ...rest] };
}

/** Refuses a name whose addresses are not all of this machine. */
function toCheckedLookup(lookup, refuse) {
  return (name, options, callback) =>
    lookup(name, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const other = addresses.find((address) => address !== '' && !isOwnAddress(address));
      if (error !== null || other === undefined) callback(error, found, family);
      else callback(Object.assign(refuse(other), { code: 'ECONNREFUSED' }), '', 0);
    });
}

function refuseDatagrams(report) {
  const { send } = dgram.Socket.prototype;
  dgram.Socket.prototype.send = function sendChecked(...args) {
    const address = args.slice(1).find((argument) => typeof argument === 'string');
    if (address !== undefined && !isOwnAddress(address)) {
      report(`send ${address}`);
      throw new Error(`The test refuses a datagram to ${address}.`);
    }
    Reflect.apply(send, this, args);
  };
}

function refuseLookups(report) {
  const { lookup, promises } = dns;
  const { lookup: lookupAsync } = promises;
  const refuse = (name) => {
    report(`lookup ${name}`);
    return Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', hostname: name });
  };
  const checked = (name, ...rest) => {
    if (isOwnName(name)) Reflect.apply(lookup, dns, [name, ...rest]);
    else queueMicrotask(() => rest.at(-1)(refuse(name)));
  };
  dns.lookup = Object.assign(checked, lookup);
  promises.lookup = async (name, ...rest) => {
    if (!isOwnName(name)) throw refuse(name);
    return Reflect.apply(lookupAsync, promises, [name, ...rest]);
  };
}

/** `0.0.0.0` and `::` reach this machine, too. */
function isOwnAddress(address) {
  return /^(?:127\.|0\.0\.0\.0$|::1?$|::ffff:127\.|localhost$)/i.test(address);
}

/** An address needs no lookup of a server, and `localhost` is in the machine's own table. */
function isOwnName(name) {
  return /^(?:localhost|.*\.localhost|[\d.]+|.*:.*)$/i.test(name);
}
