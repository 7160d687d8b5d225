type Source = HTMLCanvasElement | HTMLVideoElement
/** What reads codes from a picture; the browser's own where it has one for barcodes. */
type Detector = { detect(source: Source): Promise<readonly { rawValue: string }[]> }
type Native = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

/** What stands on labels in shops. */
const formats = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128', 'code_39', 'itf'] as const

/** Brings what reads barcodes; the megabyte of it that not every browser has comes from our own server. */
export async function bringDetector(): Promise<Detector> {
  const Own = (globalThis as { BarcodeDetector?: Native }).BarcodeDetector
  const known = (await Own?.getSupportedFormats().catch(() => [])) ?? []
  if (Own && known.includes('ean_13'))
    return new Own({ formats: formats.filter(format => known.includes(format)) })
  const [{ BarcodeDetector, prepareZXingModule }, { default: wasm }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ])
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  return new BarcodeDetector({ formats: [...formats] })
}
