package org.zhiban.model.site;

/**
 * Where a thing stands in the site folder.
 *
 * @param file relative to the site folder
 * @param line from 1
 * @param column from 1
 */
public record SourcePosition(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
