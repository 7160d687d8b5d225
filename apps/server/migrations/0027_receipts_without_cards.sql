-- Of an erased person a receipt keeps no reason that somebody wrote and no card by which they are known; the sums stay.
create or replace function receipt_without_reasons(content jsonb) returns jsonb language sql immutable strict parallel safe
return content
  || jsonb_build_object('lines', coalesce((select jsonb_agg(case when jsonb_typeof(l -> 'discount') = 'object' then jsonb_set(l, '{discount,reason}', '""') else l end order by n)
    from jsonb_array_elements(content -> 'lines') with ordinality g (l, n)), '[]'))
  || case when jsonb_typeof(content -> 'discount') = 'object' then jsonb_build_object('discount', (content -> 'discount') || '{"reason": ""}') else '{}' end
  || case when jsonb_typeof(content -> 'payment') = 'object' then jsonb_build_object('payment', (content -> 'payment') || '{"detail": null}') else '{}' end;
