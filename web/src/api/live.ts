import type { LiveMessage } from './types'

const TOPICS = ['point', 'alarm', 'work_order', 'permit', 'patrol', 'handover', 'notice', 'connection', 'event', 'notification']
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 15_000
/** A link that is cut without a word stays "open" for minutes; after this silence it is asked. */
const SILENCE_MS = 15_000
/** Faster than a person reads; slower than a screen refreshes, which is what keeps the page cheap. */
const BATCH_MS = 400
/** A page that took long to draw what came rests so many times as long: a person must be heard in between. */
const REST = 4
/** But no picture is older than this. */
const LONGEST_REST_MS = 4_000
/** The queue is emptied before it grows beyond this. */
const LONGEST_QUEUE = 2_000

/** What somebody must see and hear now. */
const pressing = (message: LiveMessage): boolean =>
  message.type === 'notification' || (message.type === 'alarm' && (message.alarm.life_safety || message.alarm.priority === 'P1'))

export interface LiveListener {
  onMessages(messages: LiveMessage[]): void
  /** The picture is current from now on; whoever shows something fetches it anew. */
  onLive(): void
  onLost(since: Date): void
  onRetry(at: Date): void
  /** Answers whether the gateway is still there; asked when the link is silent. */
  probe(): Promise<boolean>
}

/**
 * The live link: subscribes, hands messages on in batches of one animation frame, and comes back by
 * itself with a growing, scattered delay.
 */
export class LiveLink {
  private readonly url: string
  private readonly listener: LiveListener
  private socket: WebSocket | null = null
  private delay = FIRST_DELAY_MS
  private timer: ReturnType<typeof setTimeout> | undefined
  private watch: ReturnType<typeof setInterval> | undefined
  private lastHeard = 0
  private queue: LiveMessage[] = []
  private flushing: ReturnType<typeof setTimeout> | undefined
  private flushAt = Infinity
  /** How long the page took for the last batch, drawing included. */
  private took = 0
  private lost: Date | null = null
  private stopped = false

  constructor(url: string, listener: LiveListener) {
    this.url = url
    this.listener = listener
  }

  start(): void {
    this.stopped = false
    this.connect()
    this.watch = setInterval(() => void this.checkSilence(), SILENCE_MS / 3)
    globalThis.addEventListener?.('online', this.now)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    clearInterval(this.watch)
    globalThis.removeEventListener?.('online', this.now)
    this.drop()
  }

  /** Tries at once instead of waiting for the next turn. */
  readonly now = (): void => {
    if (this.stopped || this.socket) return
    clearTimeout(this.timer)
    this.connect()
  }

  private connect(): void {
    const socket = new WebSocket(this.url)
    this.socket = socket
    socket.onopen = () => {
      if (this.socket !== socket) return
      socket.send(JSON.stringify({ type: 'subscribe', topics: TOPICS }))
      this.delay = FIRST_DELAY_MS
      this.lost = null
      this.lastHeard = Date.now()
      this.listener.onLive()
    }
    socket.onmessage = (event: MessageEvent<string>) => {
      if (this.socket !== socket) return
      this.lastHeard = Date.now()
      this.accept(event.data)
    }
    socket.onclose = () => {
      if (this.socket === socket) this.fail()
    }
  }

  private accept(text: string): void {
    let message: LiveMessage
    try {
      message = JSON.parse(text) as LiveMessage
    } catch {
      return
    }
    this.queue.push(message)
    // A hidden page gets no frames and late timers, and must sound all the same.
    const urgent = pressing(message)
    if (this.queue.length >= LONGEST_QUEUE || (document.hidden && (urgent || performance.now() > this.flushAt))) this.flush()
    else this.flushWithin(Math.max(BATCH_MS, Math.min(urgent ? this.took : REST * this.took, LONGEST_REST_MS)))
  }

  private flushWithin(wait: number): void {
    const at = performance.now() + wait
    if (at >= this.flushAt) return
    clearTimeout(this.flushing)
    this.flushAt = at
    this.flushing = setTimeout(() => (document.hidden ? this.flush() : requestAnimationFrame(() => this.flush())), wait)
  }

  private flush(): void {
    clearTimeout(this.flushing)
    this.flushAt = Infinity
    const messages = this.queue
    this.queue = []
    if (messages.length === 0) return
    const began = performance.now()
    this.listener.onMessages(messages)
    // A hidden page draws nothing, and its timers come late.
    setTimeout(() => (this.took = document.hidden ? 0 : performance.now() - began))
  }

  private fail(): void {
    this.drop()
    if (this.stopped) return
    if (!this.lost) {
      this.lost = new Date()
      this.listener.onLost(this.lost)
    }
    const wait = this.delay * (0.75 + Math.random() / 2)
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY_MS)
    this.listener.onRetry(new Date(Date.now() + wait))
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.connect(), wait)
  }

  private drop(): void {
    const socket = this.socket
    this.socket = null
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
    }
  }

  private async checkSilence(): Promise<void> {
    const socket = this.socket
    if (!socket || socket.readyState !== WebSocket.OPEN || Date.now() - this.lastHeard < SILENCE_MS) return
    const answered = await this.listener.probe()
    if (this.socket !== socket) return
    if (answered) this.lastHeard = Date.now()
    else this.fail()
  }
}
