package org.zhiban.drivers;

import org.zhiban.model.site.Connection;

/** A site uses a kind of connection that this version accepts in files but cannot drive. */
public final class UnavailableDriverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Connection connection;

  public UnavailableDriverException(Connection connection) {
    super(
        connection.position()
            + ": connection "
            + connection.id()
            + ": the kind "
            + connection.type()
            + " is not available in this version; take its equipment out or use another kind");
    this.connection = connection;
  }

  public Connection connection() {
    return connection;
  }
}
