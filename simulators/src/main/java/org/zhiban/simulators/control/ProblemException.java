package org.zhiban.simulators.control;

/** A request that cannot be answered, for an RFC 9457 problem. */
final class ProblemException extends RuntimeException {
  private final int status;

  ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  int status() {
    return status;
  }

  String title() {
    return switch (status) {
      case 400 -> "Not understood";
      case 403 -> "Not from there";
      case 404 -> "Not found";
      case 405 -> "Not a method of this resource";
      case 422 -> "Not possible";
      default -> "Failed";
    };
  }
}
