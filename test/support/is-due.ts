/**
 * Returns whether a cron expression is due at a time. Reads the minute, hour and weekday, each a number, `*` or `*`
 * with a step, and ignores the day and month.
 */
export function isDue(cron: string, time: Date): boolean {
  const [minute = '', hour = '', , , weekday = ''] = cron.split(' ');
  const fits = (field: string, value: number): boolean =>
    field === '*' || (field.startsWith('*/') ? value % Number(field.slice(2)) === 0 : Number(field) === value);
  return fits(minute, time.getUTCMinutes()) && fits(hour, time.getUTCHours()) && fits(weekday, time.getUTCDay());
}
