// What the evaluation uses of @nlpjs, which ships no types.
declare module '@nlpjs/core' {
  interface NlpManager {
    settings: Record<string, unknown>
    addLanguage(code: string): void
    addDocument(code: string, text: string, intent: string): void
    train(): Promise<void>
    process(code: string, text: string): Promise<{ intent: string }>
  }
  export function containerBootstrap(): Promise<{ use(plugin: unknown): void; get(name: 'nlp'): NlpManager }>
}
declare module '@nlpjs/nlp' {
  export const Nlp: unknown
}
declare module '@nlpjs/lang-en' {
  export const LangEn: unknown
}
declare module '@nlpjs/lang-it' {
  export const LangIt: unknown
}
declare module '@nlpjs/lang-zh' {
  export const LangZh: unknown
}
