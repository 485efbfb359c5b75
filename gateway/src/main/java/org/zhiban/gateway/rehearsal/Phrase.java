package org.zhiban.gateway.rehearsal;

import org.zhiban.model.Language;

/** The words of the report, in both languages. */
enum Phrase {
  REHEARSED("重演", "rehearsed"),
  SAMPLES("个样本", "samples"),
  EVENTS("个事件", "events"),
  WARM_UP("预热", "warm-up"),
  RULE("规则", "rule"),
  RECORDED("记录", "recorded"),
  STANDING("现行规则", "as they stand"),
  PROPOSED("新规则", "with the others"),
  MINUTES("报警分钟", "min in alarm"),
  ORDERS("工单", "orders"),
  FIRST("首次", "first"),
  LAST("末次", "last"),
  NO_ALARM("没有任何报警", "no alarm at all"),
  UNLIKE_RECORD("现行规则与记录不同", "The rules as they stand, held against the record"),
  PROPOSAL("新规则与现行规则不同", "The other rules, held against those that stand"),
  NONE("无差别", "no difference"),
  MORE("多", "more"),
  LESS("少", "less"),
  OTHERWISE("不同", "otherwise"),
  ALARM("报警", "alarm"),
  ORDER("工单", "order"),
  FURTHER("条未列出", "further, not listed; --format json lists more"),
  DAMAGED("部分历史损坏，无法读取", "part(s) of the history are damaged and were left out"),
  CUT("某规则报警过多，只比较了一部分", "a rule was in alarm too often to keep all: only the first are compared"),
  THINNED(
      "说明：历史只记录已上报的样本（死区与 5 分钟心跳），死区内的变化不重演",
      "Only reported samples are on record (deadband, 5 min heartbeat): what moved within a"
          + " deadband is not rehearsed");

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
