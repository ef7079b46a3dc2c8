import { BlockList, isIP } from 'node:net';

/** An address that a name resolved to. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/**
 * Returns whether an address may be connected to. Addresses of private networks may; link-local ones, and those where
 * clouds serve their metadata, never, whatever name resolves to them.
 */
export function isConnectable({ address }: ResolvedAddress): boolean {
  // Without the zone.
  const plain = address.split('%', 1)[0] ?? address;
  const family = isIP(plain);
  if (family === 0) return false;
  if (family === 4) return !FORBIDDEN.check(plain, 'ipv4');
  const embedded = findEmbeddedAddress(plain);
  return !FORBIDDEN.check(plain, 'ipv6') && (embedded === undefined || !FORBIDDEN.check(embedded, 'ipv4'));
}

/** Returns the IPv4 address that an IPv6 address stands for: mapped, or translated (RFC 6052, RFC 3056). */
function findEmbeddedAddress(address: string): string | undefined {
  const groups = toGroups(address);
  const [high = 0, low = 0] = isSixToFour(groups) ? groups.slice(1, 3) : groups.slice(6);
  const isEmbedded = isSixToFour(groups) || TRANSLATED.check(address, 'ipv6') || isCompatible(groups);
  return isEmbedded ? [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.') : undefined;
}

/** Whether it is a mapped or compatible address, and not `::` or `::1`. */
const isCompatible = (groups: readonly number[]): boolean =>
  groups.slice(0, 5).every((group) => group === 0) && groups[6] !== 0;

const isSixToFour = ([first]: readonly number[]): boolean => first === 0x2002;

/** Returns the eight groups of an IPv6 address. */
function toGroups(address: string): readonly number[] {
  // A URL writes the groups of an address in hexadecimal, whatever form it is given in.
  const text = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = text.split('::');
  const [left, right] = [parseGroups(before), parseGroups(after ?? '')];
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}

function parseGroups(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function createBlockList(...subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix, type] of subnets) list.addSubnet(net, prefix, type);
  return list;
}

const FORBIDDEN = createBlockList(
  // This network, which connects to this machine.
  ['0.0.0.0', 8, 'ipv4'],
  // Link-local, with the metadata of most clouds.
  ['169.254.0.0', 16, 'ipv4'],
  // Multicast, reserved and broadcast.
  ['224.0.0.0', 3, 'ipv4'],
  // The metadata of Alibaba, Oracle and Azure.
  ['100.100.100.200', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  // Unspecified.
  ['::', 128, 'ipv6'],
  // Link-local, site-local and multicast.
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  // The metadata of AWS, Google and Scaleway.
  ['fd00:ec2::', 32, 'ipv6'],
  ['fd20:ce::', 32, 'ipv6'],
  ['fd00:42::', 32, 'ipv6'],
  // Translated for local use: only the network knows where the IPv4 address is.
  ['64:ff9b:1::', 48, 'ipv6'],
);

/** IPv4-mapped addresses, and those that a gateway translates. */
const TRANSLATED = createBlockList(['::ffff:0:0', 96, 'ipv6'], ['::ffff:0:0:0', 96, 'ipv6'], ['64:ff9b::', 96, 'ipv6']);
