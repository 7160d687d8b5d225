-- What a payment makes: an order of ours, a receipt, and what tells the customer.

-- Order numbers as customers read them: A-10482.
create sequence order_numbers start 10001;

-- Where an order of ours came from (CRT-9). One cart, one order.
alter table orders add column cart_id uuid unique;
alter table orders add column conversation_id uuid;

create table receipts (
  id uuid primary key,
  order_id uuid not null unique references orders,
  -- The unguessable part of its address.
  token text not null unique check (length(token) >= 20),
  language text not null,
  -- Lines, tax, totals, who sold and on which terms, as on the day: laws want what was given out, not what would be today.
  content jsonb not null,
  issued_at timestamptz not null
);

-- What was given out stands as it is; of a person it holds only what somebody wrote as the reason of a discount.
create function receipt_without_reasons(content jsonb) returns jsonb language sql immutable strict parallel safe
return content
  || jsonb_build_object('lines', coalesce((select jsonb_agg(case when jsonb_typeof(l -> 'discount') = 'object' then jsonb_set(l, '{discount,reason}', '""') else l end order by n)
    from jsonb_array_elements(content -> 'lines') with ordinality g (l, n)), '[]'))
  || case when jsonb_typeof(content -> 'discount') = 'object' then jsonb_build_object('discount', (content -> 'discount') || '{"reason": ""}') else '{}' end;
create function receipts_stand() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.content in (old.content, receipt_without_reasons(old.content))
    and (new.id, new.order_id, new.token, new.language, new.issued_at) = (old.id, old.order_id, old.token, old.language, old.issued_at) then
    return new;
  end if;
  raise exception 'A receipt stands as it was given out.' using errcode = 'restrict_violation';
end $$;
create trigger receipts_stand before update or delete on receipts for each row execute function receipts_stand();

-- How a receipt reaches its customer; each way once.
create table receipt_sends (
  id uuid primary key,
  receipt_id uuid not null references receipts,
  way text not null check (way in ('message', 'email')),
  -- Null for a message: the conversation knows where it goes.
  contact_point_id uuid references contact_points,
  state text not null check (state in ('wanted', 'sent', 'refused', 'failed')),
  -- The gate's reasons, or what the mail server said.
  why text,
  message_id uuid,
  -- Sent again on purpose is another mail; tried again is the same.
  times int not null default 1,
  attempts int not null default 0,
  due_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz
);
create unique index receipt_sends_once on receipt_sends (receipt_id, way);
create index receipt_sends_due on receipt_sends (due_at, id) where state = 'wanted';

-- A short address of a product, for a message (MSG-5): of a store, because prices and stock are, and of who sent it.
create table product_links (
  code text primary key check (length(code) >= 8),
  store_id uuid not null references stores,
  product_id uuid not null references products,
  variant_id uuid references variants,
  staff_id uuid not null references staff,
  created_at timestamptz not null,
  unique nulls not distinct (store_id, product_id, variant_id, staff_id)
);

-- What a refund of an order gives back besides its lines, and whether the goods are on the shelf again.
alter table refunds add column shipping boolean not null default false;
alter table refunds add column restocked boolean not null default false;

-- A receipt is a message of its own kind: the gate asks something else of it than of a text (CON-2).
alter table messages drop constraint messages_kind_check;
alter table messages add constraint messages_kind_check
  check (kind in ('text', 'opt_in_request', 'automatic', 'receipt', 'line')) not valid;
alter table texts drop constraint texts_kind_check;
alter table texts add constraint texts_kind_check check (kind in ('opt_in', 'opted_out', 'opted_in', 'help', 'receipt', 'cart_share'));
-- What a new business has from the start, for those that are there already.
insert into texts (kind, language, version, body, changed_at)
  select 'receipt', language, 1, body, now() from (values
    ('en', '{{ business.name }} {{ store.name }}: thank you. Your order {{ order.number }} is paid. Your receipt: {{ receipt.url }}'),
    ('ca', '{{ business.name }} {{ store.name }}: moltes gràcies. La comanda {{ order.number }} és pagada. El seu rebut: {{ receipt.url }}'),
    ('zh', '{{ business.name }} {{ store.name }}：感谢您的惠顾。订单{{ order.number }}已付款。您的收据：{{ receipt.url }}'),
    ('cs', '{{ business.name }} {{ store.name }}: děkujeme. Objednávka {{ order.number }} je zaplacena. Vaše účtenka: {{ receipt.url }}'),
    ('da', '{{ business.name }} {{ store.name }}: tak. Din ordre {{ order.number }} er betalt. Din kvittering: {{ receipt.url }}'),
    ('nl', '{{ business.name }} {{ store.name }}: dank u wel. Uw bestelling {{ order.number }} is betaald. Uw bon: {{ receipt.url }}'),
    ('fr', '{{ business.name }} {{ store.name }} : merci. Votre commande {{ order.number }} est payée. Votre justificatif : {{ receipt.url }}'),
    ('de', '{{ business.name }} {{ store.name }}: vielen Dank. Ihre Bestellung {{ order.number }} ist bezahlt. Ihr Beleg: {{ receipt.url }}'),
    ('it', '{{ business.name }} {{ store.name }}: grazie. L''ordine {{ order.number }} è stato pagato. La sua ricevuta: {{ receipt.url }}'),
    ('ja', '{{ business.name }} {{ store.name }}：お買い上げありがとうございます。ご注文{{ order.number }}のお支払いが完了しました。領収書：{{ receipt.url }}'),
    ('ko', '{{ business.name }} {{ store.name }}: 감사합니다. 주문 {{ order.number }} 결제가 완료되었습니다. 영수증: {{ receipt.url }}'),
    ('pl', '{{ business.name }} {{ store.name }}: dziękujemy. Zamówienie {{ order.number }} jest opłacone. Paragon: {{ receipt.url }}'),
    ('es', '{{ business.name }} {{ store.name }}: gracias. Hemos recibido el pago de su pedido {{ order.number }}. Su recibo: {{ receipt.url }}'),
    ('sv', '{{ business.name }} {{ store.name }}: tack. Din order {{ order.number }} är betald. Ditt kvitto: {{ receipt.url }}')
  ) given (language, body) where exists (select from texts);
insert into texts (kind, language, version, body, changed_at)
  select 'cart_share', language, 1, body, now() from (values
    ('en', 'Your selection from {{ business.name }} {{ store.name }}, to look through and pay until midnight: {{ cart.url }}'),
    ('ca', 'La seva tria de {{ business.name }} {{ store.name }}, per veure i pagar fins a mitjanit: {{ cart.url }}'),
    ('zh', '{{ business.name }} {{ store.name }}为您挑选的商品，今晚零点前可查看并付款：{{ cart.url }}'),
    ('cs', 'Váš výběr z {{ business.name }} {{ store.name }}, k prohlédnutí a zaplacení do půlnoci: {{ cart.url }}'),
    ('da', 'Dit udvalg fra {{ business.name }} {{ store.name }}, som du kan se og betale inden midnat: {{ cart.url }}'),
    ('nl', 'Uw selectie van {{ business.name }} {{ store.name }}, tot middernacht te bekijken en te betalen: {{ cart.url }}'),
    ('fr', 'Votre sélection {{ business.name }} {{ store.name }}, à consulter et à régler avant minuit : {{ cart.url }}'),
    ('de', 'Ihre Auswahl von {{ business.name }} {{ store.name }}, bis Mitternacht zum Ansehen und Bezahlen: {{ cart.url }}'),
    ('it', 'La sua selezione di {{ business.name }} {{ store.name }}, da vedere e pagare entro mezzanotte: {{ cart.url }}'),
    ('ja', '{{ business.name }} {{ store.name }}よりお選びした商品です。本日24時まで、こちらからご覧いただきお支払いいただけます：{{ cart.url }}'),
    ('ko', '{{ business.name }} {{ store.name }}에서 골라 드린 상품입니다. 오늘 자정까지 확인하고 결제하실 수 있습니다: {{ cart.url }}'),
    ('pl', 'Wybrane dla Państwa w {{ business.name }} {{ store.name }}, do obejrzenia i opłacenia do północy: {{ cart.url }}'),
    ('es', 'Elegido para usted en {{ business.name }} {{ store.name }}, para ver y pagar hasta medianoche: {{ cart.url }}'),
    ('sv', 'Ditt urval från {{ business.name }} {{ store.name }}, att titta på och betala före midnatt: {{ cart.url }}')
  ) given (language, body) where exists (select from texts);
