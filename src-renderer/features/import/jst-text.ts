import { type Moment, startOfJstDate } from '#shared/domain/time.ts';

/** A picker's `YYYY-MM-DD HH:mm:ss`, meant in Japan's time wherever the PC is, as a moment. */
export function jstTextToMoment(text: string): Moment {
  const [day = '', clock = '00:00:00'] = text.split(' ');
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return startOfJstDate(day) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
