import { describe, expect, test } from 'vitest'
import { bareCodes, isMisread } from './codes.ts'

describe('a scanned code', () => {
  test('IMP-5: UPC-A, EAN-13 and GTIN-14 of one thing are one code', () => {
    expect(bareCodes('036000291452')).toEqual(bareCodes('0036000291452'))
    expect(bareCodes('00036000291452')).toEqual(['36000291452'])
    expect(bareCodes('0 36000-29145 2')).toContain('36000291452')
  })
  test('IMP-5: a UPC-E is also looked up as it is written out', () => {
    expect(bareCodes('04252614')).toEqual(['4252614', '42100005264'])
    expect(bareCodes('01234565')).toContain('12345000065')
    expect(bareCodes('CAMEL-38')).toEqual(['CAMEL-38', 'CAMEL38'])
  })
  test('IMP-5: a digit that was misread shows by the check digit', () => {
    expect(isMisread('2001001001032')).toBe(false)
    expect(isMisread('2001001001037')).toBe(true)
    expect(isMisread('04252614')).toBe(false)
    expect(isMisread('CAMEL-38')).toBe(false)
    expect(isMisread('12345')).toBe(false)
  })
})
