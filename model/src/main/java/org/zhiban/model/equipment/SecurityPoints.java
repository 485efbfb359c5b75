package org.zhiban.model.equipment;

import static org.zhiban.model.equipment.CanonicalPoint.analog;
import static org.zhiban.model.equipment.CanonicalPoint.binary;
import static org.zhiban.model.equipment.CanonicalPoint.counter;
import static org.zhiban.model.equipment.CanonicalPoint.event;
import static org.zhiban.model.equipment.CanonicalPoint.multistate;
import static org.zhiban.model.site.PointSource.FieldType.NUMBER;
import static org.zhiban.model.site.PointSource.FieldType.TEXT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.site.PointSource.FieldType;

/** Points of doors, gates, video and patrols. */
final class SecurityPoints {
  static final List<CanonicalPoint> ACCESS_READER =
      List.of(
          binary("online", "在线", "Online, as the device or its edge box says"),
          multistate("contact", "门磁", "Door contact", "closed", "open"),
          multistate("lock", "门锁", "Lock feedback", "locked", "unlocked"),
          binary("rex", "出门按钮", "Request to exit"),
          binary("tamper", "防拆", "Housing opened"),
          binary("mains", "市电正常", "Mains present"),
          analog("battery", "V", "后备电池", "Backup battery"),
          binary("fire_release", "消防释放", "Released by the fire panel"),
          binary("free_access", "常开", "Free access by schedule or command"),
          event(
              "door",
              "门禁事件",
              "Access: granted, denied, unknown_card, rex, opened, closed, tamper, duress",
              fields("type", TEXT, "cred", TEXT, "seq", NUMBER, "door", TEXT)));

  static final List<CanonicalPoint> LPR_CAMERA =
      List.of(
          binary("online", "在线", "Online, as the device or its edge box says"),
          binary("loop_occupied", "地感", "A vehicle stands on the loop"),
          multistate("boom", "道闸", "Barrier boom", "down", "up", "moving"),
          binary("lower", "落杆命令", "The boom is ordered down"),
          analog("temperature", "°C", "温度", "Temperature of the housing"),
          counter("reads", "", "识别次数", "Plates read"),
          event(
              "plate",
              "车牌",
              "A vehicle was read; a later record of the same id corrects it",
              fields(
                  "plate",
                  TEXT,
                  "confidence",
                  NUMBER,
                  "direction",
                  TEXT,
                  "lane",
                  NUMBER,
                  "color",
                  TEXT)));

  static final List<CanonicalPoint> RECORDER =
      List.of(
          binary("online", "在线", "Online"),
          binary("recording", "录像", "All channels record"),
          analog("cameras_online", "", "在线路数", "Channels with video"),
          analog("cameras_total", "", "总路数", "Channels"),
          analog("disk_used", "%", "磁盘占用", "Disk space used"),
          binary("disk_fault", "磁盘故障", "Disk fault"),
          analog("temperature", "°C", "温度", "Temperature"));

  static final List<CanonicalPoint> CHECKPOINT =
      List.of(
          binary("online", "在线", "Online"),
          analog("battery", "V", "电池", "Battery"),
          event("visit", "打卡", "Somebody was there", fields("card", TEXT, "seq", NUMBER)));

  private SecurityPoints() {}

  /** Name and type in turn; the order is kept. */
  private static Map<String, FieldType> fields(Object... namesAndTypes) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.put((String) namesAndTypes[i], (FieldType) namesAndTypes[i + 1]);
    }
    return fields;
  }
}
