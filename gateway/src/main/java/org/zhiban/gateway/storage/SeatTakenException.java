package org.zhiban.gateway.storage;

/** Another gateway writes the database. */
public final class SeatTakenException extends StoreUnavailableException {
  private static final long serialVersionUID = 1;

  SeatTakenException(String message) {
    super(message);
  }
}
