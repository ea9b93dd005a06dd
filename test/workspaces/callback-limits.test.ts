import { expect, test } from 'vitest'
import { clientAddress } from '../../src/workspaces/oauth-callback.ts'

test.each([
  ['a connection from the internet', '203.0.113.7', undefined, '203.0.113.7'],
  ['what somebody on the internet says of themselves', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a proxy on this machine', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['a proxy in a private network', '10.1.2.3', '203.0.113.7', '203.0.113.7'],
  ['a proxy, IPv4 in IPv6', '::ffff:10.1.2.3', '203.0.113.7', '203.0.113.7'],
  ['a proxy, behind what its client says', '10.1.2.3', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  ['a proxy that says nothing', '10.1.2.3', undefined, '10.1.2.3'],
  ['IPv6: a network is one address', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2'],
  ['IPv6, shortened', '2001:db8::6', undefined, '2001:db8:0:0'],
  ['IPv6 behind a proxy', 'fd00::1', '2001:db8:1:2::9', '2001:db8:1:2'],
  ['a proxy that adds its client’s port', '10.1.2.3', '203.0.113.7:51234', '203.0.113.7'],
  ['IPv6 behind a proxy, in brackets', '10.1.2.3', '[2001:db8:1:2::9]', '2001:db8:1:2'],
  ['IPv6 behind a proxy, with its port', '10.1.2.3', '[2001:db8:1:2::9]:51234', '2001:db8:1:2'],
  ['a neighbour over one interface', 'fe80::1%eth0', undefined, 'fe80:0:0:0'],
  ['a connection that is gone', undefined, '203.0.113.7', ''],
])('%s', (_, remoteAddress, forwarded, address) => {
  expect(clientAddress(remoteAddress, forwarded)).toBe(address)
})
