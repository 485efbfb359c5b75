package org.zhiban.drivers;

import java.io.IOException;

/** A file of certificates or keys that cannot be used, in words for a person. */
public final class PemException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String what;
  private final String remedy;

  PemException(String file, String what, String remedy) {
    super(what + "; " + remedy);
    this.file = file;
    this.what = what;
    this.remedy = remedy;
  }

  /** Which file. */
  public String file() {
    return file;
  }

  /** What is wrong with which file. */
  public String what() {
    return what;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
