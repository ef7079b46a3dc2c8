import { toWordSet, type Phrasebook } from './phrasebook.ts';

const DAYS = ['lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato', 'domenica'];

/** What an agent says in Italian. */
export const ITALIAN: Phrasebook = {
  named: /\bitalian\b|\bitaliano\b/i,
  common: toWordSet(
    'io noi lei è non come quando dove perché mio mia il lo gli una uno per con posso può ciao grazie del della che sono ho vorrei fare buongiorno mi si questo il ti vi ci ma anche più senza da dal nel nella quale chi cosa buonasera salve devo vorresti potete potrebbe sapere',
  ),
  marks: /[ìò]/i,
  topics: {
    hours: {
      words: /telefono|orari|apert|chiamare/i,
      answer:
        'Gli orari non sono nei miei appunti, quindi preferisco non indicarne. Mi scriva la sua richiesta e la aiuto qui.',
    },
    warranty: {
      words: /garanzia/i,
      answer: 'Per la garanzia mi servono il numero d’ordine e una foto del difetto; poi vediamo che cosa è possibile.',
    },
    refund: {
      words: /rimbors/i,
      answer:
        'Per un rimborso mi servono il numero d’ordine, la data di consegna e il motivo. Poi controllo che cosa prevedono le regole.',
    },
    returns: {
      words: /reso|restitu|rimandare/i,
      answer:
        'Per un reso tenga pronto il numero d’ordine, imballi bene l’articolo, applichi l’etichetta al pacco e conservi la ricevuta fino al rimborso.',
    },
    parcel: {
      words: /pacco|ordine|consegna|spedizione/i,
      answer:
        'Da qui non vedo dove si trova il suo pacco e non voglio tirare a indovinare. Mi mandi il numero d’ordine, così un collega può chiedere al corriere. Se non si trova, le dirà che cosa possiamo offrire.',
    },
    password: {
      words: /password|accedere|accesso/i,
      answer: 'Per cambiare la password:',
      steps: [
        'Acceda e apra le impostazioni di sicurezza del suo account. Se non ricorda più la password, indichi nella pagina di accesso di averla dimenticata.',
        'Se riceve un’e-mail, segua il link; guardi anche nella posta indesiderata.',
        'Scelga una nuova password di almeno dodici caratteri e acceda una volta.',
      ],
    },
    invite: {
      words: /invitare|collega|membro|squadra|team/i,
      answer:
        'Apra le impostazioni del suo spazio di lavoro, cerchi i membri e inviti il collega con il suo indirizzo e-mail. Servono i diritti di amministratore.',
    },
    contract: {
      words: /contratto|clausola|accordo/i,
      answer:
        'Volentieri. Incolli qui il testo del contratto, se possibile con i numeri delle clausole. Le indicherò durata, rinnovo, preavviso, responsabilità e tutto ciò che è insolito.',
    },
    invoice: {
      words: /fattura/i,
      answer: 'Mi mandi il numero della fattura e mi dica che cosa non torna; la controllo.',
    },
    cancel: {
      words: /disdire|disdetta|annull/i,
      answer:
        'Scriva in una frase che cosa disdice e da quando, aggiunga il suo numero e conservi la conferma. Se mi mostra il contratto, cerco il termine.',
    },
    start: {
      words: /iniziare|cominciare|nuov[oa] qui|primi passi/i,
      answer: 'Benvenuto! Mi dica prima in una frase che cosa vuole ottenere: da lì nasce il primo passo.',
    },
  },
  stepwise: {
    count: (number, total) => `Passo ${number} di ${total}.`,
    wait: 'Mi dica quando ha fatto e le do il passo successivo.',
    end: 'Era l’ultimo passo. Mi dica se ha funzionato.',
    isDone: /\b(?:fatto|finito|e adesso|e ora|prossimo|avanti)(?!\p{L})/iu,
  },
  facts: {
    hours: (from, to, first, last) =>
      `La nostra linea telefonica è attiva da ${DAYS[first] ?? ''} a ${DAYS[last] ?? ''}, dalle ${from} alle ${to} (ora di Berlino).`,
    returns: (days) => `Può restituire un articolo entro ${days} giorni dalla consegna, anche se già aperto.`,
    warranty: (months) => `La garanzia copre i difetti per ${months} mesi. Tenga pronti il numero d’ordine e una foto.`,
    notice: (months) =>
      `Il contratto si rinnova da solo per un anno, se non viene disdetto ${months} mesi prima della fine.`,
  },
  quote: 'I miei appunti dicono, in inglese:',
  greeting: 'Buongiorno! Che cosa posso fare per lei?',
  mood: 'Bene, grazie! E lei? In che cosa posso aiutarla oggi?',
  thanks: 'Volentieri! Torni quando vuole.',
  unknown:
    'I miei appunti non dicono nulla in proposito e non voglio tirare a indovinare. Mi dica di che cosa si tratta e che cosa sa già, e la aiuto.',
  noted: 'Ho annotato il numero {n}.',
  closing: ['Posso fare altro per lei?', 'Le è utile?', 'Mi scriva se qualcosa non è chiaro.'],
  noLegalAdvice: 'Questa non è una consulenza legale.',
  isGreeting: /^(?:ciao|buongiorno|buonasera|salve)\b.{0,15}$/i,
  isThanks: /\bgrazie\b/i,
  isMood: /come (?:sta|stai|va)\b/i,
};
