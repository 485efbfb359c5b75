package org.zhiban.gateway.backup;

/** A backup that is not what was written, or that this version cannot read; says which entry. */
public final class BackupDamagedException extends Exception {
  private static final long serialVersionUID = 1;

  BackupDamagedException(String message) {
    super(message);
  }
}
