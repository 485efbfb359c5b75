package org.zhiban.gateway.check;

import org.zhiban.model.LocalizedText;

/**
 * Something that a site asks for and that cannot be met.
 *
 * @param where position in a file, or the key
 */
record Finding(String where, LocalizedText what) {
  static Finding of(Object where, String zh, String en) {
    return new Finding(where.toString(), new LocalizedText(zh, en));
  }
}
