import { computed } from 'vue'
import * as calls from '@/api/calls'
import type { Connection } from '@/api/types'
import { register } from './register'

const { byId, fetched, take } = register<Connection>(() => calls.connections())
export { fetched as links, take as takeConnections }

const RANK = { down: 0, degraded: 1, up: 2 } as const

export const connections = computed(() =>
  [...byId.value.values()].sort((a, b) => RANK[a.state] - RANK[b.state] || a.id.localeCompare(b.id)),
)
export const upCount = computed(() => connections.value.filter((connection) => connection.state === 'up').length)
