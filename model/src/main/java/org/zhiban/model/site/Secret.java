package org.zhiban.model.site;

/** A password or token. It never prints itself. */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
