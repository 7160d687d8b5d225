import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, settings } from './config.ts'

const adyen = {
  ADYEN_API_KEY: 'an api key',
  ADYEN_MERCHANT_ACCOUNT: 'AlderTest',
  ADYEN_HMAC_KEYS: 'ab'.repeat(32),
}

describe('the settings of payments', () => {
  test('PAY-1: come all together, or not at all', () => {
    expect(readConfig(adyen)).toMatchObject({ ADYEN_HMAC_KEYS: ['ab'.repeat(32)] })
    expect(readConfig({}).ADYEN_API_KEY).toBeUndefined()
    for (const name of Object.keys(adyen))
      expect(() => readConfig({ ...adyen, [name]: '' }), name).toThrow(ConfigError)
    expect(() => readConfig({ ...adyen, ADYEN_WEBHOOK_USER: 'adyen' })).toThrow('ADYEN_WEBHOOK_PASSWORD')
  })

  test('PAY-2: take one key, or two while it is changed, and nothing that is none', () => {
    const two = `${'ab'.repeat(32)}, ${'CD'.repeat(32)}`
    expect(readConfig({ ...adyen, ADYEN_HMAC_KEYS: two }).ADYEN_HMAC_KEYS).toEqual([
      'ab'.repeat(32),
      'CD'.repeat(32),
    ])
    for (const wrong of ['not hex', 'abc', `${two},${'ef'.repeat(32)}`, ','])
      expect(() => readConfig({ ...adyen, ADYEN_HMAC_KEYS: wrong }), wrong).toThrow('ADYEN_HMAC_KEYS')
  })
})

test('what is wrong is named with what it is for', () => {
  for (const [name, value] of [
    ['PORT', 'abc'],
    ['SIMULATOR_PORT', 'abc'],
    ['DATABASE_URL', 'postgres'],
    ['DATABASE_URL', 'mysql://localhost/shop'],
  ])
    expect(() => readConfig({ [name ?? '']: value }), `${name}=${value}`).toThrow(
      new RegExp(`${name}: .*\\. [A-Z]`),
    )
})

test('the guide to running it has every setting, in the same words', async () => {
  const guide = await readFile(path.resolve(import.meta.dirname, '../../../../docs/operating.md'), 'utf8')
  const rows = [...guide.matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm)].map(([, name, about]) => ({
    name,
    about,
  }))
  expect(rows).toEqual(expect.arrayContaining(settings))
  expect(rows.length).toBe(settings.length)
})
