// The dialogue that every peer holds: three questions one after the other, help at any point, cancel. Words as people type them.
export const texts = {
  hello: 'Tere! Mida soovid?',
  agree: 'Kas oled nõus?',
  thanks: 'Aitäh!',
  about: 'Millest soovid rääkida?',
  where: 'Kus soovid kohtuda?',
  when: 'Millal sulle sobiks?',
  help: 'Kirjuta „soovin aega” või „loobu”.',
  cancelled: 'Jätsin pooleli.',
  unknown: 'Ma ei saanud aru.',
};

const steps = ['about', 'where', 'when'];

/** One step of it: the state as stored (or null) and the words; gives the next state and what is said. */
export const take = (state, words) => {
  switch (words) {
    case '/start': return [null, texts.hello];
    case 'soovin aega': return state?.agreed ? [{ agreed: true, step: 0, answers: [] }, texts.about] : [{ agreed: false }, texts.agree];
    case 'nõustun': return [{ agreed: true, step: 0, answers: [] }, texts.about];
    case 'loobu': return [{ agreed: state?.agreed ?? false }, texts.cancelled];
    case '/abi': return [state, texts.help];
    default: {
      if (!state || state.step === undefined) return [state, texts.unknown];
      const step = Math.min(state.step + 1, steps.length - 1);
      return [{ ...state, step, answers: [...state.answers, words].slice(-3) }, texts[steps[step]]];
    }
  }
};
