package org.zhiban.drivers;

import java.io.IOException;

/** A file of certificates or keys that cannot be used, in words for a person. */
public final class PemException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String what;
  private final String remedy;
  private final boolean locked;

  /** Of a file that is no use for this purpose. */
  public PemException(String file, String what, String remedy) {
    this(file, what, remedy, false);
  }

  PemException(String file, String what, String remedy, boolean locked) {
    super(what + "; " + remedy);
    this.file = file;
    this.what = what;
    this.remedy = remedy;
    this.locked = locked;
  }

  /** Which file. */
  public String file() {
    return file;
  }

  /** What is wrong with which file. */
  public String what() {
    return what;
  }

  /** Whether it is a key whose password is missing. */
  public boolean locked() {
    return locked;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
