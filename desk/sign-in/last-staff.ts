import { StaffId } from "#events/desk-api/text.ts";

const place = "desk.lastStaff";
const signedOutPlace = "desk.signedOut";

/** Whose phone it is: by whom what is kept may be read while there is no signal to sign in with. */
export function lastStaff(): string | undefined {
  const found = StaffId.safeParse(localStorage.getItem(place));
  return found.success ? found.data : undefined;
}

export function rememberStaff(staff: string): void {
  localStorage.setItem(place, staff);
  localStorage.removeItem(signedOutPlace);
}

/** After signing out the issuer is to ask who it is, though it may still know who it was. */
export function forgetStaff(): void {
  localStorage.removeItem(place);
  localStorage.setItem(signedOutPlace, "yes");
}

export function signedOut(): boolean {
  return localStorage.getItem(signedOutPlace) !== null;
}
