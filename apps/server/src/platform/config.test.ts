import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

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
