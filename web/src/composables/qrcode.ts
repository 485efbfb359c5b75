import qrcode from 'qrcode-generator'

/** An address as a QR code: how many modules its side has, and the dark ones as the path of an SVG. */
export function qrOf(text: string): { side: number; path: string } {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const side = code.getModuleCount()
  let path = ''
  for (let row = 0; row < side; row++) for (let column = 0; column < side; column++) if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`
  return { side, path }
}
