import { toWordSet, type Phrasebook } from './phrasebook.ts';

const DAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];

/** What an agent says in German. */
export const GERMAN: Phrasebook = {
  named: /\bgerman\b|\bdeutsch\b/i,
  common: toWordSet(
    'ich wir sie ist nicht und wie wann wo warum mein meine meinen ihre ihr der das ein eine einen für mit kann können bitte haben habe wird zu welchen auf hallo danke geht wurde sind noch es bei bis von ans im zum zur uns euch dein deine jemand gern würde möchte hätte brauche gibt wer welche welcher wieviel viel auch nur oder wenn dass weil über nach vor aus heute morgen guten tag kurz ihnen mir mich sich werden soll muss darf kein keine schon eure ihren',
  ),
  marks: /[äöüß]/i,
  topics: {
    hours: {
      words: /telefon|hotline|erreich|öffnungszeit|geöffnet|uhrzeit|sprechzeit|anruf/i,
      answer:
        'Die Zeiten der Hotline stehen nicht in meinen Unterlagen, deshalb nenne ich Ihnen lieber keine. Schreiben Sie mir Ihr Anliegen, dann helfe ich Ihnen hier.',
    },
    warranty: {
      words: /garantie|gewährleistung/i,
      answer:
        'Zur Garantie brauche ich die Bestellnummer und ein Foto des Schadens; dann lässt sich klären, was möglich ist.',
    },
    refund: {
      words: /erstattung|geld zurück|rückzahlung|erstatten/i,
      answer:
        'Für eine Erstattung brauche ich die Bestellnummer, das Datum der Lieferung und den Grund. Dann prüfe ich, was nach den Regeln möglich ist.',
    },
    returns: {
      words: /rückgabe|zurück(?:geben|schicken|senden)|retoure|umtausch/i,
      answer:
        'Für eine Rückgabe brauchen Sie die Bestellnummer. Packen Sie den Artikel gut ein, kleben Sie das Etikett auf das Paket und heben Sie den Beleg auf, bis das Geld bei Ihnen ist.',
    },
    parcel: {
      words: /paket|lieferung|sendung|bestellung|päckchen/i,
      answer:
        'Ich kann von hier aus nicht sehen, wo Ihr Paket gerade ist, und möchte nicht raten. Schicken Sie mir bitte die Bestellnummer, damit jemand beim Zusteller nachfragen kann. Taucht es nicht auf, erfahren Sie von uns, was wir Ihnen anbieten können.',
    },
    password: {
      words: /passwort|kennwort|anmelde|einloggen/i,
      answer: 'So ändern Sie Ihr Passwort:',
      steps: [
        'Melden Sie sich an und öffnen Sie die Sicherheitseinstellungen Ihres Kontos. Kennen Sie das alte Passwort nicht mehr, wählen Sie auf der Anmeldeseite, dass Sie es vergessen haben.',
        'Folgen Sie dem Link in der E-Mail, falls eine kommt; sehen Sie notfalls im Spam-Ordner nach.',
        'Wählen Sie ein neues Passwort mit mindestens zwölf Zeichen und melden Sie sich einmal damit an.',
      ],
    },
    invite: {
      words: /einladen|einlad|kolleg|mitglied|team/i,
      answer:
        'Öffnen Sie die Einstellungen Ihres Arbeitsbereichs, suchen Sie die Mitglieder und laden Sie Ihre Kollegin oder Ihren Kollegen mit der E-Mail-Adresse ein. Dafür brauchen Sie die Rechte eines Administrators.',
    },
    contract: {
      words: /vertrag|klausel|vereinbarung/i,
      answer:
        'Gern. Kopieren Sie den Text des Vertrags hierher, am besten mit den Nummern der Klauseln. Ich nenne Ihnen dann Laufzeit, Verlängerung, Kündigungsfrist, Haftung und alles Ungewöhnliche.',
    },
    invoice: {
      words: /rechnung/i,
      answer:
        'Schicken Sie mir bitte die Nummer der Rechnung und sagen Sie mir, was daran nicht stimmt; dann sehe ich sie mir an.',
    },
    cancel: {
      words: /kündig|stornier|abbestell/i,
      answer:
        'Schreiben Sie in einem Satz, was Sie zu welchem Datum kündigen, geben Sie Ihre Nummer an und heben Sie die Bestätigung auf. Wenn Sie mir den Vertrag nennen, suche ich die Frist heraus.',
    },
    start: {
      words: /anfangen|beginnen|neu hier|erste schritte|starten/i,
      answer:
        'Willkommen! Sagen Sie mir zuerst in einem Satz, was Sie erreichen möchten. Daraus ergibt sich der erste Schritt.',
    },
  },
  stepwise: {
    count: (number, total) => `Schritt ${number} von ${total}.`,
    wait: 'Sagen Sie mir, wenn das erledigt ist, dann kommt der nächste Schritt.',
    end: 'Das war der letzte Schritt. Sagen Sie mir, ob es geklappt hat.',
    isDone: /\b(?:fertig|erledigt|gemacht|geschafft|hat geklappt|und jetzt|wie weiter|weiter)\b/i,
  },
  facts: {
    hours: (from, to, first, last) =>
      `Unsere Telefon-Hotline ist von ${DAYS[first] ?? ''} bis ${DAYS[last] ?? ''} zwischen ${from} und ${to} Uhr erreichbar (Berliner Zeit).`,
    returns: (days) =>
      `Sie können einen Artikel innerhalb von ${days} Tagen nach der Lieferung zurückgeben, auch wenn die Packung schon geöffnet ist.`,
    warranty: (months) =>
      `Die Garantie gilt für Mängel ${months} Monate lang. Bitte halten Sie die Bestellnummer und ein Foto bereit.`,
    notice: (months) =>
      `Der Vertrag verlängert sich von selbst um ein Jahr, wenn er nicht ${months} Monate vor seinem Ende gekündigt wird.`,
  },
  quote: 'In meinen Unterlagen steht dazu auf Englisch:',
  greeting: 'Hallo! Was kann ich für Sie tun?',
  mood: 'Mir geht es gut, danke! Und Ihnen? Womit kann ich heute helfen?',
  thanks: 'Sehr gern! Melden Sie sich, wenn noch etwas ist.',
  unknown:
    'Dazu steht nichts in meinen Unterlagen, und raten möchte ich nicht. Sagen Sie mir bitte, worum es genau geht und was Sie schon wissen, dann helfe ich Ihnen weiter.',
  noted: 'Die Nummer {n} habe ich notiert.',
  closing: [
    'Kann ich sonst noch etwas für Sie tun?',
    'Hilft Ihnen das weiter?',
    'Melden Sie sich gern, wenn etwas unklar ist.',
  ],
  noLegalAdvice: 'Das ist keine Rechtsberatung.',
  isGreeting: /^(?:hallo|guten (?:tag|morgen|abend)|servus|moin|grüß)\b.{0,20}$/i,
  isThanks: /\b(?:danke|dankeschön|vielen dank)\b/i,
  isMood: /wie geht(?:'?s| es)/i,
};
