let passwords: Promise<ReadonlySet<string>> | undefined;

/** About 49,000 passwords seen most often in leaks, in lower case; read when the first password is chosen. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  passwords ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return passwords;
}
