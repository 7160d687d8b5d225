/** What people in a shop write most; all of one code point or a settled pair, for every phone shows these. */
export const emoji = [
  ...'😊🙂😄😍🥰😘😉😂🤗🤩😎😇🙏👍👏🙌💪🤝👌👋',
  '❤️',
  ...'🧡💛💚💙💜🤍💕✨🌟🎉🎁🎂🥂☕🌸🌷🌹🌿🍂',
  '☀️',
  '🌧️',
  ...'🌈🔥👗👚👔👖🧥👠👟👜🧣🧤',
  '🕶️',
  ...'💍👑',
  '🛍️',
  ...'📦🚚📍📅⏰✅',
] as readonly string[]
