import PDFDocument from 'pdfkit'
import { type Face, type Run, runsOf } from './fonts.ts'

type Style = { size: number; face: Face; colour?: string; align?: 'left' | 'right' }
type Box = { x: number; width: number }
export type Tag = 'H1' | 'H2' | 'P' | 'TH' | 'TD'
type Parent = PDFKit.PDFStructureElement
const page = { width: 595.28, height: 841.89, margin: 56 }
export const sheetWidth = page.width - 2 * page.margin

/** A document that one writes from top to bottom, in any of our languages, with its structure told to who cannot see it. */
export function createSheet(language: string, about: { title: string; author: string; at: string }) {
  const doc = new PDFDocument({
    size: 'A4',
    margin: page.margin,
    pdfVersion: '1.7',
    lang: language,
    tagged: true,
    displayTitle: true,
    info: { Title: about.title, Author: about.author, CreationDate: new Date(about.at) },
  })
  const chunks: Buffer[] = []
  const written = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  const root = doc.struct('Document')
  doc.addStructure(root)
  const words = new Intl.Segmenter(language, { granularity: 'word' })
  let y = page.margin

  const use = (run: Run, size: number) => {
    // A font that was given before is found by its name.
    doc.registerFont(run.key, run.font)
    return doc.font(run.key).fontSize(size)
  }
  const widthOf = (text: string, { size, face }: Style) =>
    runsOf(text, face, language).reduce((sum, run) => sum + use(run, size).widthOfString(run.text), 0)

  function linesOf(text: string, width: number, style: Style): string[] {
    return text.split('\n').flatMap(paragraph => {
      const lines: string[] = []
      let line = ''
      for (const { segment } of words.segment(paragraph)) {
        if (line.trim() && widthOf(line + segment.trimEnd(), style) > width) {
          lines.push(line.trimEnd())
          line = segment.trimStart()
        } else line += segment
      }
      return [...lines, line.trimEnd()]
    })
  }

  function draw(text: string, at: { x: number; y: number }, { size, face, colour = '#1C1A17' }: Style) {
    let { x } = at
    for (const run of runsOf(text, face, language)) {
      use(run, size).fillColor(colour)
      const width = doc.widthOfString(run.text)
      // A thin font is drawn with a pen as wide as its strokes lack.
      if (run.thin) doc.strokeColor(colour).lineWidth(size * (face === 'text' ? 0.03 : 0.06))
      doc.text(run.text, x, at.y, { lineBreak: false, fill: true, stroke: run.thin, baseline: 'alphabetic' })
      x += width
    }
  }

  /** One text as one element of the structure. @returns how high it is */
  function put(parent: Parent, tag: Tag, text: string, box: Box, style: Style): number {
    const lines = linesOf(text, box.width, style)
    const lead = style.size * 1.4
    const content = doc.markStructureContent(tag)
    lines.forEach((line, n) => {
      const x = style.align === 'right' ? box.x + box.width - widthOf(line, style) : box.x
      draw(line, { x, y: y + lead * n + style.size }, style)
    })
    doc.endMarkedContent()
    parent.add(doc.struct(tag, {}, content))
    return lines.length * lead
  }

  function room(height: number) {
    if (y + height <= page.height - page.margin) return
    doc.addPage()
    y = page.margin
  }

  return {
    text(tag: Tag, text: string, style: Style) {
      room(linesOf(text, sheetWidth, style).length * style.size * 1.4)
      y += put(root, tag, text, { x: page.margin, width: sheetWidth }, style)
    },
    gap(height: number) {
      y += height
    },
    rule() {
      doc.markContent('Artifact', { type: 'Layout' })
      doc
        .moveTo(page.margin, y)
        .lineTo(page.width - page.margin, y)
        .lineWidth(0.5)
        .stroke('#D3CABD')
      doc.endMarkedContent()
      y += 6
    },
    /** Rows of cells, each as wide as it says, the first one also a heading. */
    table(
      rows: readonly { cells: readonly string[]; head?: boolean; style: Style }[],
      widths: readonly number[],
    ) {
      const table = doc.struct('Table')
      root.add(table)
      for (const { cells, head, style } of rows) {
        const boxes = widths.map((width, n) => ({
          x: page.margin + widths.slice(0, n).reduce((sum, one) => sum + one, 0),
          width: width - (n < widths.length - 1 ? 8 : 0),
        }))
        const styleOf = (n: number): Style => (n === 0 ? style : { ...style, align: 'right' })
        const heights = cells.map(
          (cell, n) => linesOf(cell, boxes[n]?.width ?? 0, styleOf(n)).length * style.size * 1.4,
        )
        room(Math.max(...heights))
        const row = doc.struct('TR')
        table.add(row)
        cells.forEach((cell, n) => {
          const box = boxes[n]
          if (box) put(row, head ? 'TH' : 'TD', cell, box, styleOf(n))
        })
        row.end()
        y += Math.max(...heights) + 3
      }
      table.end()
    },
    async finish(): Promise<Uint8Array> {
      root.end()
      doc.end()
      return written
    },
  }
}
