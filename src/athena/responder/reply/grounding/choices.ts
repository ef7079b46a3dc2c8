/** Returns the answers that an instruction allows: four for `as billing, delivery, account or defect`. */
export function findChoices(instruction: string): readonly string[] {
  const [, list] =
    /\b(?:answer with|classify (?:\w{1,20} ){0,3}as|one of)\s+((?:[\w-]{1,30}, ){1,10}[\w-]{1,30},? or [\w-]{1,30})/i.exec(
      instruction,
    ) ?? [];
  return list === undefined ? [] : list.split(/,? or |, /).map((choice) => choice.trim());
}

/** Whether a text asks for one of these choices, such as `Approve or decline?`. */
export function offersChoices(text: string, choices: readonly string[]): boolean {
  const words = new Set(text.toLowerCase().match(/[\w-]+/g));
  return choices.filter((choice) => words.has(choice.toLowerCase())).length > 1;
}
