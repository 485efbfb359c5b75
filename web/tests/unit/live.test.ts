import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveLink, type LiveListener } from '@/api/live'
import type { LiveMessage } from '@/api/types'

class FakeSocket {
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  readyState = 0
  sent: string[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  constructor(readonly url: string) {
    FakeSocket.all.push(this)
  }
  send(text: string): void {
    this.sent.push(text)
  }
  close(): void {
    this.readyState = 3
  }
  open(): void {
    this.readyState = 1
    this.onopen?.()
  }
  say(message: unknown): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) })
  }
  break(): void {
    this.readyState = 3
    this.onclose?.()
  }
}

const last = () => FakeSocket.all.at(-1)!
const point = (value: number): LiveMessage => ({ type: 'point', equipment: 'p1', point: 'flow', value, quality: 'good', time: '2026-11-21T00:00:00.000Z' })

describe('the live link', () => {
  let listener: { [K in keyof LiveListener]: ReturnType<typeof vi.fn> }
  let link: LiveLink
  let answers: boolean

  beforeEach(() => {
    vi.useFakeTimers()
    FakeSocket.all = []
    answers = true
    vi.stubGlobal('WebSocket', FakeSocket)
    vi.stubGlobal('requestAnimationFrame', (task: () => void) => setTimeout(task, 16))
    listener = { onMessages: vi.fn(), onLive: vi.fn(), onLost: vi.fn(), onRetry: vi.fn(), probe: vi.fn(async () => answers) }
    link = new LiveLink('ws://gateway/api/v1/live', listener as unknown as LiveListener)
    link.start()
  })
  afterEach(() => {
    link.stop()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('subscribes to every topic when it opens, and says that the picture is live', () => {
    last().open()
    expect(JSON.parse(last().sent[0]!)).toEqual({ type: 'subscribe', topics: ['point', 'alarm', 'work_order', 'permit', 'patrol', 'handover', 'notice', 'connection', 'event', 'notification'] })
    expect(listener.onLive).toHaveBeenCalledOnce()
  })

  it('hands many messages on as one batch', () => {
    last().open()
    for (let value = 0; value < 40; value++) last().say(point(value))
    expect(listener.onMessages).not.toHaveBeenCalled()
    vi.advanceTimersByTime(500)
    expect(listener.onMessages).toHaveBeenCalledOnce()
    expect(listener.onMessages.mock.calls[0]![0]).toHaveLength(40)
  })

  it('rests after a batch that took long, so that a person is heard, and not before what is pressing', () => {
    let clock = 0
    vi.spyOn(performance, 'now').mockImplementation(() => clock)
    listener.onMessages.mockImplementation(() => (clock += 500))
    last().open()
    last().say(point(1))
    vi.advanceTimersByTime(500)
    expect(listener.onMessages).toHaveBeenCalledTimes(1)
    last().say(point(2))
    vi.advanceTimersByTime(1_900)
    expect(listener.onMessages).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(200)
    expect(listener.onMessages).toHaveBeenCalledTimes(2)
    last().say(point(3))
    last().say({ type: 'alarm', alarm: { id: 'a', priority: 'P1', life_safety: true } })
    vi.advanceTimersByTime(600)
    expect(listener.onMessages).toHaveBeenCalledTimes(3)
  })

  describe('of a hidden page, whose timers come late and which gets no frames,', () => {
    const alarm = { type: 'alarm', alarm: { id: 'a', priority: 'P1', life_safety: true } }
    const hide = (hidden: boolean) => Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
    afterEach(() => hide(false))

    it('hands on at once what is pressing', () => {
      hide(true)
      last().open()
      last().say(alarm)
      expect(listener.onMessages).toHaveBeenCalledOnce()
    })

    it('does not wait for a frame that was asked for before it was hidden', () => {
      vi.stubGlobal('requestAnimationFrame', () => 0)
      last().open()
      last().say(point(1))
      vi.advanceTimersByTime(450)
      hide(true)
      last().say(point(2))
      expect(listener.onMessages).toHaveBeenCalledOnce()
      expect(listener.onMessages.mock.calls[0]![0]).toHaveLength(2)
    })

    it('does not take a late timer for a slow page', () => {
      let clock = 0
      vi.spyOn(performance, 'now').mockImplementation(() => clock)
      hide(true)
      last().open()
      last().say(alarm)
      clock += 60_000
      vi.advanceTimersByTime(10)
      hide(false)
      last().say(alarm)
      vi.advanceTimersByTime(450)
      expect(listener.onMessages).toHaveBeenCalledTimes(2)
    })
  })

  it('does not hoard what comes while no frame is drawn', () => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    last().open()
    for (let value = 0; value < 2_000; value++) last().say(point(value))
    expect(listener.onMessages.mock.calls[0]![0]).toHaveLength(2_000)
  })

  it('passes over a message that is not JSON', () => {
    last().open()
    last().say('{')
    last().say(point(1))
    vi.advanceTimersByTime(500)
    expect(listener.onMessages.mock.calls[0]![0]).toHaveLength(1)
  })

  it('tells since when it is lost, once, and comes back with a growing delay', () => {
    last().open()
    const waits: number[] = []
    for (let attempt = 0; attempt < 5; attempt++) {
      last().break()
      const retry = (listener.onRetry.mock.calls.at(-1)![0] as Date).getTime() - Date.now()
      waits.push(retry)
      vi.advanceTimersByTime(retry)
      expect(FakeSocket.all).toHaveLength(attempt + 2)
    }
    expect(listener.onLost).toHaveBeenCalledOnce()
    expect(waits[0]).toBeLessThanOrEqual(625)
    expect(waits[4]).toBeGreaterThan(waits[0]! * 5)
    last().open()
    expect(listener.onLive).toHaveBeenCalledTimes(2)
  })

  it('never waits longer than some twenty seconds', () => {
    last().open()
    for (let attempt = 0; attempt < 12; attempt++) {
      last().break()
      vi.advanceTimersByTime(20_000)
    }
    expect((listener.onRetry.mock.calls.at(-1)![0] as Date).getTime() - Date.now()).toBeLessThanOrEqual(18_750)
  })

  it('asks after a silence, and stays when the gateway answers', async () => {
    last().open()
    await vi.advanceTimersByTimeAsync(21_000)
    expect(listener.probe).toHaveBeenCalled()
    expect(listener.onLost).not.toHaveBeenCalled()
  })

  it('takes a link for lost that is silent while the gateway does not answer', async () => {
    last().open()
    answers = false
    await vi.advanceTimersByTimeAsync(21_000)
    expect(listener.onLost).toHaveBeenCalledOnce()
  })

  it('asks nothing while messages come', async () => {
    last().open()
    for (let second = 0; second < 40; second++) {
      last().say(point(second))
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(listener.probe).not.toHaveBeenCalled()
  })

  it('is still when stopped', () => {
    last().open()
    link.stop()
    last().break()
    vi.advanceTimersByTime(60_000)
    expect(FakeSocket.all).toHaveLength(1)
    expect(listener.onLost).not.toHaveBeenCalled()
  })
})
