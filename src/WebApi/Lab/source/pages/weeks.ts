export function addDays(day: Date, count: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + count);
}

export function mondayOf(day: Date): Date {
  return addDays(day, -((day.getDay() + 6) % 7));
}
