package org.zhiban.gateway.check;

import org.zhiban.model.Language;

/** The words of the report, in both languages. */
enum Phrase {
  CONNECTIONS("连接与读取计划", "Connections and read plans"),
  CONNECTION("连接", "connection"),
  TYPE("类型", "type"),
  POINTS("点", "points"),
  REQUESTS("每轮请求", "requests a cycle"),
  REGISTERS("寄存器", "registers"),
  BITS("位", "bits"),
  RATE("请求/秒", "requests/s"),
  LOAD("链路负荷", "link load"),
  SUBSCRIBED("订阅", "subscribed"),
  EQUIPMENT("设备", "equipments"),
  RULES("规则", "rules"),
  PLANS("计划", "plans"),
  LINKS("连接", "connections"),
  SHIPPED("随产品提供的模板", "template of the program"),
  NOT_VERIFIED("未经手册核实，请对照设备", "verified in no manual, compare with the device"),
  OFF("密钥未设置，通道关闭", "off, since its secret is not set"),
  CANNOT("无法满足", "cannot be met"),
  ROSTERS("值班轮换", "On duty by rosters"),
  ROSTER("轮值表", "roster"),
  NOW("现在值班", "on duty"),
  UNTIL("交班", "handed over"),
  NEXT("下一班", "next"),
  TESTS("规则测试", "Rule tests"),
  PASS("通过", "pass"),
  FAIL("失败", "FAIL"),
  EXPECTED("期望", "expected"),
  FOUND("实际", "found"),
  SOUND("配置有效", "the site is sound");

  private final String zh;
  private final String en;

  Phrase(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  String in(Language language) {
    return switch (language) {
      case ZH -> zh;
      case EN -> en;
    };
  }
}
