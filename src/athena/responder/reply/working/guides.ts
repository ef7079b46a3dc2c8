import type { Sign } from '../reading/lexicon.ts';

/** How to do one thing. All patterns must match. The steps claim nothing about where a button is. */
export interface Guide {
  readonly words: readonly RegExp[];
  /** A sign that asks for it in other words. */
  readonly sign?: Sign;
  readonly steps: readonly string[];
}

/** What can be explained step by step. */
export const GUIDES: readonly Guide[] = [
  {
    words: [
      /\b(?:invite|add|join|bring|get|onboard|include|wants? in|access|workspace)\b/i,
      /\b(?:colleagues?|workmates?|team\w{0,5}|coworkers?|people|members?|users?|person|some(?:body|one))\b/i,
    ],
    sign: 'access',
    steps: [
      '**Decide what your colleague may do** in the workspace: only look, or change things too. If you are not sure, begin with looking.',
      '**Open the settings of your workspace** and look for its members. If you cannot see them, you need the rights of an administrator.',
      '**Enter your colleague’s email address**, choose the role, and send the invitation.',
      '**Ask your colleague to accept** by the link in the mail, and check that the name now shows among the members.',
    ],
  },
  {
    words: [/\b(?:passwords?|passcode)\b/i],
    steps: [
      '**Go to the page where you sign in** and choose that you have forgotten your password, or open the security settings if you are signed in.',
      '**Enter your email address** and open the mail that arrives. If none does, look in the spam folder.',
      '**Choose a new password** of at least twelve characters that you use nowhere else.',
      '**Sign in once with it**, and sign out on devices that you no longer use.',
    ],
  },
  {
    words: [
      /\b(?:start(?:ed)?|begin|new here|signed up|just joined|first (?:steps?|thing)|get going|getting started|do first|first day|what now|day one|comes first)\b/i,
    ],
    sign: 'newcomer',
    steps: [
      '**Write down the first result that you want**, in one sentence: for example “tickets sort themselves”. Everything else follows from it, so send it to me.',
      '**Choose one small example** of it, such as a single ticket or order.',
      '**Set it up for that example alone**, and try it until it works.',
      '**Show it to one colleague** and ask what they would use it for.',
      '**Do it with real data**, and look at it again after a week.',
    ],
  },
  {
    words: [/\b(?:workflows?|automat\w{1,6})\b/i],
    steps: [
      '**Write down in one sentence** what should happen, and what starts it.',
      '**Draw the steps on paper**: what comes in, who decides, what goes out.',
      '**Build the shortest version**, with the start and one step, and run it once.',
      '**Add the other steps one by one**, and run it after each.',
      '**Switch it on**, and look at its first runs together with someone who will use it.',
    ],
  },
  {
    words: [/\bagents?\b/i, /\b(?:create|set up|build|make|configure|train|add)\b/i],
    steps: [
      '**Say in one sentence what the agent is for**, and what it must never do.',
      '**Write its instruction** in plain words: what it gets, what it returns, in which tone.',
      '**Give it what it has to know**, one fact at a time.',
      '**Ask it five real questions**, and correct the instruction rather than the answer.',
      '**Let one colleague try it** before everybody does.',
    ],
  },
  {
    words: [/\b(?:return|send back|give back)\b/i],
    steps: [
      '**Check that you are within the time for returns**, counted from the delivery.',
      '**Have the order number ready**, and tell us which article comes back and why.',
      '**Pack the article well** and put the label on the parcel, over the old one.',
      '**Hand it over and keep the receipt** until the refund has arrived.',
    ],
  },
  {
    words: [/\b(?:cancel|stop|end|terminate)\b/i, /\b(?:order|subscription|contract|plan|account)\b/i],
    steps: [
      '**Find the date by which you have to cancel**, and count back from it.',
      '**Write one sentence** that says what you cancel and as of when, with your number.',
      '**Send it in the form that is asked for**, and keep a copy.',
      '**Wait for the confirmation**; ask for it if it has not come within a week.',
    ],
  },
  {
    words: [/\b(?:track|find|follow|locate)\b/i, /\b(?:parcels?|orders?|packages?|deliver(?:y|ies)|shipments?)\b/i],
    steps: [
      '**Take the tracking number** from the mail that told you about the shipment.',
      '**Enter it on the page of the carrier**, and look at the last stop and its date.',
      '**If it has not moved for three days**, send us the order number and what you see.',
    ],
  },
  {
    words: [/\b(?:undo|revert|take back|reset|amend)\b/i, /\b(?:commits?|merge|push|git)\b/i],
    steps: [
      '**Look at what you have:** `git log --oneline -3` shows the last commits.',
      '**Not pushed yet?** `git reset --soft HEAD~1` takes the commit back and keeps your changes.',
      '**Already pushed?** `git revert HEAD` makes a new commit that undoes it, which harms no one else.',
      '**Check the result** with `git status` before you go on.',
    ],
  },
  {
    words: [/\b(?:export|download|back ?up)\b/i],
    steps: [
      '**Decide what you need it for**; that decides which fields and which period.',
      '**Choose the format**: CSV for a spreadsheet, JSON for a program.',
      '**Export a small part first** and open it, to see whether names and dates are right.',
      '**Export the whole**, and store it where only those who need it can read it.',
    ],
  },
  {
    words: [/\b(?:connect|integrate|link|hook up)\b/i],
    steps: [
      '**Check that you have the rights** on both sides; without them the connection fails at the end.',
      '**Create an access token** in the other service, for this purpose alone.',
      '**Add the account with that token**, and give it a name that others understand.',
      '**Try it with one harmless action**, such as reading a list.',
    ],
  },
  {
    words: [/\b(?:prepare|run|hold|lead)\b/i, /\b(?:meetings?|calls?|workshops?|interviews?|presentations?)\b/i],
    steps: [
      '**Write down what should be decided** at the end, in one sentence.',
      '**Invite only those who decide or know something**, and send them that sentence.',
      '**Plan fewer points than you have time for**, each with its minutes.',
      '**Take notes that others can see**: decision, owner, date.',
      '**Send the notes the same day.**',
    ],
  },
  {
    words: [/\b(?:write|improve)\b/i, /\b(?:email|mail|letter|text|article|post|report)\b/i],
    steps: [
      '**Decide what the reader should do** after reading.',
      '**Begin with what it means for the reader**, not with what you did.',
      '**One idea in each paragraph**, in the words that you would say aloud.',
      '**Cut every sentence that no one would miss.**',
      '**Read it once on a telephone** before you send it.',
    ],
  },
  {
    words: [/\b(?:contact|reach|speak to|talk to)\b/i, /\b(?:support|you|human|person|some(?:body|one)|team)\b/i],
    steps: [
      '**Write down the number** that it is about, such as the order’s.',
      '**Say in two sentences** what happened and what you expected.',
      '**Add a picture** if something is broken.',
      '**Send it here**, and say whether you want a person to look at it; I pass it on.',
    ],
  },
];
