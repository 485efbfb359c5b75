package org.zhiban.gateway.commissioning;

import org.zhiban.model.Language;

/** The words of the commissioning commands, in both languages. */
public enum Phrase {
  UNIT("从站", "unit"),
  ANSWER("应答", "answer"),
  IDENTITY("设备标识", "identification"),
  NONE_ANSWERED(
      "没有从站应答：请检查地址、接线、波特率，或加大 --timeout",
      "no unit answered: check address, wiring and baud rate, or raise --timeout"),
  SILENT_UNITS("个从站没有应答", "units did not answer"),
  STRANGE("应答有误", "wrong answer"),
  NOTHING("范围内没有可读地址", "nothing readable in this range"),
  NO_SUCH_TABLE("设备没有此表", "the device does not know this table"),
  FELL_SILENT("设备停止应答，未再询问", "the device fell silent and was not asked further"),
  STOPPED("已中止，以下为中止前的结果", "stopped; this is what was found until then"),
  REQUESTS("次请求", "requests"),
  AT_ONCE("单次最多", "at most at once"),
  SCALE("倍率", "scale"),
  SAME("同值的其他解码", "the same value also as"),
  FITS("与预期相符", "fits what is expected"),
  OTHERS("其他解码", "other decodings"),
  NO_REGISTERS("该地址读不到寄存器", "no registers can be read there"),
  WRITTEN("模板已写入", "template written to"),
  PROBING("询问从站", "asking unit"),
  READING("读取", "reading"),
  NODES("个节点", "nodes"),
  NODES_AND_MORE(
      "个节点，还有更多：加大 --max 或用 --under", "nodes, and there are more: raise --max or use --under"),
  METHOD("方法", "method"),
  FOUND("已找到节点", "nodes found"),
  PASSWORD_OF("密码，用户", "password of"),
  POINTS("个点", "points"),
  LISTENING("正在监听", "listening"),
  NOTHING_HEARD(
      "没有收到消息：请检查主题与权限，或加大 --for",
      "nothing was heard: check the topic and the user's rights, or raise --for"),
  NOT_GRANTED("服务器不允许订阅", "the broker does not let this user subscribe to"),
  MESSAGES("条消息", "messages"),
  EVERY("间隔", "every"),
  RETAINED("保留消息", "retained"),
  RECORDS("事件记录", "records"),
  DIFFERING("格式不一", "of differing form"),
  WHOLE("整条消息", "the whole message"),
  TIME("时间", "time"),
  IDENTITY_OF("标识", "identity"),
  COVERED("可能涉及个人，已遮盖", "may name a person; covered"),
  TOPICS_LEFT_OUT("个主题未列出", "topics more"),
  TOO_FAST("条消息到达过快而丢失", "messages came too fast and were lost");

  private final String zh;
  private final String en;

  Phrase(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The words for a reader. */
  public String in(Language language) {
    return switch (language) {
      case ZH -> zh;
      case EN -> en;
    };
  }
}
