import dgram from 'node:dgram';
import dns from 'node:dns';
import { isIP, Socket, type LookupFunction } from 'node:net';
import { afterAll, expect } from 'vitest';
import { takeOutgoing, type OutgoingLog } from './outgoing-log.ts';

/**
 * Refuses every connection, datagram and name lookup that leads outside of this machine, in the process of the tests. A
 * test file in which one was tried fails. Sockets are checked by the address that they connect to, so that a test may
 * give a name an address of this machine.
 */
afterAll(() => {
  expect(takeOutgoing(), 'attempts to reach other machines').toEqual([]);
});

const log = globalThis as OutgoingLog;
if (log.outgoing === undefined) {
  log.outgoing = [];
  refuseConnections(log.outgoing);
  refuseDatagrams(log.outgoing);
  refuseLookups(log.outgoing);
}

function refuseConnections(attempts: string[]): void {
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function connectChecked(this: Socket, ...args: unknown[]) {
    const { options, call } = readArguments(args);
    const { host = 'localhost', port, path, lookup = dns.lookup } = options;
    const refuse = (address: string): Error => {
      attempts.push(`connect ${address}:${port}`);
      return new Error(`The test refuses a connection to ${address}:${port}.`);
    };
    if (path === undefined && isIP(host) !== 0 && !isOwnAddress(host)) {
      process.nextTick(() => this.destroy(refuse(host)));
      return this;
    }
    return Reflect.apply(connect, this, call({ ...options, lookup: toCheckedLookup(lookup, refuse) })) as Socket;
  };
}

interface ConnectOptions {
  readonly host?: string;
  readonly port?: number | string;
  readonly path?: string;
  readonly lookup?: LookupFunction;
}

/** Returns the options of a call of `connect`, and the arguments of one with other options. */
function readArguments(args: readonly unknown[]): {
  readonly options: ConnectOptions;
  readonly call: (options: ConnectOptions) => readonly unknown[];
} {
  const [first, second, ...rest] = args;
  // `net.connect` passes the options and the listener as one marked list.
  if (Array.isArray(first)) {
    const list = first as [ConnectOptions, ...unknown[]];
    return { options: list[0], call: (options) => [Object.assign(list, [options])] };
  }
  if (typeof first === 'object' && first !== null)
    return { options: first, call: (options) => [options, second, ...rest] };
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { options: { path: first }, call: () => args };
  const port = Number(first);
  if (typeof second === 'string') return { options: { port, host: second }, call: (options) => [options, ...rest] };
  return { options: { port }, call: (options) => [options, second, ...rest] };
}

/** Refuses a name whose addresses are not all of this machine. */
function toCheckedLookup(lookup: LookupFunction, refuse: (address: string) => Error): LookupFunction {
  return (name, options, callback) =>
    lookup(name, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const other = addresses.find((address) => address !== '' && !isOwnAddress(address));
      if (error !== null || other === undefined) callback(error, found, family);
      else callback(Object.assign(refuse(other), { code: 'ECONNREFUSED' }), '', 0);
    });
}

function refuseDatagrams(attempts: string[]): void {
  const { send } = dgram.Socket.prototype;
  dgram.Socket.prototype.send = function sendChecked(this: dgram.Socket, ...args: unknown[]) {
    const address = args.slice(1).find((argument) => typeof argument === 'string');
    if (address !== undefined && !isOwnAddress(address)) {
      attempts.push(`send ${address}`);
      throw new Error(`The test refuses a datagram to ${address}.`);
    }
    Reflect.apply(send, this, args);
  } as typeof send;
}

function refuseLookups(attempts: string[]): void {
  const { lookup } = dns;
  const checked = (name: string, ...rest: unknown[]): void => {
    const callback = rest.at(-1) as (error: Error) => void;
    if (isOwnName(name)) Reflect.apply(lookup, dns, [name, ...rest]);
    else {
      attempts.push(`lookup ${name}`);
      queueMicrotask(() =>
        callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', hostname: name })),
      );
    }
  };
  dns.lookup = Object.assign(checked, lookup);
}

/** `0.0.0.0` and `::` reach this machine, too. */
function isOwnAddress(address: string): boolean {
  return /^(?:127\.|0\.0\.0\.0$|::1?$|::ffff:127\.|localhost$)/i.test(address);
}

/** An address needs no lookup of a server, and `localhost` is in the machine's own table. */
function isOwnName(name: string): boolean {
  return /^(?:localhost|.*\.localhost|[\d.]+|.*:.*)$/i.test(name);
}
