import { toWordSet, type Phrasebook } from './phrasebook.ts';

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

/** What an agent says in French. */
export const FRENCH: Phrasebook = {
  named: /\bfrench\b|\bfrançais\b/i,
  common: toWordSet(
    "je nous vous est pas et comment quand où pourquoi mon ma mes votre vos le les un une des pour avec puis pouvez pouvez-vous s'il bonjour merci moi ce que qui dans sur est-ce est-il j'aimerais j'ai c'est faire suis du au possible aux en et sont ai avez tu ton ta tes il elle nos notre leur te y à cette cet ces quel quelle quels aussi voudrais voulez vouliez pourriez faut jeter œil lire relire avant après salut bonsoir besoin vérifier l'd'quelqu'un",
  ),
  marks: /[çœêëïûù]|\b[ldjcnsmt]['’]\p{L}/iu,
  topics: {
    hours: {
      words: /téléphon|joindre|horaires?|ouvert|appeler/i,
      answer:
        'Les horaires ne figurent pas dans mes notes, je préfère donc ne pas en donner. Écrivez-moi votre demande et je vous aiderai ici.',
    },
    warranty: {
      words: /garantie/i,
      answer:
        'Pour la garantie, il me faut le numéro de commande et une photo du défaut ; nous verrons ensuite ce qui est possible.',
    },
    refund: {
      words: /rembours/i,
      answer:
        'Pour un remboursement, il me faut le numéro de commande, la date de livraison et le motif. Je vérifierai alors ce que prévoient les règles.',
    },
    returns: {
      words: /retour|renvoyer|échang/i,
      answer:
        'Pour un retour, munissez-vous du numéro de commande, emballez bien l’article, collez l’étiquette sur le colis et gardez le reçu jusqu’au remboursement.',
    },
    parcel: {
      words: /colis|livraison|commande|paquet/i,
      answer:
        'Je ne vois pas d’ici où se trouve votre colis, et je ne veux pas deviner. Envoyez-moi le numéro de commande pour qu’un collègue puisse interroger le transporteur. S’il reste introuvable, il vous dira ce que nous pouvons proposer.',
    },
    password: {
      words: /mot de passe|connecter|connexion/i,
      answer: 'Pour changer votre mot de passe :',
      steps: [
        'Connectez-vous et ouvrez les paramètres de sécurité de votre compte. Si vous ne connaissez plus l’ancien mot de passe, indiquez sur la page de connexion que vous l’avez oublié.',
        'Suivez le lien reçu par e-mail, s’il y en a un ; regardez aussi dans les courriers indésirables.',
        'Choisissez un nouveau mot de passe d’au moins douze caractères et connectez-vous une fois.',
      ],
    },
    invite: {
      words: /inviter|collègue|membre|équipe/i,
      answer:
        'Ouvrez les paramètres de votre espace de travail, cherchez les membres et invitez votre collègue avec son adresse e-mail. Il vous faut pour cela les droits d’administrateur.',
    },
    contract: {
      words: /contrat|clause|accord/i,
      answer:
        'Bonjour, avec plaisir. Collez ici le texte du contrat, si possible avec les numéros des clauses. Je vous indiquerai la durée, le renouvellement, le préavis, la responsabilité et tout ce qui sort de l’ordinaire.',
    },
    invoice: {
      words: /facture/i,
      answer: 'Envoyez-moi le numéro de la facture et dites-moi ce qui ne va pas ; je la regarderai.',
    },
    cancel: {
      words: /résili|annul/i,
      answer:
        'Écrivez en une phrase ce que vous résiliez et à quelle date, ajoutez votre numéro et conservez la confirmation. Si vous me montrez le contrat, je chercherai le délai.',
    },
    start: {
      words: /commencer|débuter|nouveau ici|nouvelle ici|premiers pas/i,
      answer: 'Bienvenue ! Dites-moi d’abord en une phrase ce que vous voulez obtenir : le premier pas en découle.',
    },
  },
  stepwise: {
    count: (number, total) => `Étape ${number} sur ${total}.`,
    wait: 'Dites-moi quand c’est fait, et je vous donne l’étape suivante.',
    end: 'C’était la dernière étape. Dites-moi si cela a fonctionné.',
    isDone: /c['’]est fait|\b(?:terminé|fini|et maintenant|ensuite|la suite)(?!\p{L})/iu,
  },
  facts: {
    hours: (from, to, first, last) =>
      `Notre ligne téléphonique est ouverte du ${DAYS[first] ?? ''} au ${DAYS[last] ?? ''}, de ${from} h à ${to} h (heure de Berlin).`,
    returns: (days) =>
      `Vous pouvez retourner un article dans les ${days} jours qui suivent la livraison, même si l’emballage a été ouvert.`,
    warranty: (months) =>
      `La garantie couvre les défauts pendant ${months} mois. Préparez le numéro de commande et une photo.`,
    notice: (months) =>
      `Le contrat se renouvelle de lui-même pour un an, sauf s’il est résilié ${months} mois avant son terme.`,
  },
  quote: 'Voici ce que disent mes notes, en anglais :',
  greeting: 'Bonjour ! Que puis-je faire pour vous ?',
  mood: 'Je vais bien, merci ! Et vous ? En quoi puis-je vous aider aujourd’hui ?',
  thanks: 'Avec plaisir ! Revenez quand vous voulez.',
  unknown:
    'Mes notes ne disent rien à ce sujet, et je ne veux pas deviner. Dites-moi de quoi il s’agit exactement et ce que vous savez déjà, et je vous aiderai.',
  noted: 'J’ai noté le numéro {n}.',
  closing: [
    'Puis-je faire autre chose pour vous ?',
    'Est-ce que cela vous aide ?',
    'N’hésitez pas si quelque chose n’est pas clair.',
  ],
  noLegalAdvice: 'Ceci n’est pas un conseil juridique.',
  isGreeting: /^(?:bonjour|salut|bonsoir)\b.{0,15}$/i,
  isThanks: /\bmerci\b/i,
  isMood: /comment (?:allez|ça va|vas)|ça va/i,
};
