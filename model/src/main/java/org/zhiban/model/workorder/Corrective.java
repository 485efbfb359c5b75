package org.zhiban.model.workorder;

/**
 * That a line of one order's checklist failed and another order puts it right.
 *
 * @param parent number of the order whose checklist it is
 * @param item the line, from 1
 * @param child number of the order that puts it right
 */
public record Corrective(String parent, int item, String child) {
  public Corrective {
    if (item < 1 || parent.equals(child)) {
      throw new IllegalArgumentException("line " + item + " of " + parent + " by " + child);
    }
  }
}
