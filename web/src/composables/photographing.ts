import { exactTime } from './time'

/** The longer side of a photograph that is sent, in pixels. */
export const LONGEST = 1600
const QUALITY = 0.82

export interface Shot {
  blob: Blob
  name: string
  takenAt?: string
}

/** The size at which a picture is sent: never larger than it is. */
export function fitted(width: number, height: number, longest = LONGEST): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * A photograph as it is sent: small, upright, and with time and place in it. What this browser cannot read (HEIC on
 * Android, a PDF) goes as it is; the gateway says whether it takes it.
 */
export async function developed(file: File, caption: string): Promise<Shot> {
  const taken = file.lastModified > 0 ? new Date(file.lastModified).toISOString() : undefined
  const asItIs: Shot = { blob: file, name: file.name, ...(taken && { takenAt: taken }) }
  if (!file.type.startsWith('image/')) return asItIs
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return asItIs
  }
  try {
    const size = fitted(picture.width, picture.height)
    const canvas = document.createElement('canvas')
    canvas.width = size.width
    canvas.height = size.height
    const pen = canvas.getContext('2d')
    if (!pen) return asItIs
    pen.drawImage(picture, 0, 0, size.width, size.height)
    written(pen, size, [caption, taken ? exactTime(taken) : ''].filter(Boolean).join(' · '))
    const blob = await jpeg(canvas)
    return blob ? { ...asItIs, blob, name: file.name.replace(/(\.[^.]*)?$/, '.jpg') } : asItIs
  } finally {
    picture.close()
  }
}

/** Light on a dark band along the foot, readable on any picture. */
function written(pen: CanvasRenderingContext2D, size: { width: number; height: number }, text: string): void {
  const letter = Math.max(14, Math.round(Math.max(size.width, size.height) / 50))
  pen.fillStyle = 'rgba(0, 0, 0, 0.5)'
  pen.fillRect(0, size.height - letter * 1.8, size.width, letter * 1.8)
  pen.fillStyle = '#fff'
  pen.font = `${letter}px sans-serif`
  pen.textBaseline = 'middle'
  pen.fillText(text, letter * 0.6, size.height - letter * 0.9, size.width - letter * 1.2)
}

const jpeg = (canvas: HTMLCanvasElement): Promise<Blob | null> => new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
