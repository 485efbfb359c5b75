import { computed, shallowRef } from 'vue'
import * as calls from '@/api/calls'

/** Who is signed in. The session itself is a cookie that no script can read; this only names the person. */
interface Person {
  user: string
  roles: string[]
}

const KEY = 'zhiban.person'
const person = shallowRef<Person | null>(read())

export const signedIn = computed(() => person.value !== null)
export const user = computed(() => person.value?.user ?? '')
export const roles = computed(() => person.value?.roles ?? [])
const holds = (...any: string[]): boolean => roles.value.some((role) => role === 'admin' || any.includes(role))
/** Rules are rehearsed by supervisors and administrators, and taken over by administrators; the gateway asks again. */
export const mayTakeOver = computed(() => holds())
export const mayRehearse = computed(() => holds('supervisor'))
/** Of other people, and of everything. */
export const mayShareCalendars = computed(() => holds('supervisor', 'manager'))
export const mayReport = computed(() => holds('operator', 'desk', 'technician', 'supervisor', 'manager'))
export const mayWriteNotices = computed(() => holds('operator', 'desk', 'supervisor', 'manager'))
/** Labels by which residents report. */
export const mayLabel = computed(() => holds('supervisor', 'manager'))
export const maySeeFigures = computed(() => holds('supervisor', 'manager', 'approver'))
export const mayIssuePermits = computed(() => holds('supervisor', 'manager'))
export const mayLend = computed(() => holds('operator', 'desk', 'supervisor', 'manager'))
export const mayEndPermits = computed(() => holds('operator', 'supervisor', 'manager'))
export const mayExchangeMeters = computed(() => holds('technician', 'supervisor', 'manager'))
export const mayLookAfter = computed(() => holds('operator', 'technician', 'supervisor', 'manager'))

export async function signIn(name: string, password: string): Promise<void> {
  const session = await calls.signIn(name, password)
  person.value = { user: session.user, roles: session.roles }
  localStorage.setItem(KEY, JSON.stringify(person.value))
}

export async function signOut(): Promise<void> {
  try {
    await calls.signOut()
  } finally {
    forget()
  }
}

/** The gateway does not know this session any more. */
export function forget(): void {
  person.value = null
  localStorage.removeItem(KEY)
}

function read(): Person | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Person | null
  } catch {
    return null
  }
}
