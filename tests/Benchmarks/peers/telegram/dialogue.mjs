// The dialogue that every peer holds: three questions one after the other, help at any point, cancel. Words as people type them. Each step says as many
// messages with as many buttons as the product says at the same step: a bot that says less has less to send.
const say = (text, ...buttons) => ({ text, buttons });

export const texts = {
  hello: [say('Tere! Olen perede abiline ja ma ei ole inimene.'), say('Aitan leida, kelle poole pöörduda, ja inimene on alati lähedal.', 'Alustame', 'Teenused', 'Räägi inimesega')],
  agree: [say('Et aidata, pean mõne vastuse alles hoidma.'), say('Kas oled nõus?', 'Nõustun', 'Praegu mitte')],
  about: [say('Millest soovid rääkida?', 'Tugiisik', 'Perenõustamine', 'Tugigrupp', 'Lihtsalt mure')],
  where: [say('Kus soovid kohtuda?', 'Sobib iga koht')],
  when: [say('Millal sulle sobiks?', 'Sobib iga aeg')],
  help: [
    say('Aitan leida sobiva abi ja soovida kohtumist. Vastata võid nupuga või oma sõnadega.'),
    say('Alati saad kirjutada: tagasi, jäta vahele, miks, loobu, räägi inimesega, peida, minu andmed.'),
  ],
  cancelled: [say('Jätsin pooleli.'), say('Mida soovid?', 'Leia abi', 'Soovin aega', 'Teenused', 'Räägi inimesega')],
  unknown: [say('Ma ei saanud aru.')],
};

const steps = ['about', 'when', 'where'];

/** One step of it: the state as stored (or null) and the words; gives the next state and what is said, message by message. */
export const take = (state, words) => {
  switch (words) {
    case '/start': return [null, texts.hello];
    case 'soovin aega': return state?.agreed ? [{ agreed: true, step: 0, answers: [] }, texts.about] : [{ agreed: false }, texts.agree];
    case 'nõustun': return [{ agreed: true, step: 0, answers: [] }, texts.about];
    case 'loobu': return [{ agreed: state?.agreed ?? false }, texts.cancelled];
    // What was asked is asked again.
    case '/abi': return [state, state?.step === undefined ? texts.help : [...texts.help, ...texts[steps[state.step]]]];
    default: {
      if (!state || state.step === undefined) return [state, texts.unknown];
      const step = Math.min(state.step + 1, steps.length - 1);
      return [{ ...state, step, answers: [...state.answers, words].slice(-3) }, texts[steps[step]]];
    }
  }
};
