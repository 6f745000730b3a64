// Written by `npm run sentences` from locales/en/interface.yaml. Do not edit.

/** Every interface sentence with its placeholders. */
export interface Sentences {
  'addresses.noDonations': { name: string }
  'addresses.none': { name: string }
  'addresses.title': { name: string }
  'arguments.card': Record<never, never>
  'arguments.change': Record<never, never>
  'arguments.command': Record<never, never>
  'arguments.criteria': Record<never, never>
  'arguments.criterion': Record<never, never>
  'arguments.keep-questions': Record<never, never>
  'arguments.language': Record<never, never>
  'arguments.layout': Record<never, never>
  'arguments.listen': Record<never, never>
  'arguments.messenger': Record<never, never>
  'arguments.messengers': Record<never, never>
  'arguments.needs': Record<never, never>
  'arguments.per-asker': Record<never, never>
  'arguments.per-place': Record<never, never>
  'arguments.prefix': Record<never, never>
  'arguments.private': Record<never, never>
  'arguments.question': Record<never, never>
  'arguments.renew': Record<never, never>
  'arguments.section': Record<never, never>
  'arguments.terms': Record<never, never>
  'arguments.text': Record<never, never>
  'ask.all': { name: string }
  'ask.nearby': Record<never, never>
  'ask.noSuchAddress': { name: string }
  'ask.notSo': Record<never, never>
  'ask.notStated': Record<never, never>
  'ask.silent': { names: string }
  'ask.unsupported': Record<never, never>
  'card.emptySection': { name: string }
  'card.optional': Record<never, never>
  'closing.followUps': Record<never, never>
  'closing.footnotes': Record<never, never>
  'closing.source': { date: string; licence: string; source: string }
  'closing.sources': Record<never, never>
  'commands.ask.example': Record<never, never>
  'commands.ask.summary': Record<never, never>
  'commands.card.example': Record<never, never>
  'commands.card.summary': Record<never, never>
  'commands.compare.example': Record<never, never>
  'commands.compare.summary': Record<never, never>
  'commands.criteria.example': Record<never, never>
  'commands.criteria.summary': Record<never, never>
  'commands.explain.example': Record<never, never>
  'commands.explain.summary': Record<never, never>
  'commands.forget.example': Record<never, never>
  'commands.forget.summary': Record<never, never>
  'commands.help.example': Record<never, never>
  'commands.help.summary': Record<never, never>
  'commands.history.example': Record<never, never>
  'commands.history.summary': Record<never, never>
  'commands.language.example': Record<never, never>
  'commands.language.summary': Record<never, never>
  'commands.links.example': Record<never, never>
  'commands.links.summary': Record<never, never>
  'commands.not-listed.example': Record<never, never>
  'commands.not-listed.summary': Record<never, never>
  'commands.pin.example': Record<never, never>
  'commands.pin.summary': Record<never, never>
  'commands.pins.example': Record<never, never>
  'commands.pins.summary': Record<never, never>
  'commands.privacy.example': Record<never, never>
  'commands.privacy.summary': Record<never, never>
  'commands.recommend.example': Record<never, never>
  'commands.recommend.summary': Record<never, never>
  'commands.search.example': Record<never, never>
  'commands.search.summary': Record<never, never>
  'commands.settings.example': Record<never, never>
  'commands.settings.summary': Record<never, never>
  'commands.sources.example': Record<never, never>
  'commands.sources.summary': Record<never, never>
  'commands.unpin.example': Record<never, never>
  'commands.unpin.summary': Record<never, never>
  'compare.title': { names: string }
  'evidence.all': Record<never, never>
  'evidence.licence': Record<never, never>
  'evidence.snapshot': { count: number; date: string; language: string; source: string }
  'evidence.title': { name: string }
  'explain.guideSays': Record<never, never>
  'explain.ownWords': Record<never, never>
  'fact.asOf': { date: string }
  'fact.otherSource': { source: string }
  'fact.remark': { remark: string }
  'followUp.card': { name: string }
  'followUp.compare': { name: string }
  'followUp.criteria': Record<never, never>
  'followUp.criterion': { criterion: string }
  'followUp.explain': { term: string }
  'followUp.help': Record<never, never>
  'followUp.helpWith': { command: string }
  'followUp.history': { name: string }
  'followUp.links': { name: string }
  'followUp.recommend': Record<never, never>
  'followUp.sources': { name: string }
  'forget.answers': { count: number }
  'forget.done': Record<never, never>
  'forget.left': Record<never, never>
  'forget.nothing': Record<never, never>
  'forget.pins': { count: number }
  'forget.questions': { count: number }
  'forget.refused': { right: string }
  'forget.settings': { count: number }
  'forget.stillRefused': Record<never, never>
  'help.example': Record<never, never>
  'help.exampleQuestion': Record<never, never>
  'help.intro': { date: string; names: string }
  'help.prefix': { prefix: string }
  'help.usage': Record<never, never>
  'history.addresses': Record<never, never>
  'history.before': { date: string }
  'history.delisted': { date: string }
  'history.facts': Record<never, never>
  'history.listing': Record<never, never>
  'history.none': { name: string }
  'history.title': { name: string }
  'keeping.days': { count: number }
  'keeping.end': { command: string }
  'keeping.more': { command: string }
  'keeping.not': Record<never, never>
  'keeping.noted': { days: string }
  'keeping.title': Record<never, never>
  'keeping.what': { days: string }
  'language.changed': { language: string }
  'language.current': { language: string }
  'language.refused': { right: string }
  'language.unknown': Record<never, never>
  'listing.delisted': { date: string }
  'listing.delistedNotice': { date: string; name: string }
  'listing.unlisted': Record<never, never>
  'mentioned.compare': Record<never, never>
  'mentioned.menu': Record<never, never>
  'mentioned.none': Record<never, never>
  'mentioned.title': Record<never, never>
  'mistake.cut': { count: number }
  'mistake.didYouMean': { names: string }
  'mistake.foreign': Record<never, never>
  'mistake.leftOut': { words: string }
  'mistake.notUnderstood': Record<never, never>
  'mistake.readAs': { meaning: string; words: string }
  'mistake.tooFew': { count: number; what: string }
  'mistake.tooMany': { count: number; what: string }
  'notListed.covered': { names: string }
  'notListed.missed': { name: string }
  'notListed.noJudgement': Record<never, never>
  'notListed.nothingMissed': { name: string }
  'notListed.title': Record<never, never>
  'notice.leftOut': Record<never, never>
  'notice.notCovered': { names: string }
  'notice.note': Record<never, never>
  'notice.stale': { date: string }
  'notice.warning': Record<never, never>
  'offer.compareWith': Record<never, never>
  'offer.more': Record<never, never>
  'offer.remove': Record<never, never>
  'parameters.card': Record<never, never>
  'parameters.change': Record<never, never>
  'parameters.command': Record<never, never>
  'parameters.criteria': Record<never, never>
  'parameters.criterion': Record<never, never>
  'parameters.language': Record<never, never>
  'parameters.messenger': Record<never, never>
  'parameters.messengers': Record<never, never>
  'parameters.needs': Record<never, never>
  'parameters.question': Record<never, never>
  'parameters.renew': Record<never, never>
  'parameters.section': Record<never, never>
  'parameters.terms': Record<never, never>
  'parameters.text': Record<never, never>
  'permission.PinMessages': Record<never, never>
  'permission.ReadMessageHistory': Record<never, never>
  'permission.SendMessages': Record<never, never>
  'permission.SendMessagesInThreads': Record<never, never>
  'permission.ViewChannel': Record<never, never>
  'pin.done': { title: string }
  'pin.laterComers': { command: string }
  'pin.needsLevel': { level: string; name: string }
  'pin.notPinnable': Record<never, never>
  'pin.nowhere': Record<never, never>
  'pin.refused': { right: string }
  'pin.updated': { title: string }
  'pins.none': Record<never, never>
  'pins.renew': Record<never, never>
  'pins.renewed': Record<never, never>
  'pins.takeDown': Record<never, never>
  'pins.takeDownBy': Record<never, never>
  'pins.title': Record<never, never>
  'pins.unknown': Record<never, never>
  'privacy.answered': Record<never, never>
  'privacy.buttons': Record<never, never>
  'privacy.keys': Record<never, never>
  'privacy.network': Record<never, never>
  'privacy.questions': Record<never, never>
  'privacy.refused': Record<never, never>
  'privacy.settings': Record<never, never>
  'privacy.title': Record<never, never>
  'privacy.unannounced': Record<never, never>
  'privacy.understood': Record<never, never>
  'privacy.waiting': Record<never, never>
  'recommend.ask': Record<never, never>
  'recommend.excluded': Record<never, never>
  'recommend.noBestCase': Record<never, never>
  'recommend.none': Record<never, never>
  'recommend.pageThreat': { threats: string }
  'recommend.setAside': { needs: string }
  'recommend.title': { needs: string }
  'recommend.unknown': Record<never, never>
  'recommend.without': { criterion: string }
  'regret.add-me': Record<never, never>
  'regret.cannot-pin': { permissions: string }
  'regret.encryption-off': Record<never, never>
  'regret.failed': { incident: string }
  'regret.limited': { count: number }
  'regret.not-member': Record<never, never>
  'regret.not-permitted': { permissions: string }
  'regret.not-yours': Record<never, never>
  'regret.outdated': Record<never, never>
  'regret.pins-full': { most: string }
  'regret.unreadable': Record<never, never>
  'requirements.bestCase': { count: number }
  'requirements.bestCaseMeaning': Record<never, never>
  'requirements.further': Record<never, never>
  'requirements.in.best-case': Record<never, never>
  'requirements.in.minimum': Record<never, never>
  'requirements.minimum': { count: number }
  'requirements.namedThreats': Record<never, never>
  'requirements.notApplied': Record<never, never>
  'requirements.threats': Record<never, never>
  'rights.moderate.discord': Record<never, never>
  'rights.moderate.matrix': Record<never, never>
  'rights.moderate.other': Record<never, never>
  'rights.pin.discord': Record<never, never>
  'rights.pin.matrix': Record<never, never>
  'rights.pin.other': Record<never, never>
  'rule.absent': Record<never, never>
  'rule.allPlatforms': Record<never, never>
  'rule.download': { stores: string }
  'rule.link': Record<never, never>
  'rule.missingPlatforms': { platforms: string }
  'search.texts': Record<never, never>
  'search.title': Record<never, never>
  'sections.best-case': Record<never, never>
  'sections.differing': Record<never, never>
  'sections.downloads': Record<never, never>
  'sections.facts': Record<never, never>
  'sections.further': Record<never, never>
  'sections.links': Record<never, never>
  'sections.minimum': Record<never, never>
  'sections.platforms': Record<never, never>
  'sections.setup': Record<never, never>
  'sections.shared': Record<never, never>
  'sections.unstated': Record<never, never>
  'settings.auto': { language: string }
  'settings.changed': Record<never, never>
  'settings.invalid': { name: string; what: string }
  'settings.keepQuestions.off': Record<never, never>
  'settings.keepQuestions.on': Record<never, never>
  'settings.layouts.list': Record<never, never>
  'settings.layouts.table': Record<never, never>
  'settings.limit': { count: number; seconds: string }
  'settings.listens.channels': { count: number; here: string }
  'settings.listens.everywhere': Record<never, never>
  'settings.listens.here': Record<never, never>
  'settings.listens.mentions': Record<never, never>
  'settings.listens.not-here': Record<never, never>
  'settings.names.keep-questions': Record<never, never>
  'settings.names.language': Record<never, never>
  'settings.names.layout': Record<never, never>
  'settings.names.listen': Record<never, never>
  'settings.names.per-asker': Record<never, never>
  'settings.names.per-place': Record<never, never>
  'settings.names.prefix': Record<never, never>
  'settings.names.private': Record<never, never>
  'settings.notHere': { name: string }
  'settings.private.off': Record<never, never>
  'settings.private.on': Record<never, never>
  'settings.refused': { right: string }
  'settings.unknown': Record<never, never>
  'settings.unknownOne': { words: string }
  'settings.validLimit': { count: number }
  'settings.validPrefix': { example: string; usual: string }
  'slash.about': Record<never, never>
  'slash.private': Record<never, never>
  'unpin.delete': Record<never, never>
  'unpin.deleted': Record<never, never>
  'unpin.done': Record<never, never>
  'unpin.unknown': Record<never, never>
  'verdict.disagreement': { date: string; source: string; verdict: string }
  'verdict.inferred': Record<never, never>
  'verdict.no': Record<never, never>
  'verdict.not-stated': Record<never, never>
  'verdict.partial': Record<never, never>
  'verdict.yes': Record<never, never>
}
