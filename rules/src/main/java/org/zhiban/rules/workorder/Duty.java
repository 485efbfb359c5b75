package org.zhiban.rules.workorder;

import org.zhiban.model.LocalizedText;

/** Who answers for an order that no supervisor ends alone. */
public enum Duty {
  /** Orders of P1. */
  ENGINEERING("P1 工单", "工程经理", "an order of P1", "the engineering manager"),
  /** What belongs to lifts and escalators. */
  LIFT_SAFETY("电梯工单", "电梯安全员", "an order of a lift", "the lift-safety officer"),
  /** What belongs to fire protection. */
  FIRE_SAFETY("消防工单", "消防安全管理人", "an order of fire protection", "the fire-safety manager");

  private final String orderZh;
  private final String personZh;
  private final String orderEn;
  private final String personEn;

  Duty(String orderZh, String personZh, String orderEn, String personEn) {
    this.orderZh = orderZh;
    this.personZh = personZh;
    this.orderEn = orderEn;
    this.personEn = personEn;
  }

  LocalizedText order() {
    return new LocalizedText(orderZh, orderEn);
  }

  LocalizedText person() {
    return new LocalizedText(personZh, personEn);
  }
}
