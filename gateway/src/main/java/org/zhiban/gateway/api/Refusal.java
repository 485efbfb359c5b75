package org.zhiban.gateway.api;

/** An answer that is no: its status, what is wrong, and what to do (RFC 9457). */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;

  Refusal(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
  }

  static Refusal badRequest(String detail) {
    return new Refusal(400, "Bad request", detail);
  }

  static Refusal unauthorized(String detail) {
    return new Refusal(401, "Sign in", detail);
  }

  static Refusal forbidden(String detail) {
    return new Refusal(403, "Not allowed", detail);
  }

  static Refusal notFound(String detail) {
    return new Refusal(404, "Not found", detail);
  }

  static Refusal conflict(String detail) {
    return new Refusal(409, "Not in this state", detail);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** What is wrong, for a person. */
  String detail() {
    String message = getMessage();
    return message == null ? title : message;
  }
}
