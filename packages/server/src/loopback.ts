import { isIPv4 } from 'node:net'

/** A host without brackets and port. @example hostOf('[::1]:27004') //=> '::1' */
export const hostOf = (authority: string): string => {
  const bracketed = /^\[([^\]]*)\](?::\d*)?$/.exec(authority)?.[1]
  return (bracketed ?? authority.replace(/:\d*$/, '')).toLowerCase()
}

/** 127.0.0.0/8, ::1 and localhost: addresses that no other machine can reach. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
