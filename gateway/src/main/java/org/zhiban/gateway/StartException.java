package org.zhiban.gateway;

/** The gateway cannot run; the message says why, to a person. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
