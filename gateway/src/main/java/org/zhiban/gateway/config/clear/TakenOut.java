package org.zhiban.gateway.config.clear;

/**
 * A secret that stood written out in a file of a site and was taken out of it.
 *
 * @param line from 1, of the file with it as of the file without
 * @param key the keys that lead to it, from the root of the file; empty: it stood in a comment
 * @param variable of the environment, named in its place; empty in a comment
 * @param readable whether the language reads a variable there; else the value must be written
 */
public record TakenOut(String file, int line, String key, String variable, boolean readable) {
  static TakenOut ofComment(String file, int line) {
    return new TakenOut(file, line, "", "", false);
  }

  /** Whether the site lacks it. */
  public boolean needed() {
    return !variable.isEmpty();
  }

  /** Where it stood, for a person. */
  public String words() {
    return file + ":" + line + ": " + (key.isEmpty() ? "a comment" : key);
  }
}
