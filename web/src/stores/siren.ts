import { computed, shallowRef, watch } from 'vue'
import type { Notification } from '@/api/types'
import { alarmById, needsAcknowledge } from './alarms'

/** Two tones of a siren, each so long. */
const TONES_HZ = [960, 720]
const TONE_MS = 450
/** A test, and a call about what this page does not know, sound so long. */
const SHORT_MS = 3_000

/** Alarms that call from the wall, and until when a short call sounds. */
const calling = shallowRef<ReadonlySet<string>>(new Set())
const shortCall = shallowRef(false)
let context: AudioContext | null = null
let timer: ReturnType<typeof setInterval> | undefined
let ending: ReturnType<typeof setTimeout> | undefined

/** It sounds until every alarm that called has been acknowledged or is gone. */
export const sounding = computed(
  () =>
    shortCall.value ||
    [...calling.value].some((id) => {
      const alarm = alarmById(id)
      return alarm !== undefined && needsAcknowledge(alarm)
    }),
)

/** The gateway calls from the wall. */
export function called(notification: Notification): void {
  // What this page does not know yet may come a moment later.
  const open = (id: string): boolean => {
    const alarm = alarmById(id)
    return alarm === undefined || needsAcknowledge(alarm)
  }
  calling.value = new Set([...calling.value, ...notification.alarms].filter(open))
  if (!sounding.value || notification.kind === 'test') {
    shortCall.value = true
    clearTimeout(ending)
    ending = setTimeout(() => (shortCall.value = false), SHORT_MS)
  }
}

watch(sounding, (on) => (on ? start() : stop()))

function start(): void {
  if (timer !== undefined || typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  // A page that nobody has clicked yet may not sound: the browser allows it with the first click.
  void context.resume()
  let turn = 0
  const next = (): void => sound(TONES_HZ[turn++ % TONES_HZ.length]!)
  next()
  timer = setInterval(next, TONE_MS)
}

function stop(): void {
  clearInterval(timer)
  timer = undefined
}

function sound(frequency: number): void {
  if (!context || context.state !== 'running') return
  const tone = context.createOscillator()
  const loudness = context.createGain()
  loudness.gain.value = 0.25
  tone.frequency.value = frequency
  tone.connect(loudness).connect(context.destination)
  tone.start()
  tone.stop(context.currentTime + TONE_MS / 1_000)
}
