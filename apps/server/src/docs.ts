import fastify, { type FastifyInstance } from 'fastify'
import { openApiDocument } from './openapi.ts'

/**
 * The description of the API, and a page to try it on. Both are made when first asked for: with all shapes and the page's
 * own script they take longer than the rest of a start.
 */
export function serveDocs(app: FastifyInstance, publicUrl: string): void {
  let document: ReturnType<typeof openApiDocument> | undefined
  let page: Promise<FastifyInstance> | undefined
  app.get('/api/openapi.json', async () => {
    document ??= openApiDocument(publicUrl)
    return document
  })
  app.get('/api/docs*', async (request, reply) => {
    page ??= makePage()
    const { statusCode, headers, rawPayload } = await (await page).inject({ url: request.url })
    return reply.code(statusCode).headers(headers).send(rawPayload)
  })
}

async function makePage(): Promise<FastifyInstance> {
  const page = fastify()
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  await page.register(scalar, {
    routePrefix: '/api/docs',
    configuration: { url: '/api/openapi.json', telemetry: false, withDefaultFonts: false },
  })
  return page
}
