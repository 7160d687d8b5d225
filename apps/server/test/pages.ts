import { sql } from 'kysely'
import { linkOf } from './paying.ts'
import type { World } from './world.ts'

type Look = {
  language?: string
  method?: string
  form?: Record<string, string>
  headers?: Record<string, string>
}

/** The customer's pages of a world, as someone looks at them. */
export function pagesOf(world: World) {
  /** What a browser gets, without following where it is led. */
  async function look(path: string, { language, method, form, headers }: Look = {}) {
    const answer = await fetch(world.url + path, {
      method: method ?? (form ? 'POST' : 'GET'),
      redirect: 'manual',
      headers: { ...(language ? { 'accept-language': language } : {}), ...headers },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    const html = await answer.text()
    const text = html
      .replace(/<style>.*?<\/style>/s, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    return { status: answer.status, headers: answer.headers, to: answer.headers.get('location'), html, text }
  }
  /** The address of a cart's page, and the version that it shows. */
  const pageOf = async (cartId: string) => {
    const { token, shared_version } = await world.db
      .selectFrom('carts')
      .select(['token', 'shared_version'])
      .where('id', '=', cartId)
      .executeTakeFirstOrThrow()
    return { path: `/c/${token}`, version: String(shared_version) }
  }
  /** Where the provider takes the money of the shared version. */
  const payAddress = async (cartId: string) => {
    await linkOf(world, cartId)
    const { url } = await world.db
      .selectFrom('payment_links')
      .select('url')
      .where('cart_id', '=', cartId)
      .where('state', '=', 'active')
      .executeTakeFirstOrThrow()
    return url ?? ''
  }
  /** The address of the line that looks by itself. */
  const lineOf = (html: string) => html.match(/<iframe src="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''

  /** Everything that every table holds, folded into one line each. */
  async function everything(): Promise<Record<string, string>> {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
      world.db,
    )
    const folded: Record<string, string> = {}
    for (const { name } of rows) {
      const { rows: digest } = await sql<{ digest: string }>`
        select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.table(name)} t`.execute(
        world.db,
      )
      folded[name] = digest[0]?.digest ?? ''
    }
    return folded
  }

  return { look, pageOf, payAddress, lineOf, everything }
}
