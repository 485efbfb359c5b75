/** So many small fetches at a time; the rest wait, so that what a person asked for is not behind them. */
const ABREAST = 3

let running = 0
const waiting: (() => void)[] = []

export async function inTurn<T>(task: () => Promise<T>): Promise<T> {
  if (running >= ABREAST) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return await task()
  } finally {
    running--
    waiting.shift()?.()
  }
}
