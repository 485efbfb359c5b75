package org.zhiban.model.equipment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/**
 * The classes of equipment whose point names are agreed. The set is open: a site may use a word
 * that is not here, and then none of its point names means anything to a twin or a chart.
 */
public enum EquipmentClass {
  PUMP("水泵", "Pump"),
  FIRE_PUMP("消防泵", "Fire pump"),
  JOCKEY_PUMP("稳压泵", "Jockey pump"),
  TANK("水箱", "Water tank"),
  SUMP("集水坑", "Sump"),
  WATER_METER("水表", "Water meter"),
  HEAT_METER("热量表", "Heat meter"),
  METER("电能表", "Energy meter"),
  TRANSFORMER("变压器", "Transformer"),
  GENERATOR("发电机", "Generator"),
  UPS("不间断电源", "UPS"),
  LIGHTING("照明", "Lighting"),
  ELEVATOR("电梯", "Elevator"),
  FIRE_PANEL("消防主机", "Fire alarm panel"),
  SMOKE_DETECTOR("独立烟感", "Stand-alone smoke detector"),
  ENVIRONMENT("环境传感器", "Environment sensor"),
  ACCESS_READER("门禁", "Access reader"),
  LPR_CAMERA("车牌识别", "Plate camera"),
  RECORDER("录像机", "Video recorder"),
  CHECKPOINT("巡检点", "Patrol checkpoint"),
  AMENITY("公共设施", "Amenity");

  private final String zh;
  private final String en;

  EquipmentClass(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The word of the configuration language, for example {@code fire_panel}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public LocalizedText title() {
    return new LocalizedText(zh, en);
  }

  /** The agreed points, the most telling first. */
  public List<CanonicalPoint> points() {
    return switch (this) {
      case PUMP -> WaterPoints.PUMP;
      case FIRE_PUMP -> WaterPoints.FIRE_PUMP;
      case JOCKEY_PUMP -> WaterPoints.JOCKEY_PUMP;
      case TANK -> WaterPoints.TANK;
      case SUMP -> WaterPoints.SUMP;
      case WATER_METER -> WaterPoints.WATER_METER;
      case HEAT_METER -> WaterPoints.HEAT_METER;
      case METER -> PowerPoints.METER;
      case TRANSFORMER -> PowerPoints.TRANSFORMER;
      case GENERATOR -> PowerPoints.GENERATOR;
      case UPS -> PowerPoints.UPS;
      case LIGHTING -> PowerPoints.LIGHTING;
      case ELEVATOR -> SafetyPoints.ELEVATOR;
      case FIRE_PANEL -> SafetyPoints.FIRE_PANEL;
      case SMOKE_DETECTOR -> SafetyPoints.SMOKE_DETECTOR;
      case ENVIRONMENT -> SafetyPoints.ENVIRONMENT;
      case ACCESS_READER -> SecurityPoints.ACCESS_READER;
      case LPR_CAMERA -> SecurityPoints.LPR_CAMERA;
      case RECORDER -> SecurityPoints.RECORDER;
      case CHECKPOINT -> SecurityPoints.CHECKPOINT;
      case AMENITY -> List.of();
    };
  }

  /** The agreed point of that name. */
  public Optional<CanonicalPoint> point(String name) {
    return points().stream().filter(point -> point.name().equals(name)).findFirst();
  }

  /** The class of a configuration word; empty for a word of the site's own. */
  public static Optional<EquipmentClass> of(String word) {
    return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
  }
}
