import { expect, test } from 'vitest'
import { hostOf, isLoopback } from './loopback.ts'

test.each([
  ['127.0.0.1', true],
  ['127.255.0.3', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.4', false],
  ['128.0.0.1', false],
  ['127.0.0.1.example.org', false],
  ['127.1', false],
  ['localhost.example.org', false],
  ['', false],
])('%s is only for this machine: %s', (host, is) => {
  expect(isLoopback(host)).toBe(is)
})

test.each([
  ['127.0.0.1:27004', '127.0.0.1'],
  ['LOCALHOST:80', 'localhost'],
  ['[::1]:27004', '::1'],
  ['[::1]', '::1'],
  ['localhost', 'localhost'],
])('the host of %s is %s', (authority, host) => {
  expect(hostOf(authority)).toBe(host)
})
