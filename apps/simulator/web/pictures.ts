const longestEdgePx = 1200

/** A picture as a phone would send it: a JPEG small enough for a carrier, as a `data:` URL. */
export async function shrinkPicture(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, longestEdgePx / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const context = canvas.getContext('2d')
  if (context) {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  }
  return canvas.toDataURL('image/jpeg', 0.85)
}

/** A drawn picture to send when none is at hand: a coat on a hanger. */
export function samplePicture(): string {
  const canvas = document.createElement('canvas')
  canvas.width = 720
  canvas.height = 900
  const pen = canvas.getContext('2d')
  if (!pen) return ''
  const wall = pen.createLinearGradient(0, 0, 0, 900)
  wall.addColorStop(0, '#ece5da')
  wall.addColorStop(1, '#d9cfc0')
  pen.fillStyle = wall
  pen.fillRect(0, 0, 720, 900)
  pen.strokeStyle = '#6b655c'
  pen.lineWidth = 8
  pen.lineCap = 'round'
  pen.stroke(
    new Path2D('M360 190c0-30 34-34 34-64 0-22-16-36-34-36s-34 12-34 32M360 190L190 282M360 190l170 92'),
  )
  const cloth = pen.createLinearGradient(180, 0, 540, 0)
  cloth.addColorStop(0, '#b79a72')
  cloth.addColorStop(1, '#a08358')
  pen.fillStyle = cloth
  pen.fill(
    new Path2D(
      'M296 226c-60 22-118 40-136 86-26 66-44 190-52 262l74 14 34-132-22 344h332l-22-344 34 132 74-14c-8-72-26-196-52-262-18-46-76-64-136-86l-64 66z',
    ),
  )
  pen.strokeStyle = 'rgb(60 45 25 / .35)'
  pen.lineWidth = 4
  pen.stroke(new Path2D('M296 226l64 250 64-250M360 476v324M300 560h-64M420 560h64'))
  pen.fillStyle = '#4d3d28'
  for (const y of [520, 600, 680]) pen.fill(new Path2D(`M384 ${y}a9 9 0 1 0 .1 0z`))
  return canvas.toDataURL('image/jpeg', 0.85)
}
