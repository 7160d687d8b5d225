import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { goodsPath } from './demo/boutique.ts'
import type { Config } from './platform/config.ts'

const appsFolder = path.resolve(import.meta.dirname, '../..')
/** The browser apps by their address. */
const webApps = { app: 'associate', console: 'console' } as const

/** Which of them an address belongs to. */
export const webAppOf = (url: string) =>
  (Object.keys(webApps) as (keyof typeof webApps)[]).find(name => new RegExp(`^/${name}([/?]|$)`).test(url))

/** The browser apps: files with a digest in their name for ever, everything else asks again; unknown paths are their own. */
export async function serveWeb(app: FastifyInstance) {
  await serveGoods(app)
  app.get('/', async (_request, reply) => reply.redirect('/app/'))
  for (const [name, folder] of Object.entries(webApps)) {
    const root = path.join(appsFolder, folder, 'dist')
    app.get(`/${name}`, async (_request, reply) => reply.redirect(`/${name}/`))
    if (!existsSync(root)) continue
    await app.register(fastifyStatic, {
      root,
      prefix: `/${name}/`,
      wildcard: true,
      preCompressed: true,
      decorateReply: !app.hasReplyDecorator('sendFile'),
      setHeaders: (response, file) => {
        response.header(
          'cache-control',
          file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const name = webAppOf(request.url)
    // A dot may stand behind the question mark: a filter is no file.
    const page = name && request.method === 'GET' && !/^[^?]*\.\w+(\?|$)/.test(request.url)
    const root = name && path.join(appsFolder, webApps[name], 'dist')
    return page && root && existsSync(root)
      ? reply.header('cache-control', 'no-cache').sendFile('index.html', root)
      : reply.code(404).send({ code: 'NOT_FOUND', message: 'There is nothing at this address.' })
  })
}

/** The drawings of the demo's boutique; they change only with the server. A picture that is opened runs nothing. */
async function serveGoods(app: FastifyInstance) {
  await app.register(fastifyStatic, {
    root: path.join(import.meta.dirname, 'demo/goods/svg'),
    prefix: goodsPath,
    decorateReply: false,
    maxAge: '7d',
    setHeaders: response => {
      response.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    },
  })
}

/**
 * The app loads nothing from elsewhere but pictures, from hosts that the operator names; what reads barcodes is WebAssembly of ours, and evaluates no script. Only a
 * demo's simulator, on this machine, may show it in a frame.
 */
export function contentPolicy(config: Config): string {
  const framedBy = config.TESTING_TOKEN ? "'self' http://localhost:* http://127.0.0.1:*" : "'self'"
  const pictures = ["'self'", 'data:', 'blob:', ...config.PICTURE_HOSTS].join(' ')
  return `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src ${pictures}; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ${framedBy}`
}
