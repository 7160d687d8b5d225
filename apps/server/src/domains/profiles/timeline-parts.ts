import type { TimelineKind } from '@rapport/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from '../../platform/context.ts'

/** What each part of the timeline is asked: for one customer, up to a moment, so many. */
export type Asked = {
  customerId: string
  viewer: Viewer
  until: RawBuilder<unknown>
  /** What comes after the last one shown; of those at the same moment, by key. */
  below(at: RawBuilder<unknown>, key: RawBuilder<unknown>): RawBuilder<unknown>
  limit: RawBuilder<unknown>
}

const staff = (alias: string) => sql`
  case when ${sql.ref(`${alias}.id`)} is not null then json_build_object('id', ${sql.ref(`${alias}.id`)}, 'firstName', ${sql.ref(`${alias}.first_name`)},
    'lastName', ${sql.ref(`${alias}.last_name`)}, 'hue', ${sql.ref(`${alias}.hue`)}) end`
const stores = (viewer: Viewer) => sql`any(${[...viewer.storeIds]}::uuid[])`
const productsOf = (lines: RawBuilder<unknown>) =>
  sql`coalesce((select json_agg(name order by position) from (${lines} order by position limit 3) l), '[]'::json)`

/** One kind: its moment, its key among those of the same moment, its store, and what is said of it. */
function part(
  { below, limit }: Asked,
  kind: TimelineKind,
  columns: { at: string; key: RawBuilder<unknown>; store: RawBuilder<unknown>; said: RawBuilder<unknown> },
  from: RawBuilder<unknown>,
) {
  const at = sql.ref(columns.at)
  return sql`select ${sql.lit(kind)} as kind, ${at} as at, ${columns.key} as key, ${columns.store} as store_id, json_build_object(${columns.said}) as said
    from ${from} and ${below(at, columns.key)} order by ${at} desc, (${columns.key}) collate "C" desc limit ${limit}`
}

/**
 * One query a kind, each over its own index, newest first and not longer than a page: what is not shown is not read.
 */
export const parts: Record<TimelineKind, (asked: Asked) => RawBuilder<unknown>> = {
  order: asked =>
    part(
      asked,
      'order',
      {
        at: 'o.placed_at',
        key: sql`'order:' || o.id`,
        store: sql`o.store_id`,
        said: sql`'orderId', o.id, 'number', o.number, 'state', o.state, 'origin', o.origin, 'totalMinor', o.total_minor, 'currency', o.currency,
          'units', o.units, 'products', ${productsOf(sql`select name, position from order_lines where order_id = o.id`)}`,
      },
      sql`orders o where o.customer_id = ${asked.customerId}`,
    ),
  delivery: asked =>
    part(
      asked,
      'delivery',
      {
        at: 'x.at',
        key: sql`'delivery:' || d.id || ':' || x.what`,
        store: sql`o.store_id`,
        said: sql`'orderId', o.id, 'number', o.number, 'what', x.what, 'carrier', d.carrier`,
      },
      sql`orders o join deliveries d on d.order_id = o.id, lateral (values ('shipped', d.shipped_at), ('delivered', d.delivered_at)) x (what, at)
        where o.customer_id = ${asked.customerId} and x.at is not null`,
    ),
  return: asked =>
    part(
      asked,
      'return',
      {
        at: 'r.at',
        key: sql`'return:' || r.id`,
        store: sql`o.store_id`,
        said: sql`'orderId', o.id, 'number', o.number, 'what', r.kind, 'amountMinor', r.amount_minor, 'currency', o.currency,
          'products', ${productsOf(sql`select i.name, i.position from order_return_lines b join order_lines i on i.id = b.order_line_id where b.return_id = r.id`)}`,
      },
      sql`orders o join order_returns r on r.order_id = o.id where o.customer_id = ${asked.customerId}`,
    ),
  messages: messagesByDay,
  consent: asked =>
    part(
      asked,
      'consent',
      {
        at: 'e.at',
        key: sql`'consent:' || e.contact_point_id || ':' || e.seq`,
        store: sql`e.store_id`,
        said: sql`'channel', e.channel, 'before', e.before, 'after', e.after, 'cause', e.cause, 'address', p.value, 'by', ${staff('f')}`,
      },
      sql`contact_points p join consent_entries e on e.contact_point_id = p.id left join staff f on f.id = e.staff_id
        where p.customer_id = ${asked.customerId} and e.store_id = ${stores(asked.viewer)}`,
    ),
  note: asked =>
    part(
      asked,
      'note',
      {
        at: 'n.created_at',
        key: sql`'note:' || n.id`,
        store: sql`n.store_id`,
        said: sql`'noteId', n.id, 'body', n.body, 'labels', n.labels, 'pinned', n.pinned, 'by', ${staff('f')}`,
      },
      sql`customer_notes n left join staff f on f.id = n.staff_id where n.customer_id = ${asked.customerId}`,
    ),
  wish: asked =>
    part(
      asked,
      'wish',
      {
        at: 'w.created_at',
        key: sql`'wish:' || w.id`,
        store: sql`w.store_id`,
        said: sql`'productId', w.product_id, 'product', p.name, 'size', w.size, 'source', w.source, 'by', ${staff('f')}`,
      },
      sql`wishlist_items w join products p on p.id = w.product_id left join staff f on f.id = w.staff_id where w.customer_id = ${asked.customerId}`,
    ),
  assignment: asked =>
    part(
      asked,
      'assignment',
      {
        at: 'a.at',
        key: sql`'assignment:' || a.id`,
        store: sql`a.store_after`,
        said: sql`'by', ${staff('f')}, 'from', json_build_object('staff', ${staff('b')}, 'storeName', sb.name),
          'to', json_build_object('staff', ${staff('n')}, 'storeName', sa.name)`,
      },
      sql`customer_assignments a left join staff f on f.id = a.by_staff_id left join staff b on b.id = a.staff_before
        left join staff n on n.id = a.staff_after left join stores sb on sb.id = a.store_before left join stores sa on sa.id = a.store_after
        where a.customer_id = ${asked.customerId}`,
    ),
  merge: asked =>
    part(
      asked,
      'merge',
      {
        at: 'm.at',
        key: sql`'merge:' || m.id`,
        store: sql`null::uuid`,
        said: sql`'mergeId', m.id, 'name', c.name, 'undone', m.undone_at is not null, 'by', ${staff('f')}`,
      },
      sql`merges m join customers c on c.id = m.absorbed_id left join staff f on f.id = m.by_staff_id where m.survivor_id = ${asked.customerId}`,
    ),
}

/**
 * Messages, one a conversation and day of its store: from the newest line of a day straight to the newest of an earlier
 * day, so that a day is read only when it is shown.
 */
function messagesByDay({ customerId, viewer, until, limit }: Asked): RawBuilder<unknown> {
  const newest = (where: RawBuilder<unknown>) => sql`
    select m.sequence, m.created_at, m.body, m.direction, m.channel from messages m
    where m.conversation_id = v.id and m.direction <> 'line' and ${where} order by m.sequence desc limit 1`
  const own = viewer.permissions.has('inbox.store')
    ? sql``
    : sql`and exists (select from conversation_members b where b.conversation_id = c.id and b.staff_id = ${viewer.staffId})`
  return sql`
    select 'messages' as kind, d.created_at as at, 'messages:' || v.id || ':' || to_char(d.day at time zone v.time_zone, 'YYYYMMDD') as key, v.store_id,
      json_build_object('conversationId', v.id, 'count', n.count, 'fromCustomer', n.inbound, 'channel', d.channel,
        'last', json_build_object('body', left(d.body, 300), 'direction', d.direction, 'sequence', d.sequence)) as said
    from (select c.id, c.store_id, s.time_zone from conversations c join stores s on s.id = c.store_id
        where c.customer_id = ${customerId} and c.store_id = ${stores(viewer)} ${own}) v
      -- A day that goes on after the moment asked about was shown already, with its last line.
      cross join lateral (select case when exists (select from messages m where m.conversation_id = v.id and m.direction <> 'line' and m.created_at > ${until}
          and m.created_at < date_trunc('day', ${until}, v.time_zone) + interval '25 hours'
          and date_trunc('day', m.created_at, v.time_zone) = date_trunc('day', ${until}, v.time_zone))
        then date_trunc('day', ${until}, v.time_zone) - interval '1 microsecond' else ${until} end as bound) b
      cross join lateral (
        with recursive days as (
          (select date_trunc('day', first.created_at, v.time_zone) as day, first.* from (${newest(sql`m.created_at <= b.bound`)}) first)
          union all
          select date_trunc('day', earlier.created_at, v.time_zone), earlier.* from days d
            cross join lateral (${newest(sql`m.sequence < d.sequence and m.created_at < d.day`)}) earlier)
        select *, coalesce(lead(sequence) over (order by sequence desc), -1) as before from (select * from days limit ${limit} + 1) one limit ${limit}) d
      cross join lateral (select count(*)::int as count, count(*) filter (where m.direction = 'in')::int as inbound from messages m
        where m.conversation_id = v.id and m.sequence <= d.sequence and m.sequence > d.before and m.direction <> 'line') n
    order by d.created_at desc, v.id desc limit ${limit}`
}
