package org.zhiban.gateway.backup;

/** What opens the keys of a backup; never shown. */
public record Passphrase(String words) {
  public Passphrase {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a passphrase has at least one letter");
    }
  }

  @Override
  public String toString() {
    return "Passphrase[...]";
  }
}
