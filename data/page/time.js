// Days since 1970 as dates of the civil calendar (Howard Hinnant's algorithms), ticks of an axis.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function civil(day) {
  const z = Math.floor(day) + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return [yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1];
}

function dayOf(year, month, date) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return era * 146097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719468;
}

function yearWords(year) {
  return year > 0 ? String(year) : `${1 - year} BCE`;
}

function dayWords(day) {
  const [year, month, date] = civil(day);
  return `${date} ${MONTHS[month - 1]} ${yearWords(year)}`;
}

// `2022`, `2022-07`, `2022-07-13` as [first day, day after the last]; null for anything else.
function parseDate(text) {
  const parts = /^(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim());
  if (!parts) return null;
  const [year, month, date] = [Number(parts[1]), Number(parts[2] || 1), Number(parts[3] || 1)];
  if (month < 1 || month > 12 || date < 1 || date > 31) return null;
  const first = dayOf(year, month, date);
  if (parts[3]) return [first, first + 1];
  return parts[2] ? [first, month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)] : [first, dayOf(year + 1, 1, 1)];
}

// Steps of an axis: [unit, count, days].
const STEPS = [['day', 1, 1], ['day', 7, 7], ['month', 1, 30.4], ['month', 3, 91.3], ['year', 1, 365.2], ['year', 2, 730], ['year', 5, 1826],
  ['year', 10, 3652], ['year', 20, 7305], ['year', 50, 18262], ['year', 100, 36524], ['year', 200, 73049], ['year', 500, 182621], ['year', 1000, 365242]];

// Ticks between two days, at least `room` pixels apart: { at, label, context }. Context is the larger unit, where it begins.
function ticks(from, to, pixels, room) {
  const [unit, count] = STEPS.find(([, , days]) => days * pixels / (to - from) >= room) || STEPS[STEPS.length - 1];
  const found = [];
  let [year, month] = civil(from);
  if (unit === 'day') {
    for (let at = count === 7 ? Math.floor((from - 4) / 7) * 7 + 4 : Math.floor(from); at < to; at += count) {
      const [y, m, d] = civil(at);
      const opens = found.length === 0 || d <= count;
      found.push({ at, label: String(d), context: opens ? `${MONTHS[m - 1]} ${yearWords(y)}` : '' });
    }
  } else if (unit === 'month') {
    month = Math.floor((month - 1) / count) * count + 1;
    while (dayOf(year, month, 1) < to) {
      found.push({ at: dayOf(year, month, 1), label: MONTHS[month - 1], context: month === 1 || !found.length ? yearWords(year) : '' });
      month += count;
      if (month > 12) [year, month] = [year + 1, 1];
    }
  } else {
    for (year = Math.floor(year / count) * count; dayOf(year, 1, 1) < to; year += count) {
      found.push({ at: dayOf(year, 1, 1), label: yearWords(year), context: '' });
    }
  }
  return found;
}
