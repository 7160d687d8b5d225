import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PageParts } from './cart-routes.ts'
import { showPage } from './edge.ts'
import { acceptedLanguage } from './language.ts'
import { seeProduct } from './product-facts.ts'
import { goneProduct, productPage } from './product-page.ts'
import { seeReceipt } from './receipt-facts.ts'
import { receiptPage } from './receipt-page.ts'
import { receiptPdf } from './receipt-pdf.ts'
import { showLost } from './words-page.ts'

/** Receipts as a page and a document (PAY-4), and products by their short address (MSG-5). */
export function receiptRoutes(app: FastifyInstance, { config, talk }: PageParts): void {
  const reading = { tx: talk.db, clock: talk.clock }
  const email = config.MAIL_REPLY_TO ?? config.MAIL_FROM

  app.get('/r/:token.pdf', async (request: FastifyRequest<{ Params: { token: string } }>, reply) => {
    const receipt = await seeReceipt(reading, { token: request.params.token }, email)
    if (!receipt) return showLost(request, reply, config, reading)
    const { content, language, refunds } = receipt
    const name = content.number.replaceAll(/[^\w-]/g, '')
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${name}.pdf"`)
      .send(Buffer.from(await receiptPdf(content, language, refunds)))
  })

  app.get('/r/:token', async (request: FastifyRequest<{ Params: { token: string } }>, reply) => {
    const receipt = await seeReceipt(reading, { token: request.params.token }, email)
    if (!receipt) return showLost(request, reply, config, reading)
    return showPage(request, reply, config, {
      template: 'receipt',
      language: receipt.language,
      model: receiptPage(receipt.language, receipt, false),
    })
  })

  app.get('/p/:code', async (request: FastifyRequest<{ Params: { code: string } }>, reply) => {
    const seen = await seeProduct(reading, request.params.code, email)
    if (!seen) return showLost(request, reply, config, reading)
    const language = acceptedLanguage(request.headers['accept-language']) ?? seen.storeLanguage
    const gone = !seen.product.active
    return showPage(request, reply, config, {
      template: gone ? 'words' : 'product',
      language,
      model: (gone ? goneProduct : productPage)(language, seen, config.PUBLIC_URL),
      status: gone ? 410 : 200,
    })
  })
}
