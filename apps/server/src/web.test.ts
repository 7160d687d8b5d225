import { expect, test } from 'vitest'
import { readConfig } from './platform/config.ts'
import { contentPolicy } from './web.ts'

const pictures = (hosts?: string) =>
  /img-src ([^;]+);/.exec(contentPolicy(readConfig(hosts === undefined ? {} : { PICTURE_HOSTS: hosts })))?.[1]

test('pictures come from this server, and from the hosts that the operator names', () => {
  expect(pictures()).toBe("'self' data: blob:")
  expect(pictures('CDN.example.com, *.shop.example')).toBe(
    "'self' data: blob: https://cdn.example.com https://*.shop.example",
  )
  for (const wrong of ['*', 'https://cdn.example.com', "x.example; script-src 'unsafe-inline'"])
    expect(() => pictures(wrong)).toThrow(/PICTURE_HOSTS/)
})
