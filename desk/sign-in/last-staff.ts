import { StaffId } from "#events/desk-api/text.ts";

const place = "desk.lastStaff";

/** Whose phone it is: by whom what is kept may be read while there is no signal to sign in with. */
export function lastStaff(): string | undefined {
  const found = StaffId.safeParse(localStorage.getItem(place));
  return found.success ? found.data : undefined;
}

export function rememberStaff(staff: string): void {
  localStorage.setItem(place, staff);
}

export function forgetStaff(): void {
  localStorage.removeItem(place);
}
