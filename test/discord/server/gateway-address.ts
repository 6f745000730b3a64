import type { Service } from './service.ts'

/** Where the gateway is. */
export function gatewayAddress({ address }: Pick<Service, 'address'>): string {
  return `${address().replace('http', 'ws')}/gateway`
}
