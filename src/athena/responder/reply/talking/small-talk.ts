import { toKeywords } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { countWords } from '../english/sentences.ts';
import type { Style } from '../grounding/persona.ts';

/** A kind of small talk, and what is said to it by style. */
interface Talk {
  readonly words: RegExp;
  /** Maximum number of words of the message. */
  readonly length: number;
  readonly replies: Readonly<Record<Style, readonly [string, ...string[]]>>;
}

/** Answers thanks, farewells, and questions about how the agent is. */
export const SMALL_TALK: Intent = {
  name: 'small talk',
  fits: (brief) => findTalk(brief) !== undefined,
  write: (brief) => {
    const found = findTalk(brief) ?? MOOD;
    const talk = found === MOOD && BUSY.words.test(brief.text) ? BUSY : found;
    return { text: brief.chance.pick('talk', talk.replies[brief.persona.style]), manner: 'talk' };
  },
};

function findTalk({ text, material, context }: Brief): Talk | undefined {
  if (material !== '' && countWords(material) > 12) return undefined;
  const length = countWords(text);
  return TALKS.find(
    (talk) =>
      length <= talk.length &&
      talk.words.test(text) &&
      !(talk === HELP && countWords(context.join(' ')) > MAX_BESIDE) &&
      !(talk === THANKS && asksForMore(text)),
  );
}

/** Returns whether thanks come with a request: `Thanks, and how do I cancel?` */
function asksForMore(text: string): boolean {
  return /\?|\b(?:but|can you|could you|please|now|also)\b/i.test(text) && toKeywords(text).length > 1;
}

/** In words: what a call for help may have beside it. More says what it is about. */
const MAX_BESIDE = 4;
const MOOD: Talk = {
  words:
    /\bhow(?:['’]s| is| are| was| have)\b.{0,12}\b(?:you|going|things|life|day|everything|morning|week|weekend)\b|\bhow (?:busy|tired|happy) (?:are|is)\b|\bare you (?:very |all |too )?(?:busy|ok|okay|well|fine|tired|good|right)\b(?! (?:for|at|in|with)\b).{0,20}\?|\b(?:busy|good|long|rough|nice|quiet|hectic) (?:day|morning|week|shift)\b.{0,12}\?|\b(?:everything|all|things) (?:all right|alright|ok|okay|good|fine|well)\b.{0,20}\?|\byou (?:ok|okay|all right|alright)\?|\byou (?:doing|feeling|keeping|coping|holding up|getting on|been)\b(?! (?:this|that|it|the|about)\b).{0,20}\?|^(?:[\w']{1,10}[!,.]? ){0,4}(?:swamped|busy|tired|stressed|bored|overworked)\b[ \w]{0,12}\?$|\bhow(?:['’]s| is| are) .{2,25} treating you\b|\bhope you(?:['’]re| are) having (?:a|an)\b|\bhope (?:you|all|everything)\b.{0,25}\b(?:well|good|fine|ok(?:ay)?)[?!. ]{0,3}$|\bwhat['’]?s up\b(?! (?:next|with))|\bhow do you (?:do|feel)\b|\b(?:lots?|much|plenty|loads|anything|a lot) (?:going )?(?:on|to do)\b.{0,12}\?|\bhave (?:a lot|much) to do\b/i,
  length: 12,
  replies: {
    warm: [
      'Very well, thank you for asking! I hope that your day is going well too. What can I do for you?',
      'I am doing well, thank you, and I have time for you. What would you like to do today?',
      'All is well here, thank you! How can I help you today?',
    ],
    brief: [
      'Fine, and ready. What is next?',
      'All well here. What do you have for me?',
      'Ready as ever. What is it about?',
    ],
    exact: [
      'I am well, thank you, and ready to help. What shall I look at?',
      'Fine, thank you. I have time for you: what is it about?',
      'Well, thank you. My day is what you make of it: what shall we start with?',
    ],
    plain: [
      'I am well, thank you. What can I help you with today?',
      'Fine, thank you, and ready to start. What do you need?',
      'All well, thank you. How can I help you today?',
    ],
  },
};

const BUSY: Talk = {
  words:
    /\b(?:busy|swamped|slammed|stress\w{0,4}|hectic|crazy|quiet|overworked|exhausted|tired|inbox|plate|to do|hands full|many (?:tickets|cases|questions)|shift|rough|long day|going on)\b/i,
  length: 12,
  replies: {
    warm: [
      'Never too busy for you: yours is the question in front of me. What can I do for you?',
      'There is always room for one more question here. What is on your mind?',
    ],
    brief: [
      'Never too busy for one more. What is it?',
      'I cannot see from here how much is waiting. Ready for another.',
      'One thing at a time, so never too busy. What is next?',
    ],
    exact: [
      'I take one question at a time, so I am not too busy. What shall I look at?',
      'Not too busy for a good question. What is yours?',
    ],
    plain: ['Not too busy for you. What do you need?', 'I am here, with time for you. What can I do?'],
  },
};

const THANKS: Talk = {
  words:
    /\b(?:thanks|thank you|thx|cheers|much appreciated|appreciate it|many thanks|very helpful|that helps|that helped|well done|good job|great job|awesome|perfect|wonderful)\b|^great\b/i,
  length: 12,
  replies: {
    warm: [
      'You are very welcome! Come back whenever something else comes up.',
      'My pleasure. I am glad that it helped!',
      'You are welcome! It was good to talk to you.',
    ],
    brief: ['Any time.', 'You are welcome.', 'Gladly.'],
    exact: [
      'You are welcome. The conversation stays here, should you need it again.',
      'Glad that it is settled.',
      'You are welcome. Write again if a detail changes.',
    ],
    plain: [
      'You are welcome.',
      'Glad to help. I am here if you need anything else.',
      'You are welcome. Until next time.',
    ],
  },
};

const FAREWELL: Talk = {
  words:
    /^(?:ok(?:ay)?,? )?(?:bye|goodbye|good night|see you|so long|farewell|have a (?:nice|good|great)|until (?:next|tomorrow))\b/i,
  length: 10,
  replies: {
    warm: ['Goodbye, and have a lovely day!', 'See you soon! Take care.', 'Until next time. All the best!'],
    brief: ['Until next time.', 'Goodbye.', 'See you.'],
    exact: ['Goodbye. The conversation stays here for you.', 'Until next time.', 'Goodbye, and good luck with it.'],
    plain: ['Goodbye, and see you soon.', 'Until next time.', 'Have a good day.'],
  },
};

const TASTE: Talk = {
  words:
    /\b(?:your favou?rite|do you (?:like|love|enjoy|dream|sleep|eat|have (?:a family|friends|feelings|hobbies)))\b/i,
  length: 14,
  replies: {
    warm: [
      'I have no favourites and no weekends, but I do enjoy a good question. What is yours?',
      'That is kind of you to ask! I have no tastes of my own; I would rather hear about yours, or help you with something.',
    ],
    brief: ['I have no tastes of my own. Ask me for work.', 'None. I have only work, and time for yours.'],
    exact: [
      'I am software, so I have no likes of my own. What I have is time for your question.',
      'I have no tastes of my own, and would not want to invent any.',
    ],
    plain: [
      'I have no favourites, being software. What can I do for you?',
      'I have none of my own, but I am curious about yours.',
    ],
  },
};

const WEATHER: Talk = {
  words: /\b(?:weather|rain(?:ing)?|sunny|snow(?:ing)?|temperature outside)\b.{0,40}\?/i,
  length: 14,
  replies: {
    warm: [
      'I have no window to look out of, I am afraid, so a weather service knows better. I hope that the sun is out where you are!',
    ],
    brief: ['No window here. Ask a weather service.'],
    exact: ['I have no weather data, so I cannot say. A weather service will know it to the hour.'],
    plain: ['I have no window and no weather data, so a weather service is the better address.'],
  },
};

const HELP: Talk = {
  words:
    /^(?:(?:hi|hello)[,!]? )?(?:i need (?:some |your )?help|help(?: me)?(?:,? please)?|(?:can|could) you (?:please )?help(?: me| us)?(?: with something)?|i have a (?:question|problem))[.!? ]*$/i,
  length: 12,
  replies: {
    warm: ['Of course, I am glad to help. What is it about?', 'Gladly! Tell me in a sentence or two what it is about.'],
    brief: ['Yes. What is it about?', 'Go ahead.'],
    exact: [
      'Certainly. What is it about, and what should come out of it?',
      'Yes. Tell me what it is about, and what you already have.',
    ],
    plain: ['Of course. What is it about?', 'Yes, tell me what it is about.'],
  },
};

const NOD: Talk = {
  words:
    /^(?:ok(?:ay)?|sure|fine|yes|yeah|yep|no|nope|alright|all right|got it|i see|understood|good|cool|hm+|test|👍|👌)[.! ]*$/iu,
  length: 4,
  replies: {
    warm: ['All right! What shall we look at next?', 'Good. I am here when you need me.'],
    brief: ['Good. What is next?', 'Noted.'],
    exact: ['Good. What shall I look at next?', 'All right. Tell me how to go on.'],
    plain: ['All right. What would you like to do next?', 'Good. What is next?'],
  },
};

const CRITICISM: Talk = {
  words:
    /\b(?:you(?:['’]re| are)? (?:so |really |totally )?(?:useless|stupid|dumb|bad|terrible|no help|not helpful|unhelpful|wrong|annoying)|that(?:['’]s| is| was) (?:not helpful|no help|useless|wrong|nonsense|rubbish)|you (?:don['’]t|do not) (?:understand|help|get it))\b/i,
  length: 14,
  replies: {
    warm: [
      'I am sorry that I did not help you better. Tell me what was missing, and I will try again.',
      'That is fair, and I am sorry. What did you need instead? I will have another go.',
    ],
    brief: ['Sorry. What did you need instead?', 'Understood. Tell me what was wrong with it.'],
    exact: [
      'I am sorry. Tell me which part was wrong, and I will correct it.',
      'Understood. What did you expect instead?',
    ],
    plain: ['I am sorry. What was missing? I will try again.', 'Sorry about that. What did you need instead?'],
  },
};

const TALKS: readonly Talk[] = [HELP, NOD, CRITICISM, MOOD, THANKS, FAREWELL, TASTE, WEATHER];
