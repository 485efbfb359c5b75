package org.zhiban.gateway.storage;

/** The store cannot be reached or written; the message says which, why, and what to do. */
public class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
