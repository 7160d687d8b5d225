import { describe, expect, test } from 'vitest'
import { detect } from './detect.ts'
import { elementsOf, linesOf, textOf } from './file-text.ts'
import { suggestMapping } from './import-fields.ts'
import { readRaw } from './raw-records.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** A file in pieces of three bytes, so that everything is cut everywhere. */
const inPieces = (bytes: Uint8Array, size = 3) =>
  async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
const utf8 = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => Uint8Array.from(text, sign => (sign === '€' ? 0x80 : sign.charCodeAt(0)))
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
const all = async <T>(items: AsyncIterable<T>) => await Array.fromAsync(items)

const table = 'Name;Ort;Betrag\r\nJürgen;Köln;"1.000,50"\r\n"Über; uns";Zürich;€ 3,00\r\n'

describe('IMP-1: a file is recognised whatever wrote it', () => {
  test.each([
    ['UTF-8', utf8(table), 'utf-8'],
    ['UTF-8 with its mark', utf8(`\uFEFF${table}`), 'utf-8'],
    ['Windows-1252', latin(table), 'windows-1252'],
    ['UTF-16', utf16(table), 'utf-16le'],
  ] as const)('%s', async (_name, bytes, encoding) => {
    const reading = await detect(inPieces(bytes))
    expect(reading).toMatchObject({ format: 'csv', shape: 'table', encoding, delimiter: ';' })
    expect(reading?.columns).toEqual([
      { name: 'Name', samples: ['Jürgen', 'Über; uns'] },
      { name: 'Ort', samples: ['Köln', 'Zürich'] },
      { name: 'Betrag', samples: ['1.000,50', '€ 3,00'] },
    ])
  })

  test('one stray byte far down makes it Windows-1252, not half a word', async () => {
    const bytes = latin(`a,b\n${'x,y\n'.repeat(200_000)}ä,ö\n`)
    const reading = await detect(inPieces(bytes, 65_536))
    expect(reading?.encoding).toBe('windows-1252')
    const rows = await all(
      readRaw(inPieces(bytes, 65_536)(), { format: 'csv', encoding: 'windows-1252', delimiter: ',' }),
    )
    expect(rows.at(-1)).toMatchObject({ cells: ['ä', 'ö'], line: 200_002 })
  })

  test.each([
    [
      'our own lines',
      '{"source":"x","externalId":"1"}\n{"source":"x","externalId":"2"}\n',
      'ndjson',
      'rapport',
    ],
    [
      'Shopify’s list',
      '{"orders":[{"id":1,"line_items":[{"title":"[a]\\""}]},\n{"id":2,"line_items":[]}]}',
      'json',
      'shopify',
    ],
    ['a bare list', '[{"id":1,"line_items":[]}]', 'json', 'shopify'],
    ['a list over lines', '[\n  {\n "externalId": "1"\n }\n]', 'json', 'rapport'],
  ])('%s', async (_name, text, format, shape) => {
    const columns = shape === 'shopify' ? [{ name: 'location_id', samples: [] }] : []
    expect(await detect(inPieces(utf8(text)))).toMatchObject({ format, shape, columns })
  })

  test('Shopify’s order export is known by its columns', async () => {
    const head =
      'Name,Email,Financial Status,Lineitem quantity,Lineitem name,Lineitem price\n#1,a@b.c,paid,1,Coat,9.00\n'
    expect(await detect(inPieces(utf8(head)))).toMatchObject({ format: 'csv', shape: 'shopify' })
  })

  test.each([
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 10, 0, 1])],
    ['a head alone', utf8('a,b,c\n')],
    ['prose', utf8('Dear all\n')],
    ['brackets', utf8('[not json at all')],
  ])('%s is no file to import', async (_name, bytes) => expect(await detect(inPieces(bytes))).toBeNull())

  test('columns of one name, or of none, are told apart', async () => {
    const reading = await detect(inPieces(utf8('a,a,\n1,2,3\n')))
    expect(reading?.columns.map(column => column.name)).toEqual(['a', 'a (2)', '#3'])
  })
})

describe('IMP-1: a file is read piece by piece', () => {
  test('elements of a list, with braces and quotes in their strings', async () => {
    const elements = [{ a: '}]"\\' }, { b: [{ c: '[' }] }, { d: 'ü' }]
    const text = `{"orders":\n ${JSON.stringify(elements)}, "next": [1]}`
    const found = await all(elementsOf(textOf(inPieces(utf8(text))(), 'utf-8')))
    expect(found.map(({ line }) => JSON.parse(line))).toEqual(elements)
  })

  test('lines keep their place and an endless one does not fill the memory', async () => {
    const text = `a\r\n${'x'.repeat(5000)}\nc`
    const found = await all(linesOf(textOf(inPieces(utf8(text))(), 'utf-8'), 1000))
    expect(found.map(({ line }) => line.slice(0, 3))).toEqual(['a', 'xxx', 'c'])
    expect(found[1]?.line.length).toBeLessThan(1010)
  })

  test('a quotation mark that is never closed says where it was opened', async () => {
    const rows = readRaw(inPieces(utf8('a,b\n1,2\n"3,4\n5,6\n'))(), {
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
    })
    await expect(all(rows)).rejects.toMatchObject({
      line: 3,
      message: expect.stringContaining('never closed'),
    })
  })
})

describe('IMP-1: a file that is none is told what it is', () => {
  test.each([
    ['nothing', utf8(' \n'), { why: 'empty' }],
    ['a head alone', utf8('a,b,c\n'), { why: 'no_rows' }],
    ['a head alone, as Excel has it', utf8('sep=;\na;b;c\n'), { why: 'no_rows' }],
    ['an open quote', utf8('a,b,c\n1,"2,3\n4,5,6\n'), { why: 'quote', line: 2 }],
    ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, 10, 44, 44]), { why: 'packed' }],
    ['a zip, or a workbook of Excel', utf8('PK\u0003\u0004,;\n,,'), { why: 'packed' }],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 10, 0, 1]), { why: 'picture' }],
    ['prose', utf8('Dear all\n'), { why: 'unknown' }],
  ])('%s', async (_name, bytes, why) => {
    expect(await detect(inPieces(bytes))).toBeNull()
    expect(await whyUnreadable(inPieces(bytes))).toMatchObject(why)
  })
})

test('IMP-1: the first line by which Excel knows the separator is none of the table', async () => {
  const open = inPieces(utf8('sep=;\r\na,1;b\r\n1;2\r\n'))
  const reading = await detect(open)
  expect(reading).toMatchObject({ delimiter: ';', columns: [{ name: 'a,1', samples: ['1'] }, { name: 'b' }] })
  if (!reading) throw new Error('It was not recognised.')
  expect(await all(readRaw(open(), reading))).toMatchObject([
    { line: 2, cells: ['a,1', 'b'] },
    { line: 3, cells: ['1', '2'] },
  ])
})

test('IMP-1: a column that says whose it is, is the customer’s', async () => {
  const reading = await detect(
    inPieces(utf8('Order id,Verkäufer E-Mail,Kunde E-Mail,Customer phone\n1,a,b,c\n')),
  )
  if (!reading) throw new Error('It was not recognised.')
  const { fields } = suggestMapping('orders', reading, [])
  expect(fields['customer.email']).toEqual({ column: 'Kunde E-Mail' })
  expect(fields['customer.phone']).toEqual({ column: 'Customer phone' })
})

test('IMP-1: columns are suggested by their names, values by their samples', async () => {
  const text =
    'Bestellnummer;Datum;Kundennummer;Vorname;Nachname;E-Mail;Telefon;Artikel;Größe;Menge;Einzelpreis;Währung;Farbton\n' +
    'A-1;24.12.2025;77;Ida;Öz;ida@example.com;030 1;Mantel;38;1;1.250,00;EUR;rot\n'
  const reading = await detect(inPieces(utf8(text)))
  if (!reading) throw new Error('It was not recognised.')
  const mapping = suggestMapping('orders', reading, [])
  expect(mapping).toMatchObject({ dates: 'day_first', decimal: ',' })
  expect(
    Object.fromEntries(
      Object.entries(mapping.fields).map(([key, source]) => [key, Object.values(source)[0]]),
    ),
  ).toEqual({
    externalId: 'Bestellnummer',
    source: 'import',
    placedAt: 'Datum',
    currency: 'Währung',
    'customer.externalId': 'Kundennummer',
    'customer.firstName': 'Vorname',
    'customer.lastName': 'Nachname',
    'customer.email': 'E-Mail',
    'customer.phone': 'Telefon',
    'line.name': 'Artikel',
    'line.size': 'Größe',
    'line.quantity': 'Menge',
    'line.unitPriceMinor': 'Einzelpreis',
  })
})
