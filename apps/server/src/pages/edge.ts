import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../platform/config.ts'
import { renderPage, stylePolicy, type Template } from './templates.ts'
import type { PageLanguage } from './texts.ts'

const [pressed, zipped] = [promisify(brotliCompress), promisify(gzip)]

/**
 * What a page may do: no script, style by its digest, pictures over https. A form may lead to the provider's page, because browsers
 * hold its redirect against `form-action` too: only that one host is added, and only where the way there is known.
 */
export function pagePolicy(config: Config, formTo: string | null): string {
  const framed = config.TESTING_TOKEN ? "'self' http://localhost:* http://127.0.0.1:*" : "'self'"
  return [
    "default-src 'none'",
    "img-src 'self' https:",
    "font-src 'self'",
    `style-src ${stylePolicy}`,
    "frame-src 'self'",
    `form-action 'self'${formTo ? ` ${new URL(formTo).origin}` : ''}`,
    "base-uri 'none'",
    `frame-ancestors ${framed}`,
  ].join('; ')
}

type Page = {
  template: Template
  language: PageLanguage
  model: object
  status?: number
  /** Looks again by itself after so many seconds, here or there. */
  again?: { seconds: number; to?: string }
  formTo?: string | null
}

/** Draws and sends a page, as small as the browser takes it. */
export async function showPage(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Config,
  page: Page,
): Promise<FastifyReply> {
  const html = renderPage(page.template, page.language, page.model)
  reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .header('content-language', page.language)
    .header('content-security-policy', pagePolicy(config, page.formTo ?? null))
  if (page.again) {
    const { seconds, to } = page.again
    reply.header('refresh', to ? `${seconds}; url=${to}` : String(seconds))
  }
  return sendPressed(request, reply, html)
}

/** What has not changed since is not sent again: for the line that looks by itself. */
export async function showIfNew(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Config,
  page: Page,
): Promise<FastifyReply> {
  const html = renderPage(page.template, page.language, page.model)
  const digest = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`
  reply.header('etag', digest).header('cache-control', 'private, no-cache')
  if (page.again) reply.header('refresh', String(page.again.seconds))
  if (request.headers['if-none-match'] === digest) return reply.code(304).send()
  reply
    .type('text/html; charset=utf-8')
    .header('content-language', page.language)
    .header('content-security-policy', pagePolicy(config, null))
  return sendPressed(request, reply, html)
}

async function sendPressed(request: FastifyRequest, reply: FastifyReply, html: string) {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  reply.header('vary', 'accept-encoding, accept-language')
  if (/\bbr\b/.test(accepted))
    return reply
      .header('content-encoding', 'br')
      .send(await pressed(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }))
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await zipped(html))
  return reply.send(html)
}
