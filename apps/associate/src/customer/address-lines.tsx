import { useLocale } from '@rapport/ui'

/** What of an address is known, from whichever room it comes. */
type Known = Partial<
  Record<
    'name' | 'recipient' | 'company' | 'line1' | 'line2' | 'postalCode' | 'city' | 'region' | 'country',
    string | null | undefined
  >
>

/** An address, a line each, as one writes it on a parcel. */
export const AddressLines = ({ address }: { address: Known }) => {
  const { language } = useLocale()
  const lines = [
    address.name ?? address.recipient,
    address.company,
    address.line1,
    address.line2,
    [address.postalCode, address.city].filter(Boolean).join(' '),
    [address.region, countryName(address.country, language)].filter(Boolean).join(', '),
  ].filter(Boolean)
  return (
    <address style={{ fontStyle: 'normal' }}>
      {lines.map(line => (
        <div key={line}>{line}</div>
      ))}
    </address>
  )
}

const countryName = (code: string | null | undefined, language: string) => {
  if (!code || !/^[A-Za-z]{2}$/.test(code)) return code
  return new Intl.DisplayNames([language], { type: 'region' }).of(code.toUpperCase())
}
