const gsmBasic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const gsmExtended = new Set('^{}\\[~]|€\f')

/** How many SMS parts the carrier cuts the text into. */
export function segmentCount(body: string): number {
  let septets = 0
  for (const char of body) {
    if (gsmBasic.has(char)) septets += 1
    else if (gsmExtended.has(char)) septets += 2
    else return parts(body.length, 70, 67)
  }
  return parts(septets, 160, 153)
}

function parts(units: number, alone: number, joined: number): number {
  return units <= alone ? 1 : Math.ceil(units / joined)
}
